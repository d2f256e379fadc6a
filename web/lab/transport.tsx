// The transport: play, steps and their size, the scale of time, the ruler of the run and the clock. The playhead is moved by hand, not React.
import { UI } from '../i18n/en.ts';
import { STEP_WORDS, TIME_WORDS } from '../i18n/en-time.ts';
import { Pause, Play, SkipForward, SkipBack } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Loop } from '../playback/course.ts';
import { STEP_SIZES, type StepSize } from '../playback/timeline.ts';
import { useLabState } from '../stores/use-lab.ts';
import { clock, count } from '../ui/format.ts';
import { RunningText } from '../ui/running-text.tsx';
import { useProgress } from './use-progress.ts';

export interface TransportProps {
  playing: boolean;
  /** The playhead stands somewhere: until then the clock says nothing. */
  known: boolean;
  /** The run's end, ns. */
  endNs: number;
  /** How fast time passes, in words; what that means, below. */
  pace: ReactNode;
  note: ReactNode;
  /** The same for those who hear it. */
  paceText: string;
  scalePosition: number;
  /** Notches of the time scale, 0…1. */
  detents: readonly number[];
  stepSize: StepSize;
  loop: Loop | null;
  /** The ruler's marks and ticks. */
  ruler: ReactNode;
  timeOpen: boolean;
  /** Calls back with the playhead in ns on every frame; returns how to stop. */
  onFrame: (listener: (tNs: number) => void) => () => void;
  /** Number of the last event at or before a time, ns; −1 while it is not known. */
  eventAt: (tNs: number) => number;
  eventHint: string;
  onToggle: () => void;
  onStep: () => void;
  onStepBack: () => void;
  onStepSize: (size: StepSize) => void;
  onSeek: (tNs: number) => void;
  onScalePosition: (position: number) => void;
  onTime: () => void;
  children?: ReactNode;
}

/** Toolbar "Playback". */
export function Transport(props: TransportProps) {
  return (
    <div className="foot" role="toolbar" aria-label={UI.playback.name}>
      <Edge />
      <Buttons {...props} />
      <div className="pace">
        <div className="scale">
          <span>{props.pace}</span>
          <small>{props.note}</small>
        </div>
        <input
          type="range"
          aria-label={UI.playback.scale}
          min={0}
          max={1}
          step={0.001}
          value={props.scalePosition}
          aria-valuetext={props.paceText}
          list="time-scale-notches"
          onChange={(event) => props.onScalePosition(Number(event.target.value))}
        />
        <datalist id="time-scale-notches">
          {props.detents.map((at) => (
            <option key={at} value={at} />
          ))}
        </datalist>
      </div>
      <Scrub {...props} />
      <Clock {...props} />
      {props.children}
    </div>
  );
}

/** Share of the trace that is there while something waits for it. Alone, because it looks at the playhead. */
function Edge() {
  const progress = useProgress();
  if (progress === null) return null;
  return (
    <div
      className="edge"
      role="progressbar"
      aria-label={TIME_WORDS.progress}
      aria-valuenow={Math.round(progress * 100)}
      style={{ transform: `scaleX(${progress})` }}
    />
  );
}

function Buttons(props: TransportProps) {
  const { playing } = props;
  return (
    <div className="tp">
      <button
        type="button"
        aria-label={UI.playback.stepBack}
        title={UI.playback.stepBack}
        onClick={props.onStepBack}
      >
        <SkipBack size="1.25em" fill="currentColor" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="pl"
        aria-label={playing ? UI.playback.pause : UI.playback.play}
        onClick={props.onToggle}
      >
        {playing ? (
          <Pause size="1.35em" fill="currentColor" strokeWidth={0} aria-hidden="true" />
        ) : (
          <Play size="1.35em" fill="currentColor" strokeWidth={0} aria-hidden="true" />
        )}
      </button>
      <button type="button" aria-label={UI.playback.step} title={UI.playback.stepHint} onClick={props.onStep}>
        <SkipForward size="1.25em" fill="currentColor" aria-hidden="true" />
      </button>
      <select
        className="by"
        aria-label={TIME_WORDS.stepSize}
        value={props.stepSize}
        onChange={(event) => props.onStepSize(event.target.value as StepSize)}
      >
        {STEP_SIZES.map((size) => (
          <option key={size} value={size}>
            {TIME_WORDS.byStep(STEP_WORDS[size])}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Places of the playhead: a tenth of a pixel on a wide ruler. */
const PLAYHEAD_STEPS = 16_384;

function Scrub({ endNs, loop, ruler, onFrame, onSeek }: TransportProps) {
  const now = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLDivElement>(null);
  // transforms alone, and only where they can be seen: for each the browser sorts all layers of the page anew
  useEffect(() => {
    let shown = -1;
    return onFrame((t) => {
      const share = Math.round(PLAYHEAD_STEPS * Math.min(1, Math.max(0, t / endNs))) / PLAYHEAD_STEPS;
      if (share === shown) return;
      shown = share;
      if (now.current) now.current.style.transform = `translateX(${share * 100}%)`;
      if (done.current) done.current.style.transform = `scaleX(${share})`;
    });
  }, [onFrame, endNs]);
  return (
    <div className="scrub">
      {ruler}
      {loop !== null && <LoopSpan loop={loop} endNs={endNs} />}
      <div className="done" ref={done} />
      <div className="now-at" ref={now}>
        <div className="now" />
      </div>
      <Slide endNs={endNs} onSeek={onSeek} />
    </div>
  );
}

/** The playhead now, at most five times a second while it plays, ns. */
function useNowNs(): number {
  return useLabState((state) => state.tPs) / 1000;
}

function Slide({ endNs, onSeek }: Pick<TransportProps, 'endNs' | 'onSeek'>) {
  const tNs = useNowNs();
  return (
    <div className="slide">
      <input
        type="range"
        aria-label={UI.playback.time}
        min={0}
        max={endNs}
        step="any"
        value={tNs}
        aria-valuetext={TIME_WORDS.of(clock(tNs), clock(endNs))}
        onChange={(event) => onSeek(Number(event.target.value))}
      />
    </div>
  );
}

/** The loop as a stretch of a ruler. */
export function LoopSpan({ loop, endNs }: { loop: Loop; endNs: number }) {
  const left = Math.min(1, loop.fromPs / 1000 / endNs);
  const right = Math.min(1, loop.toPs / 1000 / endNs);
  return <div className="loop" style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }} />;
}

/** What cannot be read sixty times a second is written five times. */
function Clock({ known, timeOpen, eventHint, eventAt, onTime }: TransportProps) {
  const tNs = useNowNs();
  // there may be more of the trace to count events in
  useLabState((state) => state.traceRevision);
  return (
    <button type="button" className="scale clock" aria-expanded={timeOpen} title={eventHint} onClick={onTime}>
      <span className="sr">{TIME_WORDS.openTray}</span>
      <strong>
        <RunningText text={known ? clock(tNs) : '–'} />
      </strong>
      <small>
        <RunningText text={known ? eventWords(eventAt(tNs)) : ''} />
      </small>
    </button>
  );
}

function eventWords(event: number): string {
  return event < 0 ? '' : TIME_WORDS.event(count(event));
}
