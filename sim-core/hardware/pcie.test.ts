// The link byte by byte: headers, completions, split requests, queueing in each direction, the data-link layer's share.
import { describe, expect, it } from 'vitest';
import { Costs } from '../costs/resolve.ts';
import { Pcie } from './pcie.ts';

const clock = { nowPs: 0 };

/** 125 ps a byte; the clock stands at 0. */
function link(overrides: Record<string, number> = {}): Pcie {
  clock.nowPs = 0;
  return new Pcie(clock, 64, new Costs('server', { 'pcie.dllShare': 0, ...overrides }));
}

/** Writes at a moment; returns when the last byte has left. */
function writeAt(pcie: Pcie, nowPs: number, bytes: number): number {
  clock.nowPs = nowPs;
  pcie.write(bytes);
  return pcie.upFreePs;
}

/** Reads at time 0; returns when the data is there. */
function readAtZero(pcie: Pcie, bytes: number, cached: boolean): number {
  clock.nowPs = 0;
  return pcie.read(bytes, cached);
}

describe('PCIe link', () => {
  it.each([
    [60, 84],
    [256, 280],
    [257, 305],
    [1514, 1514 + 6 * 24],
    [16, 40],
  ])('writes %s bytes as %s on the way up', (bytes, all) => {
    const pcie = link();
    expect(writeAt(pcie, 1000, bytes)).toBe(1000 + all * 125);
    expect([pcie.upBytes, pcie.downBytes]).toEqual([all, 0]);
  });

  it.each([
    [60, 24, 80],
    [256, 24, 276],
    [512, 24, 552],
    [513, 48, 513 + 3 * 20],
    [1514, 72, 1514 + 6 * 20],
  ])('reads %s bytes with %s up and %s down', (bytes, up, down) => {
    const pcie = link();
    expect(readAtZero(pcie, bytes, false)).toBe(up * 125 + 550_000 + down * 125);
    expect([pcie.upBytes, pcie.downBytes]).toEqual([up, down]);
    expect(readAtZero(link(), bytes, true)).toBe(up * 125 + 480_000 + down * 125);
  });

  it('serves one after the other in each direction, and both at once', () => {
    const pcie = link();
    expect(writeAt(pcie, 0, 60)).toBe(10_500);
    expect(writeAt(pcie, 0, 60)).toBe(21_000);
    expect(writeAt(pcie, 50_000, 60)).toBe(60_500);
    expect(readAtZero(pcie, 64, false)).toBe(60_500 + 3000 + 550_000 + 84 * 125);
    const down = pcie.downFreePs;
    expect(readAtZero(pcie, 64, false)).toBe(Math.max(63_500 + 3000 + 550_000, down) + 84 * 125);
  });

  it('carries doorbells of four bytes downwards', () => {
    const pcie = link();
    pcie.doorbell();
    pcie.doorbell();
    expect([pcie.upBytes, pcie.downBytes, pcie.downFreePs, pcie.upFreePs]).toEqual([0, 56, 7000, 0]);
  });

  it('loses the data-link layer’s share, and takes its sizes from the constants', () => {
    const slower = new Pcie(clock, 64, new Costs('server', { 'pcie.dllShare': 20 }));
    expect(writeAt(slower, 0, 60)).toBe(Math.round((84 * 125) / 0.8));
    const small = link({
      'pcie.mps': 128,
      'pcie.tlpHeader': 20,
      'pcie.completion': 22,
      'pcie.readRequest': 64,
    });
    writeAt(small, 0, 256);
    readAtZero(small, 256, false);
    expect([small.upBytes, small.downBytes]).toEqual([256 + 40 + 4 * 20, 256 + 2 * 22]);
  });
});
