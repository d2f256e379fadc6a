// A number's explanation: what it is, its formula in pressable terms, the parts it adds up from, and a what-if.
import { useState } from 'react';
import { CONTEXTS, constantNow, KINDS, RECENT_PACKETS, type Scenario } from '../../sim-core/index.ts';
import { FLOOR_WORDS, PART_WORDS } from '../i18n/en.ts';
import { RECORD_WORDS } from '../i18n/en-records.ts';
import { CONTEXT_WORDS, FLOOR_SAYS, FLOOR_TITLES, WHY_WORDS } from '../i18n/en-why.ts';
import { type Floor, type FloorId, floorsOf } from '../scene/floors.ts';
import { useLabState } from '../stores/use-lab.ts';
import { count, roundToSum, significant, trimmed } from '../ui/format.ts';
import { WhyPanel } from '../ui/why-panel.tsx';
import { type Bill, type LaneFigures, misleads, printedFloors, printedTotal } from './figures.ts';
import { constantName } from './constant-name.ts';
import { valueText } from './constant-words.ts';
import { WhatIf } from './what-if.tsx';
import { KIND_CONSTANTS } from './why-constants.ts';
import { Counter } from './why-counter.tsx';
import type { FigureId, WhyProps } from './why-context.ts';
import { type KindShare, madeOf } from './why-parts.ts';
import { Term } from './why-term.tsx';

export default function Why(props: WhyProps) {
  const { lane, figure, scenario, figures, onClose } = props;
  return (
    <WhyPanel
      lane={lane}
      lanes={scenario.lanes.length}
      title={titleOf(figure, figures, floorsOf(scenario.lanes[lane].features, scenario))}
      figure={() => document.querySelector(`#lane-${lane + 1} [data-why="${figure}"]`)}
      onClose={onClose}
    >
      {figure === 'total' ? (
        <Total {...props} />
      ) : figure.startsWith('floor-') ? (
        <OfFloor key={figure} {...props} floor={figure.slice(6) as FloorId} />
      ) : (
        <Counter {...props} />
      )}
    </WhyPanel>
  );
}

function titleOf(figure: FigureId, figures: LaneFigures, floors: readonly Floor[]): string {
  const { bill } = figures;
  if (figure === 'delivered') return WHY_WORDS.delivered;
  if (figure === 'dropped') return WHY_WORDS.dropped;
  if (figure === 'events') return WHY_WORDS.events;
  if (figure === 'delay') return WHY_WORDS.delay;
  if (figure === 'total') return WHY_WORDS.total(bill === null ? '–' : count(printedTotal(bill)));
  const id = figure.slice(6) as FloorId;
  const cycles = bill === null ? '–' : count(printedFloors(bill, floors).get(id) ?? 0);
  return WHY_WORDS.cyclesA(cycles, FLOOR_TITLES[floors.find((floor) => floor.id === id)?.pays ?? id]);
}

function OfFloor({ lane, floor, scenario, figures, readers }: WhyProps & { floor: FloorId }) {
  const tPs = useLabState((state) => state.tPs);
  const openPs = useLabState((state) => state.windowOpenPs);
  const [chosen, setChosen] = useState(0);
  const reader = readers()[lane];
  const { ghz } = scenario.machine;
  const made = reader === undefined ? null : madeOf(reader.store, tPs, openPs, ghz);
  const floors = floorsOf(scenario.lanes[lane].features, scenario);
  const its = floors.find((each) => each.id === floor);
  const parts = its?.parts ?? [];
  const says = FLOOR_SAYS[its?.pays ?? its?.word ?? floor];
  if (made === null || figures.bill === null) return <p>{WHY_WORDS.notHeld}</p>;
  const shares = made.shares.filter((share) => parts.includes(share.part));
  const index = Math.min(chosen, shares.length - 1);
  const share = shares[index];
  const rounded = roundToSum(shares.map(({ cycles }) => cycles));
  const printed = printedFloors(figures.bill, floors).get(floor) ?? 0;
  return (
    <>
      <p className="says">
        {says} {WHY_WORDS.window(made.packets)}
        {shares.length === 0 && its?.state === 'solid' && ` ${WHY_WORDS.restsNow}`}
      </p>
      {share !== undefined && (
        <>
          <Formula {...{ share, scenario, printed }} others={printed - rounded[index]} />
          {shares.length > 1 && <Parts {...{ shares, rounded }} chosen={index} onChoose={setChosen} />}
          <Constants key={share.kind} keys={KIND_CONSTANTS[share.kind] ?? []} {...{ lane, scenario }} />
        </>
      )}
    </>
  );
}

