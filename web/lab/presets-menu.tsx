// Presets worth a click, and at their foot the files: open and save a scenario, open a capture.
import { FileText } from 'lucide-react';
import { type RefObject, useMemo, useRef } from 'react';
import { completeScenario, type Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { PRESET_WORDS, PRESETS } from '../i18n/en-presets.ts';
import { DEFAULT_NS_PER_S } from '../playback/time-scale.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { useLab } from '../stores/use-lab.ts';
import { saveFile } from '../ui/files.ts';
import { Popover } from '../ui/popover.tsx';
import { SCENARIO_FILE, scenarioBlob } from '../ui/scenario-file.ts';
import { SCENARIO_PRESETS, type ScenarioPreset } from './presets.ts';

export interface PresetsMenuProps {
  scenario: Scenario;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  onOpenCapture: () => void;
  /** Hears what is wrong with a file, in a sentence. */
  onProblem: (problem: string) => void;
}

/** Whether an input is what runs. */
function runs(input: ScenarioInput, scenario: string): boolean {
  try {
    return JSON.stringify(completeScenario(input).scenario) === scenario;
  } catch {
    return false;
  }
}

export default function PresetsMenu({
  scenario,
  anchor,
  onClose,
  onOpenCapture,
  onProblem,
}: PresetsMenuProps) {
  const { actions, playback } = useLab();
  const running = useMemo(() => JSON.stringify(scenario), [scenario]);
  const choose = ({ input, startNs, paceNsPerS }: Omit<ScenarioPreset, 'id'>) => {
    actions.load(input, startNs === undefined ? undefined : startNs * 1000);
    playback.setScale(paceNsPerS ?? DEFAULT_NS_PER_S);
    onClose();
  };
  return (
    <Popover anchor={anchor} label={PRESETS.title} className="presets-menu" onClose={onClose}>
      <div className="top">
        <h3>{PRESETS.title}</h3>
        <span className="push" />
        <small>{PRESETS.note}</small>
      </div>
      <div className="preset-list">
        {SCENARIO_PRESETS.map(({ id, ...preset }) => {
          const words = PRESET_WORDS[id];
          return (
            <button
              key={id}
              type="button"
              aria-current={runs(preset.input, running) ? 'true' : undefined}
              onClick={() => choose(preset)}
            >
              <b>{words.name}</b>
              <small>{words.what}</small>
              <small>
                <em>
                  {PRESETS.lookFor} {words.look}
                </em>
              </small>
            </button>
          );
        })}
      </div>
      <Files onInput={(input) => choose({ input })} onOpenCapture={onOpenCapture} onProblem={onProblem} />
    </Popover>
  );
}

interface FilesProps {
  onInput: (input: ScenarioInput) => void;
  onOpenCapture: () => void;
  onProblem: (problem: string) => void;
}

function Files({ onInput, onOpenCapture, onProblem }: FilesProps) {
  const { store } = useLab();
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    const scenario = readScenario(await file.text());
    if (scenario === null) onProblem(PRESETS.notJson(file.name));
    else onInput(scenario);
  };
  const save = () => saveFile(SCENARIO_FILE, scenarioBlob(store.getState().input));
  return (
    <div className="files">
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={PRESETS.open}
        onChange={(event) => void open(event.target.files?.[0])}
      />
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        <FileText size="1.1em" aria-hidden="true" />
        {PRESETS.open}
      </button>
      <button type="button" className="btn" onClick={save}>
        {PRESETS.save}
      </button>
      <button type="button" className="btn" onClick={onOpenCapture}>
        {UI.traffic.open}
      </button>
    </div>
  );
}

/** A scenario out of a file's text; null if it is not an object of JSON. Its fields are judged by the simulator. */
export function readScenario(text: string): ScenarioInput | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ScenarioInput)
      : null;
  } catch {
    return null;
  }
}
