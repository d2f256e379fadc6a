// What the Lab does beside drawing: says when it is ready, paces a capture, opens files.
import { useCallback, useEffect } from 'react';
import { DETENTS_NS_PER_S } from '../playback/time-scale.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { readCapture } from './open-capture.ts';
import type { Surface } from './surfaces.tsx';

/** Says on the document that the first frames can be drawn, once fonts are there too. */
export function useReady(): void {
  const drawable = useLabState((state) => state.drawable);
  useEffect(() => {
    if (!drawable) return;
    const say = () => {
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = 'true';
      });
    };
    document.fonts.ready.then(say, say);
  }, [drawable]);
}

/** A capture's packets are mostly far apart: time passes fast enough for about one a second. */
export function useCapturePace(): void {
  const { playback, store } = useLab();
  const report = useLabState((state) => state.captureReport);
  useEffect(() => {
    if (report === null) return;
    const meanNs = store.getState().expectedEndPs / 1000 / Math.max(1, report.packets);
    const pace = DETENTS_NS_PER_S.findLast((detent) => detent <= meanNs);
    if (pace !== undefined && pace > playback.state.scaleNsPerS) playback.setScale(pace);
  }, [report, playback, store]);
}

/** Opens a file as a capture. */
export function useOpenFile(
  setSurface: (surface: Surface) => void,
  setProblem: (problem: string) => void,
  wanted: ScenarioInput | null,
) {
  const { actions } = useLab();
  return useCallback(
    (file: File) => {
      void readCapture(file).then((opened) => {
        if ('problem' in opened) setProblem(`${opened.name}: ${opened.problem}.`);
        else {
          setProblem('');
          actions.openCapture(opened.name, opened.bytes, wanted?.traffic?.capture ?? {});
          setSurface({ kind: 'capture' });
        }
      });
    },
    [actions, setSurface, setProblem, wanted],
  );
}
