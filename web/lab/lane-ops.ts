// What can be done with a lane as a whole, from its menu, its drawer, keys or the map; says what was done.
import { useMemo, useRef } from 'react';
import type { Features, PresetId, Scenario } from '../../sim-core/index.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import type { ChipId, SwitchChip } from '../scene/chip-id.ts';
import type { Lab } from '../stores/lab.ts';
import { freeName, lanesOf, MOST_LANES, nameOf } from '../stores/scenario-input.ts';
import { useLab } from '../stores/use-lab.ts';
import { flip, type Patch } from './chips.ts';
import { laneTitle, shortName } from './lane-words.ts';
import type { Surface } from './surfaces.tsx';

export interface LaneOps {
  /** Calls back once no edit of the lanes is on its way: till then a lane's place is not where it will be. */
  settled(then: () => void): void;
  /** Opens the drawer of a lane's features, or closes it. */
  features(lane: number): void;
  menu(lane: number): void;
  rename(lane: number): void;
  /** Ends renaming; an empty name is the preset's, null leaves the name. */
  name(lane: number, name: string | null): void;
  duplicate(lane: number): void;
  /** To another place; the drawer goes with it. */
  move(from: number, to: number): void;
  reset(lane: number): void;
  add(after: number, preset: PresetId): void;
  remove(lane: number): void;
  /** Sets features where that is possible, else asks at `chip`, where it was wanted. */
  set(lane: number, features: Patch, chip: ChipId): void;
  /** Presses a chip: what it sets depends on what has been asked for before, whether it runs or not. */
  flip(lane: number, chip: SwitchChip): void;
}

/** Longest name in what is said of a lane: the axis has one line for it. */
const IN_WORDS = 12;

export interface LaneOpsOptions {
  scenario: Scenario;
  surface: Surface;
  setSurface: (surface: Surface) => void;
  /** Focus to a lane, scrolled into view. */
  focusLane: (lane: number) => void;
}

/** Calls back once all that is asked for runs; never if it is refused. */
function onceRunning(lab: Lab, then: () => void): void {
  const { runId, refusal } = lab.store.getState();
  const unhook = lab.store.subscribe((state) => {
    // another edit's run is not the one meant
    if (state.input !== state.ran || (state.runId === runId && state.refusal === refusal)) return;
    unhook();
    if (state.runId !== runId) then();
  });
}

function settled(lab: Lab, then: () => void): void {
  const { input, scenario } = lab.store.getState();
  const wanted = lanesOf(input, scenario).map(nameOf).join('\n');
  if (wanted === scenario?.lanes.map(nameOf).join('\n')) then();
  // focus goes to the lane that came before the next key is for it
  else onceRunning(lab, () => setTimeout(() => settled(lab, then)));
}

function laneOps(lab: Lab, latest: { readonly current: LaneOpsOptions }): LaneOps {
  const { actions } = lab;
  const now = () => latest.current;
  const titleOf = (lane: number) => laneTitle(now().scenario.lanes[lane]);
  const named = (lane: number) => shortName(titleOf(lane), IN_WORDS);
  const count = () => now().scenario.lanes.length;
  /** Says what has been done when it can be seen. */
  const sayOnce = (words: string, aside?: string) => onceRunning(lab, () => actions.say(words, aside));
  const set = async (at: number, patch: (features: Features) => Patch, chip: ChipId) => {
    const { name } = now().scenario.lanes[at];
    // nobody needs the rules before a first press: they come in a chunk of their own
    const { askedOf, hindranceTo } = await import('./ways.ts');
    const { setSurface, surface } = now();
    const scenario = askedOf(now().scenario, lab.store.getState().input);
    // lanes may have come or gone meanwhile
    const lane = scenario.lanes.findIndex((each) => each.name === name);
    if (lane < 0) return;
    const wanted = patch(scenario.lanes[lane].features);
    const hindrance = hindranceTo(scenario, lane, wanted);
    if (hindrance !== null) return setSurface({ kind: 'impossible', lane, chip, wanted, ...hindrance });
    if (surface?.kind === 'impossible') setSurface(null);
    actions.setFeatures(lane, wanted);
  };
  return {
    settled: (then) => settled(lab, then),
    features(lane) {
      const { surface, setSurface } = now();
      const open = surface?.kind === 'features' && surface.lane === lane;
      setSurface(open ? null : { kind: 'features', lane });
    },
    menu: (lane) => now().setSurface({ kind: 'lane-menu', lane }),
    rename: (lane) => now().setSurface({ kind: 'rename', lane }),
    name(lane, name) {
      if (now().surface?.kind === 'rename') now().setSurface(null);
      if (name !== null && name.trim() !== titleOf(lane)) actions.renameLane(lane, name);
    },
    duplicate(lane) {
      if (count() >= MOST_LANES) return actions.say(LANE_WORDS.full);
      const { lanes } = now().scenario;
      const title = freeName(titleOf(lane), lanes);
      const free = title === titleOf(lane) ? `${title} 2` : title;
      sayOnce(LANE_WORDS.added(shortName(free, IN_WORDS), lane + 2));
      actions.duplicateLane(lane, free);
    },
    move(from, to) {
      if (to < 0 || to >= count() || from === to) return;
      sayOnce(LANE_WORDS.moved(named(from), to + 1, count()));
      const { surface, focusLane } = now();
      const inDrawer = surface?.kind === 'features' && surface.lane === from;
      // lanes that change places lose focus: it is given once they stand
      if (!inDrawer) onceRunning(lab, () => setTimeout(() => focusLane(to)));
      actions.moveLane(from, to);
    },
    reset: (lane) => actions.resetLane(lane),
    add(after, preset) {
      if (count() >= MOST_LANES) return actions.say(LANE_WORDS.full);
      const title = shortName(laneTitle({ name: preset, preset }), IN_WORDS);
      sayOnce(LANE_WORDS.added(title, after + 2));
      actions.addLane(after, { preset });
    },
    remove(lane) {
      if (count() === 1) return actions.say(LANE_WORDS.last);
      sayOnce(LANE_WORDS.removed(named(lane)), LANE_WORDS.undoBrings);
      const { surface, setSurface } = now();
      if (surface !== null && 'lane' in surface) setSurface(null);
      actions.removeLane(lane);
    },
    set: (lane, features, chip) => void set(lane, () => features, chip),
    flip: (lane, chip) => void set(lane, (features) => flip(chip, features), chip),
  };
}

export function useLaneOps(options: LaneOpsOptions): LaneOps {
  const lab = useLab();
  const latest = useRef(options);
  latest.current = options;
  return useMemo(() => laneOps(lab, latest), [lab]);
}
