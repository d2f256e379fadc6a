// Frame size: the ruler of sizes, the frame on the wire to scale, IMIX, and a list of sizes of one's own.
import { type RefObject, useState } from 'react';
import { SAY } from '../i18n/en-sentence.ts';
import { budgetOf } from '../playback/packet-time.ts';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { count, duration, significant } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { readSizes } from '../ui/quantity.ts';
import { type Saying, WordRuler } from './word-ruler.tsx';
import { readEntry, WORDS } from './words.ts';

export interface FramePopoverProps extends Saying {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

const WORD = WORDS.frame;
const MOST_SIZES = 256;

/** Multiples of 64 that stand apart on a logarithmic scale. */
const TICKS = Array.from({ length: 144 }, (_, i) => (i + 1) * 64).filter(
  (bytes) => bytes <= 512 || (bytes % 512 === 0 && bytes <= 4096) || bytes % 1024 === 0,
);

export type Sizes = [number, number][];

/** A list of sizes out of what somebody typed. */
export function readSizeList(text: string): Entry<Sizes> {
  const pairs = readSizes(text);
  const fits = (bytes: number) => Number.isInteger(bytes) && bytes >= WORD.min && bytes <= WORD.max;
  if (
    pairs === null ||
    pairs.length > MOST_SIZES ||
    !pairs.every(([bytes, weight]) => fits(bytes) && weight <= 1e9)
  )
    return { wrong: SAY.listWrong };
  return { value: pairs };
}

/** Sizes as they are typed. */
export function sizesText(sizes: number | readonly (readonly [number, number])[] | null): string {
  if (typeof sizes === 'number') return `${sizes}:1`;
  return sizes === null ? SAY.listHint : sizes.map((pair) => pair.join(':')).join(' ');
}

export default function FramePopover(props: FramePopoverProps) {
  const { anchor, onClose, scenario, onWord } = props;
  const { kind, frame_bytes } = scenario.traffic;
  const [listing, setListing] = useState(Array.isArray(frame_bytes));
  const value = WORD.read(scenario);
  const cyclesOf = (bytes: number) =>
    budgetOf({ ...scenario, traffic: { ...scenario.traffic, kind: 'line-rate', frame_bytes: bytes } });
  const stops = WORD.stops.map((bytes, i) => {
    const { ns, cycles } = cyclesOf(bytes);
    const printed = cycles >= 100 ? count(cycles) : significant(cycles, 3);
    return {
      value: bytes,
      name: count(bytes),
      lines: [duration(ns), i === 0 ? `${printed} ${SAY.cycles}` : printed],
    };
  });
  return (
    <Popover anchor={anchor} label={WORD.title} className="say-frame" onClose={onClose}>
      <div className="top">
        <h3>{WORD.title}</h3>
        <small>{WORD.says}</small>
        <span className="push" />
        <ExactField
          label={SAY.exact(WORD.title)}
          text={value === null ? '' : WORD.entry(value)}
          unit={WORD.unit}
          width={7}
          first
          read={(text) => readEntry(WORD, text, scenario)}
          onValue={(bytes) => onWord(WORD.patch(bytes, scenario))}
        />
      </div>
      <WordRuler {...props} word={WORD} value={value} stops={stops} ticks={TICKS} />
      {value !== null && <FrameBar bytes={value} />}
      <div className="below">
        <Mixes {...props} onList={() => setListing(!listing)} listing={listing} />
        {listing && (
          <div className="list">
            <ExactField
              label={SAY.list}
              text={kind === 'imix' ? SAY.listHint : sizesText(frame_bytes)}
              width={34}
              words
              read={readSizeList}
              onValue={(sizes) =>
                onWord({
                  section: 'traffic',
                  fields: { frame_bytes: sizes, ...(kind === 'imix' ? { kind: undefined } : {}) },
                })
              }
            />
            <small>{SAY.listSays}</small>
          </div>
        )}
      </div>
    </Popover>
  );
}

/** The frame between preamble and gap, to scale. */
function FrameBar({ bytes }: { bytes: number }) {
  const share = (part: number) => ({ width: `${(part / (bytes + SAY.preamble + SAY.gap)) * 100}%` });
  return (
    <div className="wire-bar" aria-hidden="true">
      <i style={share(SAY.preamble)} />
      <b style={share(bytes)}>
        <span>{SAY.frameBar(count(bytes))}</span>
      </b>
      <i style={share(SAY.gap)} />
      <small>{SAY.preamble}</small>
      <small>{SAY.frameCaption}</small>
      <small>{SAY.gap}</small>
    </div>
  );
}

function Mixes({ scenario, onWord, onList, listing }: Saying & { onList: () => void; listing: boolean }) {
  const imix = { ...scenario, traffic: { ...scenario.traffic, kind: 'imix' as const, frame_bytes: null } };
  const { ns, cycles } = budgetOf(imix);
  return (
    <div className="choices">
      <button
        type="button"
        className="btn"
        aria-pressed={scenario.traffic.kind === 'imix'}
        onClick={() => onWord({ section: 'traffic', fields: { kind: 'imix', frame_bytes: undefined } })}
      >
        {SAY.imix}
      </button>
      <small>
        {SAY.imixSays}
        <br />
        {SAY.onAverage(duration(ns), count(cycles))}
      </small>
      <span className="push" />
      <button type="button" className="btn" aria-expanded={listing} onClick={onList}>
        {SAY.list}
      </button>
    </div>
  );
}
