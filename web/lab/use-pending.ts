// A lane's choices: set at once where they can be; where not, held with what stands against them. Nothing runs until then.
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Features, Scenario } from '../../sim-core/index.ts';
import { useLab } from '../stores/use-lab.ts';
import type { Pending } from './feature-row.tsx';
import type { FeatureName, FeatureValue } from './feature-rows.ts';
import { hindranceTo } from './ways.ts';

export interface Choices {
  pending: Pending | null;
  /** `gesture` joins the edits of one drag. */
  choose: (name: FeatureName, value: FeatureValue, gesture?: string) => void;
  /** Sets what is pending with its prerequisites. */
  agree: () => void;
  /** Lets go of what is pending. */
  keep: () => void;
  onGestureEnd: () => void;
}

/** `giveFocus` has the row of a feature take focus when its question has been answered. */
export function usePending(
  lane: number,
  scenario: Scenario,
  giveFocus: (name: FeatureName) => void,
): Choices {
  const { actions } = useLab();
  const [pending, setPending] = useState<Pending | null>(null);
  const answered = () => {
    const name = Object.keys(pending?.wanted ?? {})[0];
    // the row can take focus only when its question is gone
    flushSync(() => setPending(null));
    if (name !== undefined) giveFocus(name as FeatureName);
  };
  return {
    pending,
    choose(name, value, gesture) {
      const wanted = { [name]: value } as Partial<Features>;
      const row = scenario.lanes[lane];
      const hindrance = row.features[name] === value ? null : hindranceTo(scenario, lane, wanted);
      setPending(hindrance === null ? null : { wanted, ...hindrance });
      if (hindrance !== null || row.features[name] === value) return;
      actions.setFeatures(lane, wanted, gesture === undefined ? undefined : `${gesture} ${lane}`);
    },
    agree() {
      if (pending !== null) actions.setFeatures(lane, { ...pending.obstacle.also, ...pending.wanted });
      answered();
    },
    keep: answered,
    onGestureEnd: actions.endGesture,
  };
}
