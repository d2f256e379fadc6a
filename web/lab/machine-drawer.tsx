// Machine and traffic in full: every field of the scenario that all lanes share, four columns over gauge and counters.
import '../styles/say.css';
import { useId } from 'react';
import { completeScenario, InputError, type Scenario } from '../../sim-core/index.ts';
import { type FieldWords, MACHINE, MACHINE_FIELDS } from '../i18n/en-machine.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { withSection, withTop } from '../stores/scenario-input.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { count } from '../ui/format.ts';
import { Segments } from '../ui/segments.tsx';
import { DraggedRuler } from './dragged-ruler.tsx';
import {
  type ChoiceField,
  defaultsFor,
  type EntryField,
  type FieldEdit,
  type GroupId,
  MACHINE_ROWS,
  type MachineField,
  shownValue,
} from './machine-fields.ts';
import { useAsked } from './use-asked.ts';

export interface MachineDrawerProps {
  scenario: Scenario;
  onClose: () => void;
}

/** Columns of groups, as they stand side by side. */
const COLUMNS: readonly (readonly GroupId[])[] = [
  ['machine', 'wire'],
  ['memory', 'run'],
  ['traffic'],
  ['work'],
];

export default function MachineDrawer({ scenario: running, onClose }: MachineDrawerProps) {
  const scenario = useAsked(running);
  const defaults = defaultsFor(scenario);
  return (
    <BottomDrawer title={MACHINE.title} note={MACHINE.note} className="machine" onClose={onClose}>
      {COLUMNS.map((groups) => (
        <div key={groups[0]} className="column">
          {groups.map((group) => (
            <section key={group} aria-label={MACHINE.groups[group]}>
              <h4>{MACHINE.groups[group]}</h4>
              {MACHINE_ROWS.filter((row) => row.group === group && row.used?.(scenario) !== false).map(
                (row) => (
                  <Row key={row.id} row={row} scenario={scenario} defaults={defaults} />
                ),
              )}
            </section>
          ))}
        </div>
      ))}
    </BottomDrawer>
  );
}

interface RowProps {
  row: MachineField;
  scenario: Scenario;
  defaults: Scenario;
}

function Row({ row, scenario, defaults }: RowProps) {
  const id = useId();
  const words: FieldWords = MACHINE_FIELDS[row.id];
  const preset = shownValue(row, defaults);
  const changed = shownValue(row, scenario) !== preset;
  const unit = row.control === 'entry' ? (row.unit?.(defaults) ?? words.unit ?? '') : (words.unit ?? '');
  return (
    <div className={changed ? 'fr changed' : 'fr'} title={row.id}>
      <label htmlFor={row.control === 'choice' ? undefined : id}>{words.label}</label>
      <span className="ct">
        {row.id === 'llc_ways' && <Ways scenario={scenario} />}
        {row.control === 'choice' ? (
          <Choice row={row} scenario={scenario} preset={preset} />
        ) : (
          <Field id={id} row={row} scenario={scenario} defaults={defaults} />
        )}
      </span>
      <small>
        {saysOf(row, words, scenario)}{' '}
        {changed && (
          <b>{MACHINE.preset(`${words.values?.[preset] ?? preset}${unit === '' ? '' : ` ${unit}`}`)}</b>
        )}
      </small>
    </div>
  );
}

function saysOf(row: MachineField, words: FieldWords, scenario: Scenario): string {
  if (row.id === 'flows') {
    return MACHINE.eachVm(count(Math.max(1, Math.floor(scenario.traffic.flows / scenario.traffic.vms))));
  }
  if (row.id !== 'llc_ways') return words.says;
  const ways = String(scenario.machine.llc_ways);
  const [least, most] = ddioShare(scenario);
  if (most === 0) return MACHINE.waysAlone(ways);
  return MACHINE.waysSay(ways, least === most ? String(most) : MACHINE.to(String(least), String(most)));
}

