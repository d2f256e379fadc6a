// Checks what is said of a capture before it runs: whole, cut short, and of no use.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectCapture } from './capture-summary.ts';

const FILE = new Uint8Array(readFileSync('public/captures/three-vms.pcap'));

describe('inspectCapture', () => {
  it('says who, how many, how long and how large', () => {
    const { summary, damage } = inspectCapture(FILE, 'three-vms.pcap');
    expect(damage).toBeNull();
    const { report, sizes, destinations, everybody, notForUs, vms } = summary as NonNullable<typeof summary>;
    expect(summary?.format).toBe('pcap');
    expect(sizes.reduce((sum, { packets }) => sum + packets, 0)).toBe(report.packets);
    const owned = destinations.reduce((sum, { packets }) => sum + packets, 0);
    expect(owned + everybody + notForUs).toBe(report.packets);
    expect(vms).toBe(destinations.length);
    expect(summary?.frameBytes).toBeGreaterThanOrEqual(report.wire_bytes + 4 * report.packets);
  });
  it('says where a file breaks off, and what comes before', () => {
    const cut = FILE.subarray(0, FILE.length - 37);
    const { summary, damage } = inspectCapture(cut, 'cut.pcap');
    const whole = inspectCapture(FILE, 'whole.pcap').summary?.report.packets ?? 0;
    expect(summary?.report.packets).toBe(whole - 1);
    expect(damage?.fileBytes).toBe(cut.length);
    expect(damage?.byte).toBeGreaterThan(0);
    expect(damage?.byte).toBeLessThan(cut.length);
    expect(damage?.reason).toMatch(/ends at byte/);
  });
  it('says why a file is of no use', () => {
    const text = new TextEncoder().encode('not a capture');
    const { summary, damage } = inspectCapture(text, 'text.pcap');
    expect(summary).toBeNull();
    expect(damage).toMatchObject({ byte: 0, fileBytes: text.length });
    expect(inspectCapture(new Uint8Array(0), 'empty').damage?.byte).toBe(-1);
  });
});
