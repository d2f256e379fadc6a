// The address: a hash route, and behind its `?` the scenario, the playhead, playing and theme. Pure, both ways.
import type { Scenario } from '../../sim-core/index.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import type { AddressProblem } from '../ui/opening.ts';
import type { ThemeChoice } from '../ui/theme.ts';

export interface Address {
  /** What the scenario holds; `{}` is the lecture's case. */
  input: ScenarioInput;
  captureHash: string | null;
  /** Playhead in ns; null where the window opens. */
  tNs: number | null;
  play: boolean | null;
  theme: ThemeChoice | null;
  /** Everything that could not be used. */
  problems: AddressProblem[];
}

/** A year of simulated time is more than any run has, ns. */
const LATEST_NS = 3.2e16;

function readTime(text: string, problems: AddressProblem[]): number | null {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && value <= LATEST_NS) return Math.round(value * 1000) / 1000;
  problems.push({ kind: 'time' });
  return null;
}

/** Reader and writer come in their own chunks: most visits never read a link, and writing needs no schema. */
const codec = () => import('./codec.ts');
const encoder = () => import('./encoder.ts');

async function readScenario(text: string, address: Address): Promise<void> {
  try {
    const { decodeLink } = await codec();
    const link = decodeLink(text);
    address.input = link.input as ScenarioInput;
    address.captureHash = link.captureHash;
    address.problems.push(...link.problems);
  } catch {
    address.problems.push({ kind: 'noise' });
  }
}

/** Reads a location's hash. Whatever it holds, what is usable comes out. */
export async function readAddress(hash: string): Promise<Address> {
  const address: Address = { input: {}, captureHash: null, tNs: null, play: null, theme: null, problems: [] };
  const cut = hash.indexOf('?');
  const route = (cut < 0 ? hash : hash.slice(0, cut)).replace(/^#\/?/, '').replace(/\/$/, '');
  if (route !== '') address.problems.push({ kind: 'route', route: route.slice(0, 60) });
  const parameters = new URLSearchParams(cut < 0 ? '' : hash.slice(cut + 1));
  for (const [name, value] of parameters) {
    if (name === 's') await readScenario(value, address);
    else if (name === 't') address.tNs = readTime(value, address.problems);
    else if (name === 'play') {
      if (value === '0' || value === '1') address.play = value === '1';
      else address.problems.push({ kind: 'play' });
    } else if (name === 'theme') {
      if (value === 'light' || value === 'dark' || value === 'auto') address.theme = value;
      else address.problems.push({ kind: 'theme' });
    } else address.problems.push({ kind: 'unknown', name: name.slice(0, 40) });
  }
  return address;
}

export interface AddressState {
  scenario: Scenario;
  captureHash: string | null;
  tNs: number;
  playing: boolean;
  /** Null while nobody has chosen one. */
  theme: ThemeChoice | null;
}

/** Writes the hash that opens the Lab in this state; shorter parts first, nothing that is the default. */
export async function writeAddress(state: AddressState): Promise<string> {
  const { encodeLink } = await encoder();
  const parts: string[] = [];
  const s = encodeLink(state.scenario, state.captureHash);
  if (s !== '') parts.push(`s=${s}`);
  parts.push(`t=${Math.round(state.tNs * 1000) / 1000}`);
  parts.push(`play=${state.playing ? 1 : 0}`);
  if (state.theme !== null) parts.push(`theme=${state.theme}`);
  return `#/?${parts.join('&')}`;
}
