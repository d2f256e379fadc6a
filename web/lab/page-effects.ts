// What the Lab does beside drawing: says when it is ready, paces a capture, opens files.
import { useCallback, useEffect } from 'react';
import { DETENTS_NS_PER_S } from '../playback/time-scale.ts';
import { contentHash } from '../stores/captures.ts';
import type { Lab } from '../stores/lab.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { readCapture } from './open-capture.ts';
import type { HeldCapture } from './capture-sheet.tsx';
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

/** Reads a file and says what is in it; what runs stays until its packets are sent. */
export function useOpenFile(setSurface: (surface: Surface) => void, setProblem: (problem: string) => void) {
  const lab = useLab();
  return useCallback(
    async (file: File) => {
      const opened = await readCapture(file);
      if ('problem' in opened) {
        setProblem(`${opened.name}: ${opened.problem}.`);
        return;
      }
      setProblem('');
      setSurface({ kind: 'capture', held: await lookInto(lab, opened.name, opened.bytes) });
    },
    [lab, setSurface, setProblem],
  );
}

/** The running capture once more. */
export function useShowCapture(setSurface: (surface: Surface) => void): () => void {
  const lab = useLab();
  return useCallback(async () => {
    const name = lab.store.getState().capture?.name;
    const bytes = name === undefined ? null : lab.captureBytes(name);
    if (name === undefined || bytes === null) return;
    setSurface({ kind: 'capture', held: await lookInto(lab, name, bytes) });
  }, [lab, setSurface]);
}

async function lookInto(lab: Lab, name: string, bytes: Uint8Array): Promise<HeldCapture> {
  return { name, bytes, hash: contentHash(bytes), inspection: await lab.inspect(name, bytes) };
}