/** Fewest and most ways that DMA may fill in lanes that use DDIO. */
function ddioShare({ lanes }: Scenario): [number, number] {
  const shares = lanes
    .filter(({ features }) => features.placement === 'ddio')
    .map((lane) => lane.features.ddio_ways);
  return shares.length === 0 ? [0, 0] : [Math.min(...shares), Math.max(...shares)];
}

/** The cache, way by way; those that DMA may fill are dark. */
function Ways({ scenario }: { scenario: Scenario }) {
  const { llc_ways } = scenario.machine;
  const dark = llc_ways - ddioShare(scenario)[1];
  return (
    <span className="ways" aria-hidden="true">
      {Array.from({ length: llc_ways }, (_, way) => way).map((way) => (
        <i key={way} className={way >= dark ? 'on' : ''} />
      ))}
    </span>
  );
}

/** The input after an edit. */
export function editedInput(input: ScenarioInput, edit: FieldEdit): ScenarioInput {
  return edit.section === 'top' ? withTop(input, edit.fields) : withSection(input, edit.section, edit.fields);
}

/** Why an input cannot run, as a sentence, or null. What only a capture's file knows is left to the simulator. */
export function reasonAgainst(input: ScenarioInput): string | null {
  try {
    completeScenario(input);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, problem, remedy } = error;
    return `${where.replace(/^lanes\[\d+\]\.(features\.)?/, '')} ${problem}; ${remedy}.`;
  }
}

/** Sets what an edit says, through the Lab's own actions. */
function useEdit(): (edit: FieldEdit) => void {
  const { actions } = useLab();
  return (edit) => {
    if (edit.section === 'top') actions.setTop(edit.fields);
    else if (edit.section === 'machine') actions.setMachine(edit.fields);
    else if (edit.section === 'traffic') actions.setTraffic(edit.fields);
    else actions.setWorkload(edit.fields);
  };
}

/** Few values stand side by side, more in a list. */
const MOST_SEGMENTS = 3;

function Choice({ row, scenario, preset }: { row: ChoiceField; scenario: Scenario; preset: string }) {
  const words: FieldWords = MACHINE_FIELDS[row.id];
  const edit = useEdit();
  const values = row.values(scenario);
  const value = row.read(scenario);
  const nameOf = (each: string) => words.values?.[each] ?? `${each} ${words.unit ?? ''}`;
  const set = (next: string) => edit(row.edit(next, scenario));
  if (values.length <= MOST_SEGMENTS) {
    return (
      <Segments
        label={words.label}
        values={values}
        value={value}
        nameOf={nameOf}
        preset={preset}
        onValue={set}
      />
    );
  }
  return (
    <select
      className="field"
      aria-label={words.label}
      value={value}
      onChange={(event) => set(event.target.value)}
    >
      {values.map((each) => (
        <option key={each} value={each}>
          {nameOf(each)}
        </option>
      ))}
    </select>
  );
}

function Field({
  id,
  row,
  scenario,
  defaults,
}: {
  id: string;
  row: EntryField;
  scenario: Scenario;
  defaults: Scenario;
}) {
  const words: FieldWords = MACHINE_FIELDS[row.id];
  const input = useLabState((state) => state.input);
  const edit = useEdit();
  const read = (text: string): Entry<FieldEdit> => {
    const value = row.edit(text, scenario);
    if (value === null) return { wrong: words.range ?? '' };
    const reason = reasonAgainst(editedInput(input, value));
    return reason === null ? { value } : { wrong: reason };
  };
  const { ruler } = row;
  const release = (position: number) => {
    const meant = ruler === undefined ? null : read(ruler.at(position));
    if (meant !== null && 'value' in meant) edit(meant.value);
  };
  return (
    <>
      {ruler !== undefined && (
        <DraggedRuler
          label={words.label}
          ruler={ruler}
          scenario={scenario}
          defaults={defaults}
          onRelease={release}
        />
      )}
      <ExactField
        id={id}
        label={words.label}
        text={row.text(scenario)}
        unit={row.unit?.(scenario) ?? words.unit ?? ''}
        width={row.width}
        words={row.words === true}
        read={read}
        onValue={edit}
      />
    </>
  );
}
