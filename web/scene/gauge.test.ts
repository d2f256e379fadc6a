// Checks the gauge's layout: whole device pixels, one pitch for all lanes, nothing below its row.
import { describe, expect, it } from 'vitest';
import { type GaugeBill, ghostLinesOf, layOutGauge, linesOf, MOST_LINES } from './gauge.ts';

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
