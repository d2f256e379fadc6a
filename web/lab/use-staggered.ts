// Figures reach the lanes' text one lane a frame while playing: all at once would make every such frame late.
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import type { LaneFigures } from './figures.ts';
import { ALL_LANES, isInView, type LaneSpan } from './lanes-in-view.ts';

/** Which lane in view is next to be brought up to date, from `cursor` on, round about; −1 where all are. */
export function nextStale(
  shown: readonly unknown[],
  latest: readonly unknown[],
  cursor: number,
  inView: LaneSpan = ALL_LANES,
): number {
  for (let i = 0; i < latest.length; i++) {
    const lane = (cursor + i) % latest.length;
    if (shown[lane] !== latest[lane] && isInView(lane, inView)) return lane;
  }
  return -1;
}

/** By lane: the figures of all lanes at the moment that it shows, so that what is compared in it is of one moment. */
type Moments = readonly (readonly LaneFigures[])[];

/** The latest moment for every lane; while playing it may be some frames old, but never of other lanes than `scenario` has. */
export function useStaggered(
  figures: readonly LaneFigures[],
  scenario: Scenario,
  inView: RefObject<LaneSpan>,
): Moments {
  const { playback } = useLab();
  const playing = useLabState((state) => state.playing);
  const latest = useMemo(() => figures.map(() => figures), [figures]);
  const [shown, setShown] = useState({ of: scenario, moments: latest });
  const current = useRef(shown);
  const cursor = useRef(0);
  useEffect(() => {
    const show = (moments: Moments) => {
      current.current = { of: scenario, moments: [...moments] };
      setShown(current.current);
    };
    if (!playing || current.current.of !== scenario) {
      show(latest);
      return;
    }
    const stop = playback.onFrame(() => {
      const { moments } = current.current;
      const lane = nextStale(moments, latest, cursor.current, inView.current);
      if (lane < 0) {
        stop();
        return;
      }
      cursor.current = lane + 1;
      show(moments.map((each, i) => (i === lane ? figures : each)));
    });
    return stop;
  }, [figures, latest, playing, playback, scenario, inView]);
  return playing && shown.of === scenario ? shown.moments : latest;
}
