// Checks the gauge's layout: whole device pixels, one pitch for all lanes, nothing below its row.
import { describe, expect, it } from 'vitest';
import type { Pen } from '../painter/pen.ts';
import { PARTS, type Part } from './floors.ts';
import { type GaugeBill, drawGauge, ghostLinesOf, layOutGauge, linesOf, MOST_LINES } from './gauge.ts';
import type { Fills } from './palette.ts';

const bill = (total: number): GaugeBill => ({ lines: {} as GaugeBill['lines'], total, polls: false });

describe('gauge', () => {
  it.each([1, 1.25, 1.5, 2, 3])('has a pitch of whole device pixels at ratio %s', (dpr) => {
    for (let lines = 0.1; lines < 400; lines *= 1.7) {
      const layout = layOutGauge(250, 16, dpr, lines);
      expect(layout.pitch * dpr).toBeCloseTo(Math.round(layout.pitch * dpr), 9);
      expect(layout.pitch * dpr).toBeGreaterThanOrEqual(2);
    }
  });
  it('keeps all lines within its row', () => {
    for (const height of [150, 250, 400]) {
      for (const lines of [0.3, 1, 8, 24.6, 46, 51, 312]) {
        const layout = layOutGauge(height, 16, 1, lines);
        expect(layout.over + linesOf(lines, layout).drawn * layout.pitch).toBeLessThanOrEqual(height);
      }
    }
  });
  it('tears off what does not fit and says how much', () => {
    const layout = layOutGauge(400, 16, 1, 362);
    const { drawn, torn } = linesOf(bill(362).total, layout);
    expect(drawn).toBe(Math.min(MOST_LINES, layout.room));
    expect(drawn + torn).toBe(361);
  });
  it('draws nothing under the rule for a lane that keeps up', () => {
    expect(linesOf(0.68, layOutGauge(250, 16, 1, 46))).toEqual({ drawn: 0, torn: 0 });
    expect(linesOf(1, layOutGauge(250, 16, 1, 46))).toEqual({ drawn: 0, torn: 0 });
  });
  it('tears a longer run before off where words need the room, the present bill never', () => {
    const layout = layOutGauge(250, 16, 1, 19);
    const { drawn, torn } = ghostLinesOf(46, 1.1, layout);
    expect(drawn).toBeLessThan(layout.room);
    expect(drawn + torn).toBe(45);
    expect(ghostLinesOf(46, 19, layout).drawn).toBe(linesOf(19, layout).drawn);
    expect(linesOf(19, layout)).toEqual({ drawn: 18, torn: 0 });
  });
});

describe('parts of a bill', () => {
  const layout = layOutGauge(250, 16, 1, 5);
  const box = { x: 0, y: 0, width: 100 };

  /** Rectangles of the paper's colour that cover what is below them: [x, line, width, height]. */
  function gaps(lengths: number[]): number[][] {
    const lines = {} as Record<Part, number>;
    PARTS.forEach((part, i) => {
      lines[part] = lengths[i] ?? 0;
    });
    const found: number[][] = [];
    const pen = {
      fillStyle: '',
      globalAlpha: 1,
      fillRect(x: number, y: number, width: number, height: number) {
        if (this.fillStyle !== 'film' || this.globalAlpha < 1 || y < layout.over) return;
        found.push([x, Number(((y - layout.over) / layout.pitch + 1).toFixed(6)), width, height]);
      },
    };
    const fills = { palette: { film: 'film', edge: {} }, of: (part: Part) => part };
    const total = lengths.reduce((sum, length) => sum + length, 0);
    drawGauge(pen as unknown as Pen, fills as unknown as Fills, { lines, total, polls: false }, box, layout);
    return found;
  }

  it('are set apart below the rule along the line above, down, and along the line below', () => {
    const above = (line: number) => Number((line - 1 / layout.pitch).toFixed(6));
    expect(gaps([2.5, 1.75])).toEqual([
      [50, above(2), 50, 1],
      [49, 2, 1, layout.pitch],
      [0, above(3), 50, 1],
    ]);
  });
  it('are set apart no further than they go', () => {
    // the second part ends on its own line; the third begins where a line does
    expect(gaps([2.5, 0.25]).map(([x, , width]) => [x, width])).toEqual([
      [50, 50],
      [49, 1],
    ]);
    expect(gaps([2, 1]).map(([x, , width]) => [x, width])).toEqual([[0, 100]]);
  });
  it('need no gap on the enlarged line or alone', () => {
    expect(gaps([0.5, 0.7])).toEqual([]);
    expect(gaps([3])).toEqual([]);
  });
});
