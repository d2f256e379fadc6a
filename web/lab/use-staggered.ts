// Figures reach the lanes' text one lane a frame while playing: all at once would make every such frame late.
import { useEffect, useRef, useState } from 'react';
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

/** The latest figures; while playing each lane's may be some frames old. */
export function useStaggered(figures: readonly LaneFigures[]): readonly LaneFigures[] {
  const { playback } = useLab();
  const playing = useLabState((state) => state.playing);
  const [shown, setShown] = useState(figures);
  const current = useRef(shown);
  const cursor = useRef(0);
  useEffect(() => {
    const show = (all: readonly LaneFigures[]) => {
      current.current = all;
      setShown(all);
    };
    if (!playing || current.current.length !== figures.length) {
      show(figures);
      return;
    }
    const stop = playback.onFrame(() => {
      const lane = nextStale(current.current, figures, cursor.current);
      if (lane < 0) {
        stop();
        return;
      }
      cursor.current = lane + 1;
      show(current.current.map((each, i) => (i === lane ? figures[i] : each)));
    });
    return stop;
  }, [figures, playing, playback]);
  return playing && shown.length === figures.length ? shown : figures;
}
