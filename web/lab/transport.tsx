// The transport: play, steps, the scale of time, the ruler of the run and the clock. The playhead is moved by hand, not React.
import { UI } from '../i18n/en.ts';
import { Pause, Play, SkipForward, SkipBack } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { clock, duration, significant, trimmed } from '../ui/format.ts';

export interface TransportProps {
  playing: boolean;
  /** Playhead now (at most ten times a second) and the run's end, ns. */
  tNs: number;
  endNs: number;
  /** Simulated so far, ns. */
  knownNs: number;
  scaleNsPerS: number;
  /** Something to be said in place of the factor; empty for nothing. */
  note: string;
  scalePosition: number;
  /** Notches of the time scale, 0…1. */
  detents: readonly number[];
  /** Calls back with the playhead in ns on every frame; returns how to stop. */
  onFrame: (listener: (tNs: number) => void) => () => void;
  onToggle: () => void;
  onStep: () => void;
  onStepBack: () => void;
  onSeek: (tNs: number) => void;
  onScalePosition: (position: number) => void;
  children?: ReactNode;
}

/** "2 million times slower". */
function slower(nsPerS: number): string {
  const factor = 1e9 / nsPerS;
  return factor >= 1e6
    ? `${trimmed(factor / 1e6, 2)} million times slower`
    : `${significant(factor, 2)} times slower`;
}

/** Toolbar "Playback". */
export function Transport(props: TransportProps) {
  const { playing, scaleNsPerS } = props;
  return (
    <div className="foot" role="toolbar" aria-label={UI.playback.name}>
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
        <button
          type="button"
          aria-label={UI.playback.step}
          title={UI.playback.stepHint}
          onClick={props.onStep}
        >
          <SkipForward size="1.25em" fill="currentColor" aria-hidden="true" />
        </button>
      </div>
      <div className="pace">
        <div className="scale">
          <span>
            1 s <span className="wide">here</span> = <strong>{duration(scaleNsPerS)}</strong>{' '}
            <span className="wide">there</span>
          </span>
          <small>{props.note === '' ? slower(scaleNsPerS) : props.note}</small>
        </div>
        <input
          type="range"
          aria-label={UI.playback.scale}
          min={0}
          max={1}
          step={0.001}
          value={props.scalePosition}
          aria-valuetext={`${duration(scaleNsPerS)} a second`}
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

const TICKS = Array.from({ length: 121 }, (_, i) => i);

function Scrub({ tNs, endNs, knownNs, onFrame, onSeek }: TransportProps) {
  const now = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(
    () =>
      onFrame((t) => {
        const share = Math.min(1, Math.max(0, t / endNs));
        if (now.current) now.current.style.left = `${share * 100}%`;
        if (done.current) done.current.style.transform = `scaleX(${share})`;
        if (input.current && document.activeElement !== input.current) input.current.value = String(t);
      }),
    [onFrame, endNs],
  );
  return (
    <div className="scrub">
      <svg aria-hidden="true">
        {TICKS.map((i) => (
          <line
            key={i}
            x1={`${i / 1.2}%`}
            x2={`${i / 1.2}%`}
            y1={i % 10 ? '58%' : '40%'}
            y2="86%"
            stroke="var(--rule-2)"
            strokeWidth={i % 10 ? 1 : 2}
            opacity={i / 120 <= knownNs / endNs + 1e-6 ? 1 : 0.3}
          />
        ))}
      </svg>
      <div className="done" ref={done} />
      <div className="now" ref={now} />
      <input
        ref={input}
        type="range"
        aria-label={UI.playback.time}
        min={0}
        max={endNs}
        step="any"
        value={tNs}
        aria-valuetext={`${duration(tNs, 4)} of ${duration(endNs, 4)}`}
        onChange={(event) => onSeek(Number(event.target.value))}
      />
    </div>
  );
}

function Clock({ tNs, onFrame }: TransportProps) {
  const text = useRef<HTMLElement>(null);
  useEffect(
    () =>
      onFrame((t) => {
        const words = clock(t);
        if (text.current && text.current.textContent !== words) text.current.textContent = words;
      }),
    [onFrame],
  );
  return (
    <div className="scale clock">
      <strong ref={text}>{clock(tNs)}</strong>
      <small>{UI.playback.since}</small>
    </div>
  );
}