/** So many events a packet are more than its own, unless its path has two. */
const SEVERAL = 1.05;

/** Near enough for the product to be the figure, as a share. */
const EXACT = 0.005;

interface FormulaProps {
  share: KindShare;
  scenario: Scenario;
  /** The figure that is explained, and how much of it other work takes, cycles as they are printed. */
  printed: number;
  others: number;
}

/** As few digits of a count as give the product that is printed. */
function asMuchAsNeeded(counted: number, each: number, product: number): string {
  const digits = [3, 4, 5].find((n) => Math.round(Number(counted.toPrecision(n)) * each) === product) ?? 3;
  return significant(counted, digits);
}

function Formula({ share, scenario, printed, others }: FormulaProps) {
  const { ghz, profile } = scenario.machine;
  const { counted, cycles, unit } = share;
  const each = counted > 0 ? cycles / counted : 0;
  const key = KIND_CONSTANTS[share.kind]?.[0];
  const constant = key === undefined ? null : constantNow(key, profile, scenario.costs);
  const priced =
    constant === null
      ? 0
      : constant.unit === 'ns'
        ? constant.value * ghz
        : constant.unit === 'cyc'
          ? constant.value
          : 0;
  const exact = constant !== null && each > 0 && Math.abs(priced / each - 1) < EXACT;
  const contexts = [...share.byContext];
  const rounded = roundToSum(contexts.map(([, value]) => value));
  const who = contexts.map(([context, _], i) => {
    const name = CONTEXTS[context - 1];
    return `${CONTEXT_WORDS[name] ?? name} ${count(rounded[i])}`;
  });
  return (
    <>
      <div className="formula">
        <Term
          value={`${asMuchAsNeeded(counted, exact ? priced : each, printed - others)}${unit === '' ? '' : ` ${unit}`}`}
          says={unit === '' ? WHY_WORDS.times : WHY_WORDS.counted}
        />
        <span aria-hidden="true">×</span>
        {exact ? (
          <Term value={valueText(constant.value, constant.unit)} says={constantName(key)} />
        ) : (
          <Term value={trimmed(each, 4)} says={WHY_WORDS.mean} />
        )}
        {exact && constant.unit === 'ns' && (
          <>
            <span aria-hidden="true">×</span>
            <Term value={`${trimmed(ghz, 4)} GHz`} says={WHY_WORDS.clock} />
          </>
        )}
        {others > 0 && (
          <>
            <span aria-hidden="true">+</span>
            <Term value={count(others)} says={WHY_WORDS.others} />
          </>
        )}
        <span aria-hidden="true">=</span>
        <Term
          value={others === 0 && cycles < 10 ? trimmed(cycles, 2) : count(printed)}
          says={WHY_WORDS.result}
          result
        />
      </div>
      <p className="says">
        {sentenceOf(RECORD_WORDS[share.kind] ?? share.kind)}
        {unit === '' && counted > SEVERAL && ` ${WHY_WORDS.divided}`}
        {who.length > 1 && ` ${WHY_WORDS.byWho(who.join(', '))}`}
      </p>
    </>
  );
}

function sentenceOf(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}

interface PartsProps {
  shares: readonly KindShare[];
  /** Their cycles as they are printed. */
  rounded: readonly number[];
  chosen: number;
  onChoose: (index: number) => void;
}

