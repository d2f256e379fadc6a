// Figures reach the lanes' text one lane a frame while playing: all at once would make every such frame late.
import { useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import type { LaneFigures } from './figures.ts';

/** Which lane is next to be brought up to date, from `cursor` on, round about; −1 where all are. */
export function nextStale(shown: readonly unknown[], latest: readonly unknown[], cursor: number): number {
  for (let i = 0; i < latest.length; i++) {
    const lane = (cursor + i) % latest.length;
    if (shown[lane] !== latest[lane]) return lane;
  }
  return -1;
}

/** The latest figures; while playing each lane's may be some frames old, but never of other lanes than `scenario` has. */
export function useStaggered(figures: readonly LaneFigures[], scenario: Scenario): readonly LaneFigures[] {
  const { playback } = useLab();
  const playing = useLabState((state) => state.playing);
  const [shown, setShown] = useState({ of: scenario, figures });
  const current = useRef(shown);
  const cursor = useRef(0);
  useEffect(() => {
    const show = (all: readonly LaneFigures[]) => {
      current.current = { of: scenario, figures: all };
      setShown(current.current);
    };
    if (!playing || current.current.of !== scenario) {
      show(figures);
      return;
    }
    const stop = playback.onFrame(() => {
      const lane = nextStale(current.current.figures, figures, cursor.current);
      if (lane < 0) {
        stop();
        return;
      }
      cursor.current = lane + 1;
      show(current.current.figures.map((each, i) => (i === lane ? figures[i] : each)));
    });
    return stop;
  }, [figures, playing, playback, scenario]);
  return playing && shown.of === scenario ? shown.figures : figures;
}
