// A lane's title and subtitle: the preset's, or what has been changed in it.
import { UI } from '../i18n/en.ts';
import { type Features, type LaneScenario, PATHS } from '../../sim-core/index.ts';
import { type PathChoice, sharingFrom } from '../scene/floors.ts';
import { vmLetter } from '../scene/marks.ts';
import { CHIPS, type SwitchChip } from './chips.ts';

/** The preset's features. */
export function presetOf(lane: LaneScenario): Readonly<Features> {
  return (PATHS.find((path) => path.id === lane.preset) ?? PATHS[0]).features;
}

/** A lane named by its preset's id shows the preset's title, others their own name. */
export function laneTitle(lane: LaneScenario): string {
  if (lane.name !== lane.preset) return lane.name;
  return PATHS.find((path) => path.id === lane.preset)?.title ?? lane.name;
}

/** Where there is little room a long title is its first word. */
export function shortName(title: string, most = 7): string {
  return title.length <= most ? title : title.split(' ')[0].slice(0, 8);
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
