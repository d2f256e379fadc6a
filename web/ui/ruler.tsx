// A slider on a ruler: ticks where round values lie, a round thumb; it says what is dragged and what was let go at.
import { type KeyboardEvent, useEffect, useRef } from 'react';

export interface RulerProps {
  label: string;
  /** Where the thumb stands, 0…1. */
  position: number;
  /** The value in words. */
  text: string;
  /** Ticks' positions, 0…1. */
  ticks?: readonly number[];
  /** Position of the default: a small triangle below. */
  preset?: number;
  steps?: number;
  /** While it is dragged. */
  onDrag: (position: number) => void;
  /** Let go, or moved by a key of its own. */
  onRelease: (position: number) => void;
  /** A key with a meaning of its own here: true if it was taken. */
  onKey?: (key: string, shift: boolean) => boolean;
}

const KEYS = /^(Arrow(Left|Right|Up|Down)|Page(Up|Down)|Home|End)$/;

export function Ruler(props: RulerProps) {
  const { label, position, text, ticks = [], preset, steps = 1000, onDrag, onRelease, onKey } = props;
  const input = useRef<HTMLInputElement>(null);
  const released = useRef(onRelease);
  released.current = onRelease;
  useEffect(() => {
    const slider = input.current;
    if (slider === null) return;
    // the browser's own event comes when the thumb is let go; React's comes with every move
    const release = () => released.current(Number(slider.value) / steps);
    slider.addEventListener('change', release);
    return () => slider.removeEventListener('change', release);
  }, [steps]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!KEYS.test(event.key) || onKey?.(event.key, event.shiftKey) !== true) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const at = (place: number) => ({ left: `${place * 100}%` });
  return (
    <span className="ruler">
      <i className="done" style={{ width: `${position * 100}%` }} />
      {ticks.map((tick) => (
        <i key={tick} className="tick" style={at(tick)} />
      ))}
      {preset !== undefined && <i className="preset" style={at(preset)} />}
      <input
        ref={input}
        type="range"
        min={0}
        max={steps}
        step={1}
        value={Math.round(position * steps)}
        aria-label={label}
        aria-valuetext={text}
        onChange={(event) => onDrag(Number(event.target.value) / steps)}
        onKeyDown={onKeyDown}
      />
    </span>
  );
}
