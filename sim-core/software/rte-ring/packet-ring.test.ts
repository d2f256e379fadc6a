// The ring between cores: bounded, in order, and as dear as measured for bursts of 8 and 32.
import { describe, expect, it } from 'vitest';
import { Costs } from '../../costs/resolve.ts';
import type { RingMode } from './machine.ts';
import { PacketRing, ringPrice } from './packet-ring.ts';

/** Cycles a packet for both sides together, in bursts of `burst`. */
function cycles(mode: RingMode, acrossCores: boolean, burst: number, overrides = {}): number {
  const { call, packet } = ringPrice(new Costs('server', overrides), mode, acrossCores);
  return (2 * (call.mc / burst + packet.mc)) / 1000;
}

describe('packet ring', () => {
  it('holds one fewer than its size, first in first out, and never waits', () => {
    const ring = new PacketRing(0, 4);
    expect([1, 2, 3, 4].map((slot) => ring.push(slot))).toEqual([true, true, true, false]);
    expect([ring.shift(), ring.shift(), ring.length]).toEqual([1, 2, 1]);
    expect(ring.push(5)).toBe(true);
    expect([ring.shift(), ring.shift(), ring.length]).toEqual([3, 5, 0]);
  });

  it('tells its consumer', () => {
    const ring = new PacketRing(0, 4);
    ring.publish();
    let told = 0;
    ring.consumer = { descriptorsVisible: () => told++ };
    ring.publish();
    expect(told).toBe(1);
  });
});

describe('price', () => {
  // measurements.md: bursts of 8 and of 32 in one run
  it.each([
    ['sp', false, 4.64, 3.45],
    ['mp', false, 9.54, 4.62],
    ['sp', true, 30.26, 12.7],
    ['mp', true, 64.44, 20.16],
  ] as const)('%s, two cores %s: %d cycles at 8, %d at 32', (mode, acrossCores, at8, at32) => {
    expect(cycles(mode, acrossCores, 8) / at8).toBeCloseTo(1, 1);
    expect(cycles(mode, acrossCores, 32) / at32).toBeCloseTo(1, 1);
  });

  it('of single packets is near the measured 11 and 47 cycles', () => {
    expect(Math.abs(cycles('sp', false, 1) / 11 - 1)).toBeLessThan(0.5);
    expect(Math.abs(cycles('mp', false, 1) / 47 - 1)).toBeLessThan(0.25);
  });

  it('of a relaxed tail has a second swap on each side, of a serialized ring none', () => {
    const more = cycles('rts', true, 32) - cycles('mp', true, 32);
    expect(more).toBeCloseTo((2 * 25) / 32, 3);
    expect(cycles('hts', true, 32)).toBe(cycles('mp', true, 32));
    expect(cycles('rts', true, 32, { 'sync.atomic': 0 })).toBe(cycles('mp', true, 32));
  });

  it('follows its constants', () => {
    expect(cycles('sp', true, 8, { 'ring.spsc.x-core.b32': 25.4 })).toBeCloseTo(2 * cycles('sp', true, 8), 1);
  });
});
