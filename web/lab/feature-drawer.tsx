// All features of one lane in a drawer beside it: the lane's own floors answer every change in view.
import * as m from 'framer-motion/m';
import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { type Features, PATHS, type PresetId, type Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { FEATURE_GROUP_WORDS, FEATURE_WORDS } from '../i18n/en-features.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { type FeatureRow, featureRows } from './feature-rows.ts';
import { changesOf, laneTitle, presetOf } from './lane-words.ts';

export interface FeatureDrawerProps {
  lane: number;
  scenario: Scenario;
  onClose: () => void;
}

/** Where the drawer stands: to the right of lanes 1 to 3, to the left of later ones. */
function sideOf(lane: number, lanes: number): React.CSSProperties {
  if (lanes > 5) return { right: 0 };
  const width = `((100vw - 8.7rem) / ${lanes})`;
  return lane < Math.ceil(lanes / 2)
    ? { left: `calc(8.7rem + ${width} * ${lane + 1})` }
    : { right: `calc(${width} * ${lanes - lane})` };
}

function leavesOut(preset: PresetId): readonly string[] {
  return PATHS.find((path) => path.id === preset)?.leavesOut ?? [];
}

export default function FeatureDrawer({ lane, scenario, onClose }: FeatureDrawerProps) {
  const { actions } = useLab();
  const panel = useRef<HTMLDivElement>(null);
  const title = useId();
  const row = scenario.lanes[lane];
  const rows = featureRows(scenario);
  const changed = changesOf(row);
  const warnings = useLabState((state) => state.laneWarnings[lane]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lane is another drawer
  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.querySelector<HTMLElement>('select')?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [lane]);
  return (
    <m.div
      ref={panel}
      className="panel side"
      role="dialog"
      aria-labelledby={title}
      style={sideOf(lane, scenario.lanes.length)}
      initial={{ opacity: 0, x: lane < 3 ? -24 : 24 }}
      animate={{ opacity: 1, x: 0 }}
      transition={{ duration: 0.25, ease: [0.2, 0.75, 0.2, 1] }}
    >
      <header>
        <h3 id={title}>{laneTitle(row)}, all features</h3>
        {changed.length > 0 && (
          <button type="button" className="btn small" onClick={() => actions.resetLane(lane)}>
            Reset {changed.length}
          </button>
        )}
        <button type="button" className="icon" aria-label={UI.page.close} onClick={onClose}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      </header>
      <div className="scroll">
        {warnings !== undefined && warnings.length > 0 && <p className="why">{warnings.join(' ')}</p>}
        <div className="rows" role="group" aria-label={UI.lane.features}>
          {(Object.keys(FEATURE_GROUP_WORDS) as (keyof typeof FEATURE_GROUP_WORDS)[]).map((group) => (
            <section key={group} aria-label={FEATURE_GROUP_WORDS[group]}>
              <h4>{FEATURE_GROUP_WORDS[group]}</h4>
              {rows
                .filter((each) => each.group === group)
                .map((each) => (
                  <FeatureControlRow key={each.name} row={each} lane={lane} scenario={scenario} />
                ))}
            </section>
          ))}
        </div>
        <h4 className="second">{UI.lane.leavesOut}</h4>
        <ul className="left-out">
          {leavesOut(row.preset).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </m.div>
  );
}

function FeatureControlRow({ row, lane, scenario }: { row: FeatureRow; lane: number; scenario: Scenario }) {
  const id = useId();
  const words = FEATURE_WORDS[row.name];
  const value = scenario.lanes[lane].features[row.name];
  const preset = presetOf(scenario.lanes[lane])[row.name];
  const changed = value !== preset;
  const said = (one: unknown) =>
    words.values?.[String(one)] ?? (typeof one === 'boolean' ? (one ? 'on' : 'off') : String(one));
  return (
    <div className={changed ? 'row changed' : 'row'} title={row.name}>
      <div>
        <label htmlFor={id}>{words.label}</label>
        <small>
          {words.says} {changed && <b>Preset: {said(preset)}.</b>}
        </small>
      </div>
      <div className="ctl">
        <Control id={id} row={row} lane={lane} value={value} />
      </div>
    </div>
  );
}

interface ControlProps {
  id: string;
  row: FeatureRow;
  lane: number;
  value: Features[keyof Features];
}

function Control({ id, row, lane, value }: ControlProps) {
  const { actions } = useLab();
  const words = FEATURE_WORDS[row.name];
  const set = (next: string | number | boolean, gesture?: string) =>
    actions.setFeatures(lane, { [row.name]: next } as Partial<Features>, gesture);
  const { control } = row;
  if (control.kind === 'switch') {
    return (
      <button
        id={id}
        type="button"
        className="switch"
        role="switch"
        aria-checked={value === true}
        aria-label={words.label}
        onClick={() => set(value !== true)}
      >
        {value === true ? 'on' : 'off'}
      </button>
    );
  }
  if (control.kind === 'choice') {
    const values = control.values.includes(String(value))
      ? control.values
      : [String(value), ...control.values];
    return (
      <select id={id} className="field" value={String(value)} onChange={(event) => set(event.target.value)}>
        {values.map((each) => (
          <option key={each} value={each}>
            {words.values?.[each] ?? each}
          </option>
        ))}
      </select>
    );
  }
  const { only } = control;
  const position = only === undefined ? Number(value) : Math.max(0, only.indexOf(Number(value)));
  const text = `${value}${control.unit === '' ? '' : ` ${control.unit}`}`;
  return (
    <>
      <input
        id={id}
        type="range"
        min={only === undefined ? control.min : 0}
        max={only === undefined ? control.max : only.length - 1}
        step={1}
        value={position}
        aria-valuetext={text}
        onChange={(event) => {
          const at = Number(event.target.value);
          set(only === undefined ? at : only[at], `feature ${lane} ${row.name}`);
        }}
        onPointerUp={actions.endGesture}
        onBlur={actions.endGesture}
      />
      <output htmlFor={id}>{text}</output>
    </>
  );
}
