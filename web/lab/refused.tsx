// An input that the simulator would not take: why, and what else would have to change for it to be possible.
import { UI } from '../i18n/en.ts';
import { completeScenario, type Features, InputError, type Scenario } from '../../sim-core/index.ts';
import type { Refusal } from '../stores/lab-state.ts';
import { lanesOf, type ScenarioInput } from '../stores/scenario-input.ts';
import { useLab } from '../stores/use-lab.ts';
import { Banner } from './banner.tsx';
import { laneTitle, presetOf } from './lane-words.ts';
import { type Way, wayTo } from './ways.ts';

/** Which lane a refused input wanted to change, and how; −1 where it was not about a lane's features. */
function wantedChange(
  refusal: Refusal,
  scenario: Scenario,
): { lane: number; patch: Partial<Features> } | null {
  const lanes = lanesOf(refusal.input, scenario);
  if (lanes.length !== scenario.lanes.length) return null;
  for (const [lane, input] of lanes.entries()) {
    const now = scenario.lanes[lane];
    const asked = { ...presetOf(now), ...input.features };
    const names = (Object.keys(asked) as (keyof Features)[]).filter(
      (name) => asked[name] !== now.features[name],
    );
    if (names.length > 0)
      return { lane, patch: Object.fromEntries(names.map((name) => [name, asked[name]])) };
  }
  return null;
}

/** Why an input is impossible, or null. */
function reasonAgainst(input: ScenarioInput): string | null {
  try {
    completeScenario(input);
    return null;
  } catch (error) {
    return error instanceof InputError ? error.problem : String(error);
  }
}

export default function Refused({ refusal, scenario }: { refusal: Refusal; scenario: Scenario | null }) {
  const { actions } = useLab();
  const change = scenario === null ? null : wantedChange(refusal, scenario);
  let way: Way | null = null;
  if (scenario !== null && change !== null) {
    const input: ScenarioInput = { ...refusal.input, traffic: withoutCapture(refusal.input) };
    way = wayTo(change.patch, scenario.lanes[change.lane].features, (features) =>
      reasonAgainst({
        ...input,
        lanes: lanesOf(input, scenario).map((lane, i) => (i === change.lane ? { ...lane, features } : lane)),
      }),
    );
  }
  const file = refusal.input.traffic?.capture?.file;
  const named = file !== undefined && !refusal.reason.includes(file) ? `${file}: ` : '';
  return (
    <Banner
      onDismiss={actions.dismissRefusal}
      actions={
        way !== null &&
        change !== null && (
          <button
            type="button"
            className="btn small primary"
            onClick={() => {
              actions.dismissRefusal();
              actions.setFeatures(change.lane, way.patch);
            }}
          >
            Turn {way.also.join(' and ')} too
          </button>
        )
      }
    >
      <strong>
        {change !== null && scenario !== null
          ? `${laneTitle(scenario.lanes[change.lane])} stays as it was.`
          : UI.messages.unchanged}
      </strong>{' '}
      {named}
      {sentence(refusal.reason)}
    </Banner>
  );
}

/** Features are judged without the capture, whose file only the worker knows. */
function withoutCapture(input: ScenarioInput): ScenarioInput['traffic'] {
  if (input.traffic?.kind !== 'capture') return input.traffic ?? {};
  return {};
}

/** "lanes[0].features.notify: the reason; the remedy" as sentences for a reader. */
export function sentence(reason: string): string {
  const bare = reason.replace(/^lanes\[\d+\]\.(features\.)?/, '');
  return bare.endsWith('.') ? bare : `${bare}.`;
}