/** The kinds of work that the floor adds up from. */
function Parts({ shares, rounded, chosen, onChoose }: PartsProps) {
  return (
    <div className="parts" role="group" aria-label={WHY_WORDS.parts}>
      {shares.map((share, i) => (
        <button
          key={share.kind}
          type="button"
          aria-pressed={i === chosen}
          title={KINDS.find((kind) => kind.name === share.kind)?.sentence}
          onClick={() => onChoose(i)}
        >
          {RECORD_WORDS[share.kind] ?? share.kind} <b>{count(rounded[i])}</b>
        </button>
      ))}
    </div>
  );
}

interface ConstantsProps {
  keys: readonly string[];
  lane: number;
  scenario: Scenario;
}

function Constants({ keys, lane, scenario }: ConstantsProps) {
  const [chosen, setChosen] = useState(keys[0]);
  if (chosen === undefined) return <p className="says">{WHY_WORDS.noConstant}</p>;
  return (
    <>
      {keys.length > 1 && (
        <div className="parts constants" role="group" aria-label={WHY_WORDS.other}>
          {keys.map((key) => {
            const { row, value, unit } = constantNow(key, scenario.machine.profile, scenario.costs);
            return (
              <button
                key={key}
                type="button"
                title={row.what}
                aria-pressed={key === chosen}
                onClick={() => setChosen(key)}
              >
                {constantName(key)} <b>{valueText(value, unit)}</b>{' '}
                <small className="constant-key">{key}</small>
              </button>
            );
          })}
        </div>
      )}
      <WhatIf key={chosen} constant={chosen} {...{ lane, scenario }} />
    </>
  );
}

/** Work of a floor is named from so many cycles on. */
const LEAST_CYCLES = 0.5;

/** A lane's total shows its floors, and leads on to them. */
function Total({ lane, scenario, figures, onFigure }: WhyProps) {
  const { bill } = figures;
  if (bill === null) return <p>{WHY_WORDS.notHeld}</p>;
  const floors = floorsOf(scenario.lanes[lane].features, scenario);
  const printed = printedFloors(bill, floors);
  return (
    <>
      <p className="says">{WHY_WORDS.totalSays(RECENT_PACKETS)}</p>
      <MultipleFormula bill={bill} />
      {bill.overall !== null && misleads(bill) && (
        <p className="says">{WHY_WORDS.overallSays(significant(bill.overall))}</p>
      )}
      <div className="parts floors" role="group" aria-label={WHY_WORDS.floors}>
        {floors
          .filter((each) => each.state !== 'absent' && (printed.get(each.id) ?? 0) > 0)
          .map((each) => (
            <button key={each.id} type="button" onClick={() => onFigure(`floor-${each.id}`)}>
              <i style={{ background: `var(--c-${each.parts[0]})` }} aria-hidden="true" />
              {FLOOR_WORDS[each.pays ?? each.word].short} <b>{count(printed.get(each.id) ?? 0)}</b>
              {each.parts.length > 1 && (
                <small>
                  {each.parts
                    .filter((part) => bill.parts[part] >= LEAST_CYCLES)
                    .map((part) => PART_WORDS[part].spoken)
                    .join(', ')}
                </small>
              )}
            </button>
          ))}
      </div>
    </>
  );
}

function MultipleFormula({ bill }: { bill: Bill }) {
  const cores = bill.coresSharing;
  const budget = bill.total / Math.max(1e-9, bill.budgetUsed * cores);
  return (
    <div className="formula">
      <Term value={count(printedTotal(bill))} says={WHY_WORDS.result} />
      <span aria-hidden="true">÷</span>
      <Term value={trimmed(cores, 3)} says={cores > 1.005 ? WHY_WORDS.cores : WHY_WORDS.oneCore} />
      <span aria-hidden="true">÷</span>
      <Term value={trimmed(budget, 4)} says={WHY_WORDS.budget} />
      <span aria-hidden="true">=</span>
      <Term value={`${significant(bill.budgetUsed)}×`} says={WHY_WORDS.multiple} result />
    </div>
  );
}
