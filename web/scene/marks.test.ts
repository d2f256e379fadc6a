// A packet's shape is told by ink, whatever its hue: what has the least contrast is never an outer edge.
import { expect, test } from 'vitest';
import type { Pen } from '../painter/pen.ts';
import { drawPacket } from './marks.ts';
import type { Palette } from './palette.ts';

const PALETTE = { vm: ['cyan', 'magenta', 'yellow', 'key'], vmLine: 'ink', sheet: 'sheet' } as Palette;

/** Strokes of a packet of a VM, as ink and width, in the order in which they are drawn. */
function strokes(vm: number, r: number): [string, number][] {
  const drawn: [string, number][] = [];
  const pen: Record<string, unknown> = {
    stroke: () => drawn.push([pen.strokeStyle as string, pen.lineWidth as number]),
  };
  const canvas = new Proxy(pen, { get: (set, name: string) => set[name] ?? (() => {}) });
  drawPacket(canvas as unknown as Pen, PALETTE, vm, 0, 0, r);
  return drawn;
}

test.each([3.6, 6, 9])('a hollow packet of radius %s has its hue between two edges of ink', (r) => {
  const [[below, wide], [above, narrow]] = strokes(7, r);
  expect([below, above]).toEqual(['ink', 'yellow']);
  expect((wide - narrow) / 2).toBeGreaterThanOrEqual(0.7);
  expect(narrow).toBeGreaterThanOrEqual(1);
});

test('a filled one has one edge of ink', () => {
  expect(strokes(3, 6).map(([ink]) => ink)).toEqual(['ink']);
});
