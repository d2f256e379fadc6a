// The link codec for the page's `s`: only what differs from the default, one short entry a field, so that damage to one
// entry costs that entry alone. Example: `1*to0.5*laddio*fw4*zz1k2j3`.
import { completeScenario } from './complete.ts';
import {
  CHECK_CODE,
  COST_CODE,
  FEATURE_CODES,
  FIELD_CODES,
  HASH_CODE,
  LANE_CODE,
  NAME_CODE,
} from './link-codes.ts';
import { DamagedLink, type LinkProblem } from './link-repair.ts';
import { readText, readValue } from './link-values.ts';
import { checksum, LINK_VERSION, SEPARATOR } from './link-write.ts';
import type { ScenarioInput } from './schema.ts';

const MOST_CHARACTERS = 20_000;
const MOST_ENTRIES = 1000;

/** What a link holds. `input` completes without complaint; `problems` name what was left out, and why. */
export interface DecodedLink {
  input: ScenarioInput;
  /** SHA-256 of the capture that the link was made with, hexadecimal. */
  captureHash: string | null;
  problems: LinkProblem[];
}

/** Reads one entry into the link under repair; false if it is damaged or unknown. */
function readEntry(link: DamagedLink, entry: string): boolean {
  const code = entry.slice(0, 2);
  const rest = entry.slice(2);
  if (code === LANE_CODE) return link.openLane(rest);
  if (code === NAME_CODE) return link.nameLane(readText(rest));
  if (code === COST_CODE) {
    const cut = rest.lastIndexOf('_');
    const name = cut < 0 ? undefined : readText(rest.slice(0, cut));
    return link.setCost(name, readValue('number', rest.slice(cut + 1)) as number | undefined);
  }
  if (Object.hasOwn(FEATURE_CODES, code)) {
    const [name, form] = FEATURE_CODES[code];
    return link.setFeature(name, readValue(form, rest));
  }
  if (!Object.hasOwn(FIELD_CODES, code)) return false;
  const [path, form] = FIELD_CODES[code];
  return link.setField(path, readValue(form, rest));
}

/** The parts of a link that are neither a field nor a feature. */
const OTHER_PARTS: Readonly<Record<string, string>> = {
  [LANE_CODE]: 'lanes',
  [NAME_CODE]: 'name',
  [COST_CODE]: 'costs',
  [HASH_CODE]: 'traffic.capture',
};

/** What an entry that cannot be read is about, and in which lane; 0 where it is in none. */
function unreadable(link: DamagedLink, entry: string): LinkProblem {
  const code = entry.slice(0, 2);
  const own = (table: Readonly<Record<string, unknown>>) => Object.hasOwn(table, code);
  const ofLane = own(FEATURE_CODES) || code === LANE_CODE || code === NAME_CODE;
  const part = own(FIELD_CODES)
    ? FIELD_CODES[code][0]
    : own(FEATURE_CODES)
      ? FEATURE_CODES[code][0]
      : own(OTHER_PARTS)
        ? OTHER_PARTS[code]
        : null;
  // it may be said on a line
  const said = entry.slice(0, 30).replace(/[\s\p{Cc}]+/gu, ' ');
  return { kind: 'unreadable', part, lane: ofLane ? link.lanesOpened : 0, entry: said };
}

/** Reads a link; never throws. What cannot be used is named and left out, the rest is kept. */
export function decodeLink(text: string): DecodedLink {
  const problems: LinkProblem[] = [];
  if (text === '') return { input: {}, captureHash: null, problems };
  const [version, ...entries] = text.slice(0, MOST_CHARACTERS).split(SEPARATOR);
  if (version !== LINK_VERSION) {
    const problem: LinkProblem = /^\d+$/.test(version)
      ? { kind: 'version', version: version.slice(0, 8), known: LINK_VERSION }
      : { kind: 'noise' };
    return { input: {}, captureHash: null, problems: [problem] };
  }
  const last = entries.length > 0 ? entries[entries.length - 1] : '';
  const check = last.startsWith(CHECK_CODE) ? entries.pop() : undefined;
  if (check !== CHECK_CODE + checksum([version, ...entries].join(SEPARATOR))) {
    problems.push({ kind: 'changed' });
  }
  const link = new DamagedLink();
  let captureHash: string | null = null;
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    if (entry.startsWith(HASH_CODE) && /^[0-9a-f]{8,64}$/.test(entry.slice(2))) captureHash = entry.slice(2);
    else if (!readEntry(link, entry)) problems.push(unreadable(link, entry));
  }
  const input = link.repair((candidate) => completeScenario(candidate), problems);
  return { input, captureHash, problems };
}
