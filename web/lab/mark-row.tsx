// One row of marks over a ruler: strokes and bands, as wide as its place.
import { memo } from 'react';
import type { MarkRow } from '../playback/lane-marks.ts';
import type { MarkLayout } from '../scene/mark-strokes.ts';

const WIDTH = 1000;
const HEIGHT = 10;
/** Lowest band that can be seen. */
const LEAST = 1.2;

/** Decorative: what it shows is said in words beside it. */
export const MarkStrokes = memo(function MarkStrokes({ row, layout }: { row: MarkRow; layout: MarkLayout }) {
  const strokes = layout.strokes.map((x) => `M${(x * WIDTH).toFixed(2)} 0V${HEIGHT}`).join('');
  const bands = layout.bands
    .map(({ from, to, share }) => {
      const top = HEIGHT - Math.max(LEAST, share * HEIGHT);
      return `M${(from * WIDTH).toFixed(2)} ${HEIGHT}V${top.toFixed(2)}H${(to * WIDTH).toFixed(2)}V${HEIGHT}z`;
    })
    .join('');
  return (
    <svg
      className={`strokes ${row}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bands !== '' && <path className="bands" d={bands} />}
      {strokes !== '' && <path className="lines" d={strokes} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
});
