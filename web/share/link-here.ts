// A link that opens the page at what it shows.
import type { Scenario } from '../../sim-core/protocol/index.ts';
import type { Lab } from '../stores/lab.ts';
import { writeAddress } from './address.ts';

/** What runs once the edits on their way do; at once where nobody will run them. */
export function scenarioAsked({ store }: Pick<Lab, 'store'>): Promise<Scenario | null> {
  return new Promise((resolve) => {
    let unhook = () => {};
    const look = ({ input, ran, status, scenario }: ReturnType<typeof store.getState>) => {
      if (input !== ran && status !== 'dead') return false;
      unhook();
      resolve(scenario);
      return true;
    };
    if (!look(store.getState())) unhook = store.subscribe(look);
  });
}

export async function linkHere(lab: Lab, scenario: Scenario, tPs: number): Promise<string> {
  const { capture } = lab.store.getState();
  const state = { scenario, captureHash: capture?.hash ?? null, tNs: tPs / 1000 };
  const hash = await writeAddress({ ...state, playing: false, theme: null });
  return window.location.href.replace(/#.*$/, '') + hash;
}
