// Checks that numbers with units mean what people mean by them, and that everything else means nothing.
import { describe, expect, it } from 'vitest';
import { named, readQuantity, readSizes, UNITS } from './quantity.ts';

describe('readQuantity', () => {
  it.each([
    ['1.2us', UNITS.ns, 1200],
    ['1.2 µs', UNITS.ns, 1200],
    ['1.2 μs', UNITS.ns, 1200],
    ['.5 ms', UNITS.us, 500],
    ['300 ns', UNITS.us, 0.3],
    ['30 kpps', UNITS.pps, 30_000],
    ['14.88 Mpps', UNITS.pps, 14_880_000],
    ['2 MiB', UNITS.mebibytes, 2],
    ['512 KiB', UNITS.mebibytes, 0.5],
    ['9 kB', UNITS.bytes, 9000],
    ['9 KiB', UNITS.bytes, 9216],
    ['9,216', UNITS.bytes, 9216],
    ['100 000', UNITS.count, 100_000],
    ['100 000', UNITS.count, 100_000],
    ['1e5', UNITS.count, 100_000],
    ['0.1M', UNITS.count, 100_000],
    ['2600 MHz', UNITS.ghz, 2.6],
    ['25', UNITS.percent, 0.25],
    ['25 %', UNITS.percent, 0.25],
    ['−3', UNITS.count, -3],
    ['64 flows', named(UNITS.count, 'flows', 'flow'), 64],
  ])('%s', (text, units, value) => {
    expect(readQuantity(text, units)).toBe(value);
  });
  it.each([
    '',
    'soon',
    '1,5',
    '12,34',
    '1.2.3',
    '3 apples',
    '5 us',
    '0x10',
    '1 toString',
    'Infinity',
    '3 kB 4',
  ])('no number of things: %s', (text) => {
    expect(readQuantity(text, UNITS.count)).toBeNaN();
  });
});

describe('readSizes', () => {
  it('takes sizes with weights, with and without commas', () => {
    const imix = [
      [64, 7],
      [594, 4],
      [1518, 1],
    ];
    expect(readSizes('64:7 594:4 1518:1')).toEqual(imix);
    expect(readSizes(' 64:7, 594:4; 1518 ')).toEqual(imix);
    expect(readSizes('9KiB:0.5')).toEqual([[9216, 0.5]]);
  });
  it.each(['', '64:0', '64:', ':7', '64:7:1', 'small', '64:-1', '-64'])('refuses %s', (text) => {
    expect(readSizes(text)).toBeNull();
  });
});
