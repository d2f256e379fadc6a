// What was wrong with a link in sentences: which part, and what the page did instead. Pure functions.
import type { Dropped } from '../../sim-core/index.ts';
import { FEATURE_WORDS } from '../i18n/en-features.ts';
import { INSTEAD, LINK_WORDS } from '../i18n/en-link.ts';
import { type FieldWords, MACHINE_FIELDS } from '../i18n/en-machine.ts';
import { constantName } from './constant-name.ts';
import type { AddressProblem } from '../ui/opening.ts';

/** Fields that the machine's drawer calls something else than the scenario does. */
const FIELD_NAMES: Readonly<Record<string, keyof typeof MACHINE_FIELDS>> = {
  'workload.kind': 'work',
  'stop.packets': 'stop',
  'stop.duration_ns': 'stop',
  'warmup.packets': 'warmup',
  'warmup.duration_ns': 'warmup',
};

/** The drawer's words for a field of the scenario; undefined for what is not in it, and for whole groups. */
function fieldOf(path: string): FieldWords | undefined {
  const whole = path.replace(/\[.*$/, '');
  const name = FIELD_NAMES[whole] ?? whole.slice(whole.lastIndexOf('.') + 1);
  return Object.hasOwn(MACHINE_FIELDS, name)
    ? MACHINE_FIELDS[name as keyof typeof MACHINE_FIELDS]
    : undefined;
}

function featureOf(name: string): string | undefined {
  return Object.hasOwn(FEATURE_WORDS, name)
    ? FEATURE_WORDS[name as keyof typeof FEATURE_WORDS].label
    : undefined;
}

/** A part of a link in words, by its path in the scenario; `lane` is 0 where it is in none. */
export function partName(path: string, lane: number): string {
  const own = path.replace(/^lanes\[\d+\]\.?/, '').replace(/^features\./, '');
  if (lane > 0) {
    if (own === '' || own === 'lanes' || own === 'preset') return LINK_WORDS.lane(lane);
    const name = own === 'name' ? LINK_WORDS.laneName : (featureOf(own) ?? LINK_WORDS.features);
    return LINK_WORDS.ofLane(name, lane);
  }
  if (path === 'costs') return LINK_WORDS.whatIf;
  if (path.startsWith('costs.')) return capital(constantName(path.slice('costs.'.length)));
  if (path.startsWith('traffic.capture')) return LINK_WORDS.capture;
  if (path.startsWith('lanes')) return LINK_WORDS.lanes;
  return fieldOf(path)?.label ?? LINK_WORDS.scenario;
}

/** What is so in place of a part that could not be read. */
function insteadOf(part: string, lane: number): Dropped {
  if (part === 'lanes') return 'lane';
  if (part === 'name') return 'name';
  if (lane > 0) return 'feature';
  return part === 'costs' ? 'constant' : 'field';
}

function refusal(problem: AddressProblem & { kind: 'refused' }): string {
  const { where, lane, dropped, remedy } = problem;
  const range = lane === 0 ? fieldOf(where)?.range : undefined;
  const reason = range === undefined ? LINK_WORDS.reason(problem.problem, remedy) : lead(range);
  return LINK_WORDS.refused(partName(where, lane), reason, INSTEAD[dropped]);
}

function capital(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

/** A sentence as it stands within another. */
function lead(sentence: string): string {
  return `${sentence[0].toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** A sentence about a problem. */
export function problemWords(problem: AddressProblem): string {
  switch (problem.kind) {
    case 'noise':
    case 'changed':
    case 'time':
    case 'late':
    case 'play':
    case 'theme':
      return LINK_WORDS[problem.kind];
    case 'version':
      return LINK_WORDS.version(problem.version, problem.known);
    case 'route':
      return LINK_WORDS.route(problem.route);
    case 'unknown':
      return LINK_WORDS.unknown(problem.name);
    case 'unreadable': {
      const { part, lane, entry } = problem;
      if (part === null) return LINK_WORDS.unknown(entry);
      return LINK_WORDS.unreadable(partName(part, lane), INSTEAD[insteadOf(part, lane)]);
    }
    case 'refused':
      return refusal(problem);
  }
}

/** Whether it is about something in a lane that could not be read itself: it went with the lane. */
function isWithinLost(problem: AddressProblem, all: readonly AddressProblem[]): boolean {
  if (problem.kind !== 'unreadable' || problem.lane === 0 || problem.part === 'lanes') return false;
  return all.some(
    (each) => each.kind === 'unreadable' && each.part === 'lanes' && each.lane === problem.lane,
  );
}

/** Said one by one at most; the others are counted. */
const MOST_SAID = 4;

/** All problems in sentences; of many the first, and how many more there are. */
export function problemSentences(all: readonly AddressProblem[]): string[] {
  const problems = all.filter((problem) => !isWithinLost(problem, all));
  const said = problems.length > MOST_SAID ? problems.slice(0, MOST_SAID - 1) : problems;
  const more = problems.length - said.length;
  return [...said.map(problemWords), ...(more > 0 ? [LINK_WORDS.more(more)] : [])];
}
