// Strokes and bands: what stands apart is a stroke, what would touch is a band, and nothing is lost.
import { expect, test } from 'vitest';
import { layOutMarks } from './mark-strokes.ts';

const counted = (marks: readonly [number, number][]) => {
  const counts = new Uint32Array(1000);
  for (const [bin, n] of marks) counts[bin] = n;
  return { counts, binPs: 100 };
};

test('marks that stand apart are strokes at their places', () => {
  const { strokes, bands } = layOutMarks(
    counted([
      [100, 1],
      [500, 1],
      [999, 1],
    ]),
    100_000,
    67,
    100,
  );
  expect(strokes.map((x) => Math.round(x * 10_000))).toEqual([1005, 5005, 9995]);
  expect(bands).toEqual([]);
});

test('marks that would touch are a band as high as their share of packet times', () => {
  const marks = counted(Array.from({ length: 200 }, (_, i): [number, number] => [300 + i, 1]));
  const { strokes, bands } = layOutMarks(marks, 100_000, 50, 100);
  expect(strokes).toEqual([]);
  // one mark every 100 ps where a packet time is 50 ps
  expect(bands).toEqual([{ from: 0.3, to: 0.5, share: 0.5 }]);
});

test('a share is never more than all; what lies after the end is not drawn', () => {
  const { strokes, bands } = layOutMarks(
    counted([
      [10, 1000],
      [900, 3],
    ]),
    50_000,
    67,
    100,
  );
  expect(strokes).toEqual([]);
  expect(bands).toEqual([{ from: 0.02, to: 0.03, share: 1 }]);
});
