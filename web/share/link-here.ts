// A link that opens the page at what it shows.
import type { Scenario } from '../../sim-core/protocol/index.ts';
import type { Lab } from '../stores/lab.ts';
import { writeAddress } from './address.ts';

export async function linkHere(lab: Lab, scenario: Scenario, tPs: number): Promise<string> {
  const { capture } = lab.store.getState();
  const state = { scenario, captureHash: capture?.hash ?? null, tNs: tPs / 1000 };
  const hash = await writeAddress({ ...state, playing: false, theme: null });
  return window.location.href.replace(/#.*$/, '') + hash;
}
