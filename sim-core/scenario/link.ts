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
import { DamagedLink } from './link-repair.ts';
import { readText, readValue } from './link-values.ts';
import { checksum, LINK_VERSION, SEPARATOR } from './link-write.ts';
import type { ScenarioInput } from './schema.ts';

const MOST_CHARACTERS = 20_000;
const MOST_ENTRIES = 1000;

/** What a link holds. `input` completes without complaint; `problems` name what was left out, one line each. */
export interface DecodedLink {
  input: ScenarioInput;
  /** SHA-256 of the capture that the link was made with, hexadecimal. */
  captureHash: string | null;
  problems: string[];
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

function fieldName(entry: string): string {
  const code = entry.slice(0, 2);
  const named = FIELD_CODES[code]?.[0] ?? FEATURE_CODES[code]?.[0];
  return named ?? (code === LANE_CODE ? 'lanes' : 'link');
}

/** Reads a link; never throws. What cannot be used is named and left out, the rest is kept. */
export function decodeLink(text: string): DecodedLink {
  const problems: string[] = [];
  if (text === '') return { input: {}, captureHash: null, problems };
  const [version, ...entries] = text.slice(0, MOST_CHARACTERS).split(SEPARATOR);
  if (version !== LINK_VERSION) {
    const what = /^\d+$/.test(version)
      ? `has version ${version.slice(0, 8)}, known is 1`
      : 'is not a scenario';
    return { input: {}, captureHash: null, problems: [`link ${what}; the default is shown`] };
  }
  const last = entries.length > 0 ? entries[entries.length - 1] : '';
  const check = last.startsWith(CHECK_CODE) ? entries.pop() : undefined;
  if (check !== CHECK_CODE + checksum([version, ...entries].join(SEPARATOR))) {
    problems.push('link: it was cut off or changed on its way; what could be read is shown');
  }
  const link = new DamagedLink();
  let captureHash: string | null = null;
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    if (entry.startsWith(HASH_CODE) && /^[0-9a-f]{8,64}$/.test(entry.slice(2))) captureHash = entry.slice(2);
    else if (!readEntry(link, entry)) {
      problems.push(
        `${fieldName(entry)}: ${JSON.stringify(entry.slice(0, 30))} cannot be read; it is left out`,
      );
    }
  }
  const input = link.repair((candidate) => completeScenario(candidate), problems);
  return { input, captureHash, problems };
}
