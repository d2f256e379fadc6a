// Rows of marks over the ruler, one lane at a time: a press goes there, a drag loops what it covers.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { MARK_ROW_WORDS } from '../i18n/en-find.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import { type Loop, loopBetween } from '../playback/course.ts';
import { markRowsOf } from '../playback/lane-marks.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { clock, trimmed } from '../ui/format.ts';
import { MarkStrokes } from './mark-row.tsx';
import { Choices } from './time-controls.tsx';
import { useMarks, useRunEnd } from './use-marks.ts';

/** Strokes that fit the rows side by side; also the step of a loop's handle. */
const COLUMNS = 320;
/** Most numbers under the rows. */
const MOST_TICKS = 12;
/** A press that moves less than this is no drag, px. */
const STILL_PX = 4;

export function TrayMarks({ scenario, packetPs }: { scenario: Scenario; packetPs: number }) {
  const { actions, playback } = useLab();
  const chosen = useLabState((state) => state.marksLane);
  const loop = useLabState((state) => state.loop);
  const lane = Math.min(scenario.lanes.length - 1, chosen);
  const marks = useMarks(lane, packetPs, COLUMNS);
  const endPs = useRunEnd();
  const rows = markRowsOf(scenario.lanes[lane].features);
  return (
    <div className="tray-marks" style={{ gridTemplateRows: `repeat(${rows.length}, minmax(0, 1fr)) auto` }}>
      {rows.map((row) => (
        <div key={row} className="mark-row">
          <span title={MARK_ROW_WORDS[row].hint}>
            {MARK_ROW_WORDS[row].label} <i className={`sw ${row}`} />
          </span>
          <MarkStrokes row={row} layout={marks[row]} />
        </div>
      ))}
      <div className="mark-foot">
        <Choices
          label={TIME_WORDS.marksOf}
          value={String(lane)}
          choices={scenario.lanes.map((_, i) => [String(i), String(i + 1)] as const)}
          onChoice={(id) => actions.setMarksLane(Number(id))}
        />
        <Scale endPs={endPs} />
      </div>
      <Pad
        endPs={endPs}
        loop={loop}
        onSeek={(t) => playback.goTo(t)}
        onLoop={(next) => playback.setLoop(next)}
      />
    </div>
  );
}

function Scale({ endPs }: { endPs: number }) {
  const [unit, size] = endPs >= 1e9 ? (['ms', 1e9] as const) : (['µs', 1e6] as const);
  const end = endPs / size;
  const ten = 10 ** Math.floor(Math.log10(end) - 1);
  const step = [1, 2, 5, 10].map((n) => n * ten).find((size) => end / size <= MOST_TICKS) ?? end;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
  return (
    <div className="mark-scale" aria-hidden="true">
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `${(tick / end) * 100}%` }}>
          {tick > end - 1.3 * step ? '' : trimmed(tick)}
        </span>
      ))}
      <span className="end">
        {trimmed(end)} {unit}
      </span>
    </div>
  );
}

interface PadProps {
  endPs: number;
  loop: Loop | null;
  onSeek: (tPs: number) => void;
  onLoop: (loop: Loop) => void;
}

/** The area over the rows: playhead, loop, presses. The ruler in the transport is the keyboard's. */
function Pad({ endPs, loop, onSeek, onLoop }: PadProps) {
  const { playback } = useLab();
  const pad = useRef<HTMLDivElement>(null);
  const now = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Loop | null>(null);
  const from = useRef<{ x: number; tPs: number } | null>(null);
  useEffect(() => {
    playback.redraw();
    return playback.onFrame((tPs) => {
      if (now.current) now.current.style.left = `${Math.min(1, tPs / endPs) * 100}%`;
    });
  }, [playback, endPs]);
  const timeAt = useCallback(
    (clientX: number) => {
      const box = pad.current!.getBoundingClientRect();
      return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * endPs;
    },
    [endPs],
  );
  const shown = drag ?? loop;
  return (
    // the keyboard's ways are the ruler and the loop's handles
    <div
      ref={pad}
      className="pad"
      title={TIME_WORDS.loopHint}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, tPs: timeAt(event.clientX) };
      }}
      onPointerMove={(event) => {
        const start = from.current;
        if (start !== null && Math.abs(event.clientX - start.x) > STILL_PX)
          setDrag(loopBetween(start.tPs, timeAt(event.clientX)));
      }}
      onPointerUp={(event) => {
        if (drag !== null) onLoop(drag);
        else if (from.current !== null) onSeek(timeAt(event.clientX));
        from.current = null;
        setDrag(null);
      }}
    >
      {shown !== null && <LoopHandles loop={shown} endPs={endPs} timeAt={timeAt} onLoop={onLoop} />}
      <div className="head-line" ref={now} />
    </div>
  );
}

interface HandlesProps {
  loop: Loop;
  endPs: number;
  timeAt: (clientX: number) => number;
  onLoop: (loop: Loop) => void;
}

function LoopHandles({ loop, endPs, timeAt, onLoop }: HandlesProps) {
  const ends = [
    { label: TIME_WORDS.loopFrom, tPs: loop.fromPs, with: (tPs: number) => loopBetween(tPs, loop.toPs) },
    { label: TIME_WORDS.loopTo, tPs: loop.toPs, with: (tPs: number) => loopBetween(loop.fromPs, tPs) },
  ];
  const share = (tPs: number) => `${Math.min(1, tPs / endPs) * 100}%`;
  return (
    <div className="loop" style={{ left: share(loop.fromPs), right: `calc(100% - ${share(loop.toPs)})` }}>
      {ends.map((end) => (
        <div
          key={end.label}
          className="handle"
          role="slider"
          tabIndex={0}
          aria-label={end.label}
          aria-valuemin={0}
          aria-valuemax={endPs / 1000}
          aria-valuenow={end.tPs / 1000}
          aria-valuetext={clock(end.tPs / 1000)}
          onPointerDown={(event) => {
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId))
              onLoop(end.with(timeAt(event.clientX)));
          }}
          onPointerUp={(event) => event.stopPropagation()}
          onKeyDown={(event) => {
            const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            if (direction === 0) return;
            event.preventDefault();
            const step = (event.shiftKey ? 10 : 1) * (endPs / COLUMNS / 10);
            onLoop(end.with(Math.min(endPs, Math.max(0, end.tPs + direction * step))));
          }}
        />
      ))}
    </div>
  );
}
