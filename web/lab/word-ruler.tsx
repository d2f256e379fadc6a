// A word's ruler with its stops: dragging says, letting go runs; the thumb, the stop and the sentence always agree.
import type { Scenario } from '../../sim-core/index.ts';
import { Ruler } from '../ui/ruler.tsx';
import { fromPosition, toPosition, type Word, type WordPatch, within } from './words.ts';

export interface Stop {
  value: number;
  name: string;
  lines: readonly string[];
}

/** What popovers of the sentence may do: say a value while it is dragged, and run it. */
export interface Saying {
  scenario: Scenario;
  onDraft: (patch: WordPatch) => void;
  onWord: (patch: WordPatch) => void;
}

export interface WordRulerProps extends Saying {
  word: Word;
  /** Null where the word has no single value. */
  value: number | null;
  stops: readonly Stop[];
  ticks: readonly number[];
}

export function WordRuler({ word, value, scenario, stops, ticks, onDraft, onWord }: WordRulerProps) {
  const set = (next: number) => onWord(word.patch(within(word, next), scenario));
  const present = value ?? word.min;
  const onKey = (key: string, shift: boolean) => {
    if (key === 'Home') set(word.min);
    else if (key === 'End') set(word.max);
    else if (key === 'PageUp') set(word.stops.find((stop) => stop > present) ?? word.max);
    else if (key === 'PageDown') set(word.stops.findLast((stop) => stop < present) ?? word.min);
    else set(word.nudge(present, key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 1, shift));
    return true;
  };
  return (
    <>
      <Ruler
        label={word.title}
        position={toPosition(word, present)}
        text={value === null ? '' : word.text(value)}
        ticks={ticks.map((tick) => toPosition(word, tick))}
        {...(word.only === undefined ? {} : { steps: word.only.length - 1 })}
        onDrag={(position) => onDraft(word.patch(fromPosition(word, position), scenario))}
        onRelease={(position) => set(fromPosition(word, position))}
        onKey={onKey}
      />
      <div className="stops" data-lines={stops[0]?.lines.length ?? 0}>
        {stops.map((stop) => (
          <button
            key={stop.value}
            type="button"
            style={{ left: `${toPosition(word, stop.value) * 100}%` }}
            aria-pressed={stop.value === value}
            onClick={() => set(stop.value)}
          >
            <b>{stop.name}</b>
            {stop.lines.map((line) => (
              <small key={line}>{line}</small>
            ))}
          </button>
        ))}
      </div>
    </>
  );
}
