// Joins the canvas to playback: one listener draws, sizes and themes are watched, React stays out of every frame.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Stage, type StageView } from '../scene/stage.ts';
import type { LaneReader } from '../scene/readers.ts';
import type { Lab } from '../stores/lab.ts';
import { useLab } from '../stores/use-lab.ts';
import { usePrinting } from '../ui/printing.ts';
import { FramePace } from './frame-pace.ts';
import type { LaneSpan } from './lanes-in-view.ts';
import { mediaMatches } from '../ui/media.ts';

export interface PlateSize {
  /** Width of the plate; height of the gauge's row, within its border and with it; the plate's rem; device pixels a CSS pixel. */
  width: number;
  gaugeRow: number;
  gaugeHeight: number;
  unit: number;
  dpr: number;
}

/** Measures what the gauge's layout needs, and again whenever the plate changes its size. */
export function usePlateSize(plate: RefObject<HTMLElement | null>, key: string): PlateSize | null {
  const [size, setSize] = useState<PlateSize | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says that other lanes are shown
  useLayoutEffect(() => {
    const root = plate.current;
    if (root === null) return;
    const measure = () => {
      // paper has what the screen had
      if (mediaMatches('print')) return;
      const gauge = root.querySelector<HTMLElement>('.lane:not([hidden]) .gauge');
      const next = {
        width: root.clientWidth,
        gaugeRow: gauge?.offsetHeight ?? 0,
        gaugeHeight: gauge?.clientHeight ?? 0,
        unit: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
        dpr: Math.max(1, window.devicePixelRatio || 1),
      };
      setSize((before) => (before !== null && sameSize(before, next) ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(root);
    return () => observer.disconnect();
  }, [plate, key]);
  return size;
}

function sameSize(a: PlateSize, b: PlateSize): boolean {
  return a.width === b.width && a.gaugeHeight === b.gaugeHeight && a.unit === b.unit && a.dpr === b.dpr;
}

export interface StageOptions {
  /** Gets the canvas. */
  host: RefObject<HTMLElement | null>;
  plate: RefObject<HTMLElement | null>;
  view: StageView | null;
  readers: () => readonly LaneReader[];
  /** Lanes that are drawn while it plays. */
  inView: RefObject<LaneSpan>;
  /** Hears when half of the packets on their way are left out, and when no more. */
  onThinned: (thinned: boolean) => void;
  /** Changes when lanes appear or leave, so that their places are measured again. */
  key: string;
}

/** Least time between two drawings of the start, ms: the simulator needs the processor too. */
const START_EVERY_MS = 40;

/** What is shown while the warm-up is simulated: the run's first packets at the usual pace. */
class Start {
  private sinceMs = -1;
  private drawnMs = -Infinity;

  /** Has it drawn when it is time for it, and asks for the next frame; false where there is nothing to show. */
  shows(lab: Lab, draw: (tPs: number) => void): boolean {
    const present = lab.showsStart && !document.hidden ? (lab.trace()?.presentUntil(0) ?? -1) : -1;
    if (present < 0) return false;
    const nowMs = performance.now();
    if (this.sinceMs < 0) this.sinceMs = nowMs;
    lab.playback.redraw();
    if (nowMs - this.drawnMs < START_EVERY_MS) return true;
    this.drawnMs = nowMs;
    // a millisecond of the screen's time is as many ps as a second of it is ns
    draw(Math.min(present, (nowMs - this.sinceMs) * lab.playback.state.scaleNsPerS));
    return true;
  }
}

/** The stage, drawing in playback's frames; null until mounted. */
export function useStage({
  host,
  plate,
  view,
  readers,
  inView,
  onThinned,
  key,
}: StageOptions): RefObject<Stage | null> {
  const lab = useLab();
  const printing = usePrinting();
  const stage = useRef<Stage | null>(null);
  /** The bare building has been drawn as it is. */
  const bare = useRef(false);
  useEffect(() => {
    if (host.current === null || plate.current === null) return;
    const pace = new FramePace();
    let slow = false;
    const askForFrame = () => {
      bare.current = false;
      lab.playback.redraw();
    };
    const made = new Stage(host.current, plate.current, {
      askForFrame,
      painted: () => {
        const { playing, paced } = lab.playback.state;
        if (playing && !paced) slow = pace.frame(performance.now());
      },
    });
    stage.current = made;
    const again = () => {
      // on paper everything is where it was
      if (mediaMatches('print')) return;
      made.measure();
      askForFrame();
    };
    const start = new Start();
    const draw = (tPs: number) => {
      if (!lab.store.getState().drawable) {
        if (start.shows(lab, (shownPs) => made.draw(shownPs, readers()))) return;
        // the building stands alone, drawn once: the simulator needs the time
        if (!bare.current) made.draw(tPs, []);
        bare.current = true;
        return;
      }
      // until now the processor was the simulator's
      made.offload();
      // a still frame is always whole: what it shows depends on nothing but the time
      const { playing, paced } = lab.playback.state;
      const thinned = playing && !paced && slow;
      if (thinned !== made.thinned) onThinned(thinned);
      made.thinned = thinned;
      made.drawn = playing ? inView.current : null;
      const trace = lab.trace();
      const present = trace !== null && trace.presentUntil(tPs) >= tPs;
      if (present || trace === null) made.draw(tPs, present ? readers() : []);
    };
    const unhook = lab.playback.onFrame(draw);
    let observed = false;
    const sizes = new ResizeObserver(() => {
      // it calls once for the size that has just been measured
      if (observed) again();
      observed = true;
    });
    sizes.observe(plate.current);
    const themes = new MutationObserver(() => {
      made.recolour();
      lab.playback.drawNow();
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    // what was asked for behind another tab may not have been painted
    const seen = () => {
      if (!document.hidden) askForFrame();
    };
    document.addEventListener('visibilitychange', seen);
    if (document.fonts.status === 'loading') document.fonts.ready.then(again, again);
    return () => {
      unhook();
      sizes.disconnect();
      themes.disconnect();
      document.removeEventListener('visibilitychange', seen);
      made.dispose();
      stage.current = null;
    };
  }, [host, plate, lab, readers, inView, onThinned]);
  useLayoutEffect(() => stage.current?.onPaper(printing), [printing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says that places have to be measured again
  useLayoutEffect(() => {
    if (stage.current === null) return;
    stage.current.measure();
    bare.current = false;
    lab.playback.redraw();
  }, [key, lab]);
  useLayoutEffect(() => {
    if (stage.current === null || view === null) return;
    stage.current.show(view);
    bare.current = false;
    lab.playback.redraw();
  }, [view, lab]);
  return stage;
}
