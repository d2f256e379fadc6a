// Marks of one lane over the whole run, laid out for a ruler; again whenever there are more of them.
import { useMemo } from 'react';
import { MARK_ROWS, type MarkRow } from '../playback/lane-marks.ts';
import { layOutMarks, type MarkLayout } from '../scene/mark-strokes.ts';
import { useLab, useLabState, useTraceGrowth } from '../stores/use-lab.ts';

export type LaneMarkLayouts = Readonly<Record<MarkRow, MarkLayout>>;

const EMPTY: MarkLayout = { strokes: [], bands: [] };

/** Where the run ends as far as is known, ps; at least 1. */
export function useRunEnd(): number {
  const simulatedPs = useLabState((state) => state.simulatedPs);
  const closePs = useLabState((state) => state.windowClosePs);
  const expectedPs = useLabState((state) => state.expectedEndPs);
  return Math.max(1, closePs >= 0 ? closePs : Math.max(expectedPs, simulatedPs));
}

/** `columns` strokes fit side by side. */
export function useMarks(lane: number, packetPs: number, columns: number): LaneMarkLayouts {
  const lab = useLab();
  const endPs = useRunEnd();
  const growth = useTraceGrowth();
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth means that there are more marks
  return useMemo(() => {
    const marks = lab.trace()?.lanes[lane]?.marks;
    const layout = (row: MarkRow) =>
      marks === undefined
        ? EMPTY
        : layOutMarks({ counts: marks.counts(row), binPs: marks.binPs }, endPs, packetPs, columns);
    return Object.fromEntries(MARK_ROWS.map((row) => [row, layout(row)])) as Record<MarkRow, MarkLayout>;
  }, [lab, lane, endPs, packetPs, columns, growth]);
}
