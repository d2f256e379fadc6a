// The ruler of the run under the marks of one lane, in the transport.
import { memo } from 'react';
import type { Features } from '../../sim-core/index.ts';
import { markRowsOf } from '../playback/lane-marks.ts';
import { useLabState } from '../stores/use-lab.ts';
import { MarkStrokes } from './mark-row.tsx';
import { useMarks, useRunEnd } from './use-marks.ts';

const TICKS = Array.from({ length: 121 }, (_, i) => i);
/** Strokes that fit the ruler side by side. */
const COLUMNS = 160;

export interface RulerProps {
  lane: number;
  features: Features;
  packetPs: number;
}

export const Ruler = memo(function Ruler({ lane, features, packetPs }: RulerProps) {
  const simulatedPs = useLabState((state) => state.simulatedPs);
  const endPs = useRunEnd();
  const marks = useMarks(lane, packetPs, COLUMNS);
  const known = simulatedPs / endPs + 1e-6;
  return (
    <>
      <div className="small-marks">
        {markRowsOf(features).map((row) => (
          <MarkStrokes key={row} row={row} layout={marks[row]} />
        ))}
      </div>
      <Ticks known={TICKS.findLastIndex((i) => i / 120 <= known) + 1} />
    </>
  );
});

/** The first `known` of them stand for what has been simulated. */
const Ticks = memo(function Ticks({ known }: { known: number }) {
  return (
    <svg
      className="ticks"
      viewBox={`0 0 ${TICKS.length - 1} 100`}
      preserveAspectRatio="none"
      stroke="var(--rule-2)"
      aria-hidden="true"
    >
      {[TICKS.slice(0, known), TICKS.slice(known)].map((some, i) => (
        <g key={i === 0 ? 'known' : 'to come'} opacity={i === 0 ? 1 : 0.3}>
          <path strokeWidth={1} vectorEffect="non-scaling-stroke" d={ticksAt(some, false)} />
          <path strokeWidth={2} vectorEffect="non-scaling-stroke" d={ticksAt(some, true)} />
        </g>
      ))}
    </svg>
  );
});

/** Every tenth is long. */
function ticksAt(places: readonly number[], long: boolean): string {
  const some = places.filter((i) => (i % 10 === 0) === long);
  return some.map((i) => `M${i} ${long ? 62 : 74}V90`).join('');
}
