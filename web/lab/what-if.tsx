// A constant as a question: slider, exact field, its range and source, and what the lane would cost over that range.
import '../styles/what-if.css';
import { useEffect, useState } from 'react';
import { constantNow, costBounds, type Scenario } from '../../sim-core/index.ts';
import { CERTAINTY_WORDS, WHY_WORDS } from '../i18n/en-why.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { useLab } from '../stores/use-lab.ts';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { count, significant, trimmed } from '../ui/format.ts';
import { named, readQuantity, UNITS } from '../ui/quantity.ts';
import { constantName } from './constant-name.ts';
import { unitWords, valueText, withNames } from './constant-words.ts';
import { knownMarks } from './known-marks.ts';
import { useAsked } from './use-asked.ts';

export interface WhatIfProps {
  /** The constant's name in the table. */
  constant: string;
  lane: number;
  scenario: Scenario;
}

/** The slider reaches as far as the sources and the present value, and a half more. */
function ends(low: number, high: number, value: number, bounds: readonly [number, number]): [number, number] {
  const most = Math.min(bounds[1], Math.max(high * 1.5, value * 1.1, low + 1));
  return [Math.max(bounds[0], Math.min(low * 0.5, value)), most];
}

export function WhatIf({ constant, lane, scenario }: WhatIfProps) {
  const { actions } = useLab();
  const { costs } = useAsked(scenario);
  const { row, value, unit, overridden, usual } = constantNow(constant, scenario.machine.profile, costs);
  const bounds = costBounds(row);
  const [min, max] = ends(row.min, row.max, value, bounds);
  /** The usual value is no what-if. */
  const set = (next: number, gesture?: string) => {
    const same = usual.unit === unit && next === usual.value;
    actions.setCosts({ [constant]: same ? undefined : next }, gesture);
  };
  const read = (text: string): Entry<number> => {
    const units = row.unit === 'ns' ? UNITS.ns : named(UNITS.count, row.unit.toLowerCase(), 'cycles', 'cyc');
    const meant = readQuantity(text, units);
    const fits = meant >= bounds[0] && meant <= bounds[1];
    return fits
      ? { value: meant }
      : { wrong: WHY_WORDS.bounds(count(bounds[0]), count(bounds[1]), unitWords(row.unit)) };
  };
  const name = constantName(constant);
  const usually = usual.unit === row.unit ? usual.value : row.value;
  const marks = knownMarks([usually, row.min, row.max], min, max, (mark) => trimmed(mark, 4));
  const step = row.unit === 'count' || row.unit === 'B' ? 1 : (max - min) / 400;
  return (
    <section className="what-if" aria-label={WHY_WORDS.whatIf(name)}>
      <p className="ask">
        <span>
          <b>{WHY_WORDS.whatIf(name)}</b> <small className="constant-key">{constant}</small>
        </span>
        <small>{overridden ? WHY_WORDS.changedInAll : WHY_WORDS.appliesToAll}</small>
      </p>
      <div className="entry-row">
        <span className="ruled wide">
          <input
            type="range"
            aria-label={name}
            min={min}
            max={max}
            step={step}
            value={value}
            aria-valuetext={valueText(value, unit)}
            onChange={(event) => set(Number(Number(event.target.value).toPrecision(3)), `cost ${constant}`)}
            onPointerUp={actions.endGesture}
            onBlur={actions.endGesture}
          />
          {marks.map(({ value: mark, text, at }) => (
            <small key={mark} className="known" style={{ left: `${at * 100}%` }} aria-hidden="true">
              {text}
            </small>
          ))}
        </span>
        <ExactField
          label={WHY_WORDS.whatIf(name)}
          text={trimmed(value, 6)}
          unit={unitWords(unit)}
          width={6}
          read={read}
          onValue={(next) => set(next)}
        />
        {overridden && (
          <button
            type="button"
            className="btn small"
            onClick={() => actions.setCosts({ [constant]: undefined })}
          >
            {WHY_WORDS.reset}
          </button>
        )}
      </div>
      <RangeBar {...{ constant, lane, scenario, value }} low={row.min} high={row.max} />
      <p className="source">
        <span className="kind">{CERTAINTY_WORDS[row.certainty]}</span>
        {WHY_WORDS.what(withNames(row.what))}{' '}
        {row.min < row.max && `${WHY_WORDS.from(valueText(row.min, ''), valueText(row.max, row.unit))} `}
        {withNames(row.source)}
        {overridden && `. ${WHY_WORDS.usual(valueText(usual.value, usual.unit))}`}
      </p>
    </section>
  );
}

