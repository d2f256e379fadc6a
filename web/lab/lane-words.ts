// A lane's title and subtitle: the preset's, or what has been changed in it.
import { UI } from '../i18n/en.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import { type Features, type LaneScenario, PATHS } from '../../sim-core/index.ts';
import { type PathChoice, sharingFrom } from '../scene/floors.ts';
import { vmLetter } from '../scene/marks.ts';
import { CHIPS, type SwitchChip } from './chips.ts';

/** The preset's features. */
export function presetOf(lane: LaneScenario): Readonly<Features> {
  return (PATHS.find((path) => path.id === lane.preset) ?? PATHS[0]).features;
}

/** A lane named by its preset's id shows the preset's title, others their own name. */
export function laneTitle(lane: Pick<LaneScenario, 'name' | 'preset'>): string {
  if (lane.name !== lane.preset) return lane.name;
  return PATHS.find((path) => path.id === lane.preset)?.title ?? lane.name;
}

/** Longest first word of a short name; what is longer is cut. */
const LONGEST_WORD = 8;

/** Where there is little room: as many words of a long title as fit, without articles and the like; one at least. */
export function shortName(title: string, most = 7): string {
  if (title.length <= most) return title;
  // a copy is told from its original by its number
  const number = /(?<=.) \d+$/.exec(title)?.[0] ?? '';
  if (number !== '') return shortName(title.slice(0, -number.length), most - number.length) + number;
  const little = LANE_WORDS.little.split(' ');
  const words = title.split(' ');
  const telling = words.filter((word) => !little.includes(word.toLowerCase()));
  const [first, ...more] = telling.length > 0 ? telling : words;
  let short = first.slice(0, Math.max(most, LONGEST_WORD));
  for (const word of more) {
    if (`${short} ${word}`.replace(/[,;:]$/, '').length > most) break;
    short += ` ${word}`;
  }
  return short.replace(/[,;:]$/, '');
}

/** Feature names that differ from the preset. */
export function changesOf(lane: LaneScenario): (keyof Features)[] {
  const preset = presetOf(lane);
  return (Object.keys(preset) as (keyof Features)[]).filter((name) => preset[name] !== lane.features[name]);
}

/** What a reader would not expect of the lane's path: a switch in software, VMs without a function of their own; or ''. */
function detour({ features }: LaneScenario, path: PathChoice): string {
  const from = sharingFrom(features, path);
  if (from > 0) return UI.lane.sharedFunction(vmLetter(from), vmLetter(path.traffic.vms));
  if (features.vswitch === 'ovs-kernel') return UI.lane.ovsKernel;
  return features.vswitch === 'ovs-dpdk' ? UI.lane.ovsUser : '';
}

/** The ladder's step in one phrase; once changed: its detour, "SR-IOV without DDIO", or how many features differ. */
export function laneSubtitle(lane: LaneScenario, choice: PathChoice): string {
  const around = detour(lane, choice);
  if (around !== '') return around;
  const path = PATHS.find((candidate) => candidate.id === lane.preset) ?? PATHS[0];
  const changes = changesOf(lane);
  if (changes.length === 0) return path.subtitle;
  const flipped = (Object.keys(CHIPS) as SwitchChip[]).filter(
    (chip) => CHIPS[chip].isOn(path.features) !== CHIPS[chip].isOn(lane.features),
  );
  if (flipped.length === 0) {
    return changes.length === 1 ? UI.lane.oneChanged : UI.lane.severalChanged(changes.length);
  }
  const gone = flipped.filter((chip) => CHIPS[chip].isOn(path.features)).map((chip) => CHIPS[chip].label);
  const added = flipped.filter((chip) => !CHIPS[chip].isOn(path.features)).map((chip) => CHIPS[chip].label);
  const without = gone.length > 0 ? UI.lane.without(gone.join(', ')) : '';
  const plus = added.length > 0 ? UI.lane.with(added.join(', ')) : '';
  const title = path.id === 'trap' ? UI.lane.trap : path.title;
  // a lane without what it is named for: its name stands above
  return gone.includes(title)
    ? [without, plus].filter((words) => words !== '').join(' ')
    : [title, without, plus].filter((words) => words !== '').join(' ');
}
