// Load: the ruler from 0.1 to 100 %, where each lane starts to drop above it, in three units, and the lecture's loads.
import { type RefObject, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { SAY } from '../i18n/en-sentence.ts';
import { budgetOf } from '../playback/packet-time.ts';
import { ExactField } from '../ui/exact-field.tsx';
import { count, significant, trimmed } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { Segments } from '../ui/segments.tsx';
import { type Knee, useKnees } from './knees.ts';
import { type Saying, WordRuler } from './word-ruler.tsx';
import { loadUnits, readEntry, toPosition, WORDS } from './words.ts';

export interface LoadPopoverProps extends Saying {
  /** What runs, while `scenario` is what is being said. */
  running: Scenario;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

const WORD = WORDS.load;
const UNIT_NAMES = ['%', 'Mpps', 'Gb/s'] as const;
const LECTURE_PPS = [30_000, 2_000_000, 11_000_000];
const TICKS = [0.001, 0.01, 0.1]
  .flatMap((decade) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n * decade))
  .concat(1);

/** A rate with the unit that keeps it short: 30 kpps, 1.49 Mpps. */
export function ratePps(pps: number): string {
  if (pps >= 1e6) return `${trimmed(pps / 1e6, pps >= 1e7 ? 4 : 3)} Mpps`;
  return pps >= 1000 ? `${trimmed(pps / 1000, 3)} kpps` : `${trimmed(pps, 3)} pps`;
}

/** The same in words: 30,000, 14.88 million. */
function packetsWords(pps: number): string {
  return pps >= 1e6 ? SAY.million(trimmed(pps / 1e6, 4)) : count(pps);
}

export default function LoadPopover(props: LoadPopoverProps) {
  const { anchor, onClose, scenario, running, onWord } = props;
  const [unit, setUnit] = useState<(typeof UNIT_NAMES)[number]>('%');
  const value = scenario.traffic.load;
  const { ns } = budgetOf(scenario);
  const linePps = 1e9 / ns;
  const knees = useKnees(running);
  const set = (load: number) => onWord(WORD.patch(load, scenario));
  const stops = WORD.stops.map((share) => ({
    value: share,
    name: `${trimmed(share * 100, 3)} %`,
    lines: [ratePps(share * linePps)],
  }));
  const loads = LECTURE_PPS.filter((pps) => pps < linePps);
  return (
    <Popover anchor={anchor} label={WORD.title} className="say-load" onClose={onClose}>
      <div className="top">
        <h3>{WORD.title}</h3>
        <span className="push" />
        <Segments label={SAY.unit} values={UNIT_NAMES} value={unit} onValue={setUnit} />
        <ExactField
          label={SAY.exact(WORD.title)}
          text={trimmed(value / loadUnits(scenario)[unit.toLowerCase()], 4)}
          unit={unit}
          width={6}
          first
          read={(text) => readEntry(WORD, text, scenario, unit)}
          onValue={set}
        />
      </div>
      <p>
        <b>{SAY.perSecond(packetsWords(value * linePps))}</b>:{' '}
        {value === 1 ? SAY.neverSilent : SAY.silent(`${significant((1 - value) * 100, 3)} %`)}
      </p>
      <div className="scale">
        <Knees knees={knees} />
        <WordRuler {...props} word={WORD} value={value} stops={stops} ticks={TICKS} />
      </div>
      <div className="choices">
        {loads.map((pps) => (
          <button
            key={pps}
            type="button"
            className="btn"
            aria-pressed={Math.abs(value * linePps - pps) < pps * 1e-4}
            onClick={() => set(Number((pps / linePps).toPrecision(6)))}
          >
            {ratePps(pps)}
          </button>
        ))}
        <button type="button" className="btn" aria-pressed={value === 1} onClick={() => set(1)}>
          {SAY.lineRate}
        </button>
        <span className="push" />
        {loads.length === LECTURE_PPS.length && <small>{SAY.fourLoads}</small>}
      </div>
      <p className="tail">
        {WORD.says} {kneesWords(knees)}
      </p>
    </Popover>
  );
}

function kneesWords(knees: readonly Knee[] | null): string {
  if (knees === null) return SAY.kneesDue;
  const keeps = knees.filter((knee) => knee.keepsUp).map((knee) => String(knee.lane + 1));
  return keeps.length === 0 ? SAY.kneesDone : `${SAY.kneesDone} ${SAY.keepsUp(keeps.join(', '))}`;
}

/** Lanes that start to drop at about the same load share a stroke: their numerals would touch. */
const NEAR = 0.06;

function Knees({ knees }: { knees: readonly Knee[] | null }) {
  const groups: { at: number; lanes: string; ok: boolean }[] = [];
  for (const { lane, load, keepsUp } of [...(knees ?? [])].sort(
    (a, b) => a.load - b.load || a.lane - b.lane,
  )) {
    const at = toPosition(WORD, load);
    const last = groups.at(-1);
    if (last !== undefined && at - last.at < NEAR && last.ok === keepsUp) last.lanes += ` · ${lane + 1}`;
    else groups.push({ at, lanes: String(lane + 1), ok: keepsUp });
  }
  return (
    <div className="knees">
      {groups.length > 0 && (
        <small style={{ right: `calc(${(1 - groups[0].at) * 100}% + 0.9rem)` }}>{SAY.startsToDrop}</small>
      )}
      {groups.map(({ at, lanes, ok }) => (
        <b key={lanes} className={ok ? 'okc' : ''} style={{ left: `${at * 100}%` }}>
          {lanes}
        </b>
      ))}
    </div>
  );
}