/** Packets of the short runs that find the range: enough for the window and its warm-up. */
const SHORT_PACKETS = 12_000;
/** A slider on its way asks for nothing, ms. */
const SETTLED_MS = 400;

/** The lane's multiple over a whole short run: with the constant as it is, and over its range. */
interface Range {
  now: number;
  low: number;
  high: number;
}

/** Multiples of short runs that have been done, by their input. */
const known = new Map<string, number>();

function shortInput(scenario: Scenario, lane: number, constant: string, value: number): ScenarioInput {
  const { name, preset, features } = scenario.lanes[lane];
  const { seed, machine, traffic, workload } = scenario;
  return {
    seed,
    machine,
    traffic,
    workload,
    stop: { packets: SHORT_PACKETS },
    costs: { ...scenario.costs, [constant]: value },
    lanes: [{ name, preset, features }],
  };
}

interface RangeProps extends WhatIfProps {
  /** The constant as it is. */
  value: number;
  low: number;
  high: number;
}

/** The lane's multiple at both ends of a constant's range and as it is, from short runs in a simulator of their own; null until known. */
function useRange({ constant, lane, scenario, value, low, high }: RangeProps): Range | null {
  const lab = useLab();
  const key = JSON.stringify([low, high, shortInput(scenario, lane, constant, value)]);
  const [found, setFound] = useState<{ key: string; range: Range } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the runs depend on
  useEffect(() => {
    if (low === high || scenario.traffic.kind === 'capture') return;
    const runs = lab.shortRuns();
    const multiple = async (at: number): Promise<number> => {
      const input = shortInput(scenario, lane, constant, at);
      const name = JSON.stringify(input);
      const times = known.get(name) ?? (await runs.run(input)).lanes[0].budget_used ?? 0;
      known.set(name, times);
      return times;
    };
    const timer = setTimeout(async () => {
      try {
        const [now, one, other] = [await multiple(value), await multiple(low), await multiple(high)];
        // a what-if may lie outside of the sources' range
        const all = [now, one, other];
        setFound({ key, range: { now, low: Math.min(...all), high: Math.max(...all) } });
      } catch {
        // ended, or a value that cannot be run: there is no bar then
      }
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      runs.end();
    };
  }, [lab, key]);
  return found?.key === key ? found.range : null;
}

function RangeBar(props: RangeProps) {
  const found = useRange(props);
  const { lane, low, high } = props;
  if (low === high) return null;
  const most = Math.max(found?.high ?? 0, 1) * 1.15;
  const share = (times: number) => `${(times / most) * 100}%`;
  const ticks = most <= 60 ? Array.from({ length: Math.floor(most) }, (_, i) => i + 1) : [];
  return (
    <div className="range-row">
      <b>{WHY_WORDS.rangeOf(lane + 1)}</b>
      <span className="range" aria-hidden="true">
        {ticks.map((tick) => (
          <i key={tick} className="tick" style={{ left: share(tick) }} />
        ))}
        {found !== null && (
          <>
            <i
              className="span"
              style={{ left: share(found.low), right: `calc(100% - ${share(found.high)})` }}
            />
            <i className="now" style={{ left: share(found.now) }} />
          </>
        )}
      </span>
      <small>
        {found === null ? (
          WHY_WORDS.computing
        ) : (
          <>
            <b>{WHY_WORDS.asItIs(significant(found.now))}</b>;{' '}
            {WHY_WORDS.range(significant(found.low), significant(found.high))}
          </>
        )}
      </small>
    </div>
  );
}
