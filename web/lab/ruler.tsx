// The ruler of the run under the marks of one lane, in the transport.
import { memo } from 'react';
import { MARK_ROWS } from '../playback/lane-marks.ts';
import { useLabState } from '../stores/use-lab.ts';
import { MarkStrokes } from './mark-row.tsx';
import { useMarks, useRunEnd } from './use-marks.ts';

const TICKS = Array.from({ length: 121 }, (_, i) => i);
/** Strokes that fit the ruler side by side. */
const COLUMNS = 160;

export const Ruler = memo(function Ruler({ lane, packetPs }: { lane: number; packetPs: number }) {
  const simulatedPs = useLabState((state) => state.simulatedPs);
  const endPs = useRunEnd();
  const marks = useMarks(lane, packetPs, COLUMNS);
  const known = simulatedPs / endPs + 1e-6;
  return (
    <>
      <div className="small-marks">
        {MARK_ROWS.map((row) => (
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
    <svg className="ticks" aria-hidden="true">
      {TICKS.map((i) => (
        <line
          key={i}
          x1={`${i / 1.2}%`}
          x2={`${i / 1.2}%`}
          y1={i % 10 ? '74%' : '62%'}
          y2="90%"
          stroke="var(--rule-2)"
          strokeWidth={i % 10 ? 1 : 2}
          opacity={i < known ? 1 : 0.3}
        />
      ))}
    </svg>
  );
});
