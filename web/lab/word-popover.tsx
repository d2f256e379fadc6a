// What the plainer words of the sentence open: a ruler, an exact field, the values people ask for, and favourites.
import type { RefObject } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { SAY } from '../i18n/en-sentence.ts';
import { budgetOf } from '../playback/packet-time.ts';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { count, duration, significant, trimmed } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { readQuantity } from '../ui/quantity.ts';
import { Ruler } from '../ui/ruler.tsx';
import { type Saying, type Stop, WordRuler } from './word-ruler.tsx';
import { patched, readEntry, type Word, WORDS } from './words.ts';

export interface WordPopoverProps extends Saying {
  word: Exclude<Word['id'], 'frame' | 'load'>;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** Ticks between the stops, at round values. */
const TICKS: Record<WordPopoverProps['word'], readonly number[]> = {
  link: WORDS.link.only ?? [],
  ghz: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6],
  flows: [1, 10, 100, 1000, 10_000, 100_000].flatMap((ten) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n * ten),
  ),
  vms: [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 32, 48, 64],
};

function stopOf(word: Word, value: number, scenario: Scenario): Stop {
  const would = patched(scenario, word.patch(value, scenario));
  const { ns, cycles } = budgetOf(would);
  if (word.id === 'link') return { value, name: String(value), lines: [duration(ns)] };
  if (word.id === 'ghz')
    return {
      value,
      name: trimmed(value, 2),
      lines: [cycles >= 100 ? count(cycles) : significant(cycles, 3)],
    };
  if (word.id === 'vms') return { value, name: String(value), lines: [] };
  const perVm = Math.max(1, Math.floor(value / scenario.traffic.vms));
  return { value, name: count(value), lines: [value === word.min ? SAY.eachVm(count(perVm)) : count(perVm)] };
}

export default function WordPopover(props: WordPopoverProps) {
  const { anchor, onClose, scenario, onWord } = props;
  const word = WORDS[props.word];
  const value = word.read(scenario);
  return (
    <Popover anchor={anchor} label={word.title} className="say-word" onClose={onClose}>
      <div className="top">
        <h3>{word.title}</h3>
        <span className="push" />
        <ExactField
          label={SAY.exact(word.title)}
          text={value === null ? '' : word.entry(value)}
          unit={word.unit}
          width={word.id === 'flows' ? 9 : 5}
          first
          read={(text) => readEntry(word, text, scenario)}
          onValue={(next) => onWord(word.patch(next, scenario))}
        />
      </div>
      <p>{word.says}</p>
      <WordRuler
        {...props}
        word={word}
        value={value}
        stops={word.stops.map((stop) => stopOf(word, stop, scenario))}
        ticks={TICKS[props.word]}
      />
      {word.id === 'flows' && <SkewRow {...props} field="flow_skew" />}
      {word.id === 'vms' && <SkewRow {...props} field="vm_skew" />}
    </Popover>
  );
}

const MOST_SKEW = 10;
/** The ruler goes as far as skews make a difference; the field takes more. */
const RULED_SKEW = 4;

/** Zipf's exponent out of what somebody typed. */
export function readSkew(text: string): Entry<number> {
  const value = readQuantity(text, { '': 1, skew: 1 });
  return value >= 0 && value <= MOST_SKEW ? { value } : { wrong: SAY.skewWrong };
}

function SkewRow({ field, scenario, onDraft, onWord }: Saying & { field: 'flow_skew' | 'vm_skew' }) {
  const value = scenario.traffic[field];
  const label = field === 'flow_skew' ? SAY.flowSkew : SAY.vmSkew;
  const patch = (skew: number) => ({ section: 'traffic' as const, fields: { [field]: skew } });
  const at = (position: number) => Math.round(position * RULED_SKEW * 10) / 10;
  return (
    <div className="more-row">
      <b>{label}</b>
      <Ruler
        label={label}
        position={Math.min(1, value / RULED_SKEW)}
        text={String(value)}
        steps={RULED_SKEW * 10}
        onDrag={(position) => onDraft(patch(at(position)))}
        onRelease={(position) => onWord(patch(at(position)))}
      />
      <ExactField
        label={SAY.exact(label)}
        text={trimmed(value, 3)}
        unit={SAY.skew}
        width={4}
        read={readSkew}
        onValue={(skew) => onWord(patch(skew))}
      />
      <small>{field === 'flow_skew' ? SAY.flowSkewSays : SAY.vmSkewSays}</small>
    </div>
  );
}
