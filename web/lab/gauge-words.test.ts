// A torn outline of the run before says how many lines are missing, as the gauge itself does, in the room that there is.
import { expect, test } from 'vitest';
import { layOutGauge } from '../scene/gauge.ts';
import { PARTS, type Part } from '../scene/floors.ts';
import type { Bill } from './figures.ts';
import { fitting, lineNeeded, placeOfName, wasText } from './gauge-words.ts';

/** A bill of so many packet times of 100 cycles on one core. */
function bill(lines: number): Bill {
  const parts = Object.fromEntries(PARTS.map((part) => [part, part === 'kern' ? lines * 100 : 0])) as Record<
    Part,
    number
  >;
  return { parts, total: lines * 100, budgetUsed: lines, coresSharing: 1 } as Bill;
}

const gauge = layOutGauge(250, 16, 1, 60);

test('an outline that is whole says only what the bill was', () => {
  expect(wasText(bill(5), 2, gauge)).toBe('was 500');
});

test('a torn one says how many more lines there are than are drawn', () => {
  const torn = 299 - gauge.ghostRoom;
  expect(torn).toBeGreaterThan(200);
  expect(wasText(bill(300), 2, gauge)).toBe(`was 30,000 (+${torn} more lines)`);
});

test('beside a present gauge that is torn too the count stands alone', () => {
  expect(wasText(bill(300), 200, gauge)).toBe(`was 30,000 (+${299 - gauge.room})`);
});

test('what there is no room for goes, the last first', () => {
  expect(fitting(['', 'was 12,345 (+300 more lines)', '', ''])).toBe('was 12,345 (+300 more lines)');
  expect(fitting(['', 'was 5,372', 'over 3 cores', 'on time'])).toBe('was 5,372, over 3 cores, on time');
  expect(fitting(['', 'was 12,345 (+300 more lines)', 'over 3 cores', ''])).toBe(
    'was 12,345 (+300 more lines)',
  );
  expect(fitting(['+120 more lines', 'was 60,000 (+312)', 'over 3 cores', ''])).toBe(
    '+120 more lines, was 60,000 (+312)',
  );
  expect(fitting([])).toBe('');
});

test('a name stands within its part, and where there is room it stays while the part moves a little', () => {
  const needed = lineNeeded('kernel', 16);
  expect(needed).toBeCloseTo((6 * 0.46 * 16 + 10) / (14 * 16), 9);
  for (let from = 0; from < 0.8; from += 0.0137) {
    for (let to = from; to <= 1; to += 0.0171) {
      const place = placeOfName(from, to, needed);
      if (place === null) expect(to - from).toBeLessThan(needed + 0.003);
      else {
        expect(place.left).toBeGreaterThanOrEqual(from);
        expect(place.left + place.width).toBeLessThanOrEqual(to + 1e-9);
        expect(place.width).toBeGreaterThan(needed);
      }
    }
  }
  expect(placeOfName(0.203, 0.9, needed)).toEqual(placeOfName(0.246, 0.93, needed));
  expect(placeOfName(0.203, 0.203 + needed + 0.02, needed)?.left).toBeCloseTo(0.21, 9);
});
