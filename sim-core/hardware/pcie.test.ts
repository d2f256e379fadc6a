// The link byte by byte: headers, completions, split requests, queueing in each direction, the data-link layer's share.
import { describe, expect, it } from 'vitest';
import { Costs } from '../costs/resolve.ts';
import { Pcie } from './pcie.ts';

/** 125 ps a byte. */
function link(overrides: Record<string, number> = {}): Pcie {
  return new Pcie(64, new Costs('server', { 'pcie.dllShare': 0, ...overrides }));
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
    expect(pcie.write(1000, bytes)).toBe(1000 + all * 125);
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
    expect(pcie.read(0, bytes, false)).toBe(up * 125 + 550_000 + down * 125);
    expect([pcie.upBytes, pcie.downBytes]).toEqual([up, down]);
    expect(link().read(0, bytes, true)).toBe(up * 125 + 480_000 + down * 125);
  });

  it('serves one after the other in each direction, and both at once', () => {
    const pcie = link();
    expect(pcie.write(0, 60)).toBe(10_500);
    expect(pcie.write(0, 60)).toBe(21_000);
    expect(pcie.write(50_000, 60)).toBe(60_500);
    expect(pcie.read(0, 64, false)).toBe(60_500 + 3000 + 550_000 + 84 * 125);
    const down = pcie.downFreePs;
    expect(pcie.read(0, 64, false)).toBe(Math.max(63_500 + 3000 + 550_000, down) + 84 * 125);
  });

  it('carries doorbells of four bytes downwards', () => {
    const pcie = link();
    pcie.doorbell(0);
    pcie.doorbell(0);
    expect([pcie.upBytes, pcie.downBytes, pcie.downFreePs, pcie.upFreePs]).toEqual([0, 56, 7000, 0]);
  });

  it('loses the data-link layer’s share, and takes its sizes from the constants', () => {
    const slower = new Pcie(64, new Costs('server', { 'pcie.dllShare': 20 }));
    expect(slower.write(0, 60)).toBe(Math.round((84 * 125) / 0.8));
    const small = link({
      'pcie.mps': 128,
      'pcie.tlpHeader': 20,
      'pcie.completion': 22,
      'pcie.readRequest': 64,
    });
    small.write(0, 256);
    small.read(0, 256, false);
    expect([small.upBytes, small.downBytes]).toEqual([256 + 40 + 4 * 20, 256 + 2 * 22]);
  });
});
