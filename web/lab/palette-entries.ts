// Everything the command palette can do now: commands, lanes to focus, and every feature of the focused lane. Pure.
import type { Features, Scenario } from '../../sim-core/index.ts';
import { COMMAND_GROUPS, type Command, COMMANDS, type CommandTarget } from '../commands/registry.ts';
import { COMMAND_WORDS } from '../i18n/en-commands.ts';
import { FEATURE_WORDS } from '../i18n/en-features.ts';
import { KEYS, PALETTE } from '../i18n/en-palette.ts';
import { type FeatureRow, featureRows } from './feature-rows.ts';
import { laneTitle } from './lane-words.ts';

export interface PaletteEntry {
  id: string;
  group: string;
  label: string;
  /** Right column: the present value, or the key. */
  aside: string;
  /** Other words by which it is found. */
  words: readonly string[];
  run: () => void;
}

export interface PaletteOptions {
  scenario: Scenario;
  /** Lane that had focus when the palette opened. */
  lane: number;
  target: CommandTarget;
  setFeature: (lane: number, features: Partial<Features>) => void;
  openFeatures: (lane: number) => void;
}

/** Commands that mean nothing once the palette is open, or that the lanes' own entries say better. */
const LEFT_OUT: readonly string[] = ['palette', 'close', 'lane', 'packet-time'];

function commandEntry(command: Command, group: string, target: CommandTarget): PaletteEntry {
  return {
    id: command.id,
    group,
    label: COMMAND_WORDS[command.id],
    aside: command.shown.join(' '),
    words: [command.id],
    run: () => command.run(target, command.keys[0]),
  };
}

function valueText(row: FeatureRow, value: Features[keyof Features]): string {
  if (typeof value === 'boolean') return value ? PALETTE.on : PALETTE.off;
  const unit = row.control.kind === 'number' && row.control.unit !== '' ? ` ${row.control.unit}` : '';
  return `${FEATURE_WORDS[row.name].values?.[String(value)] ?? value}${unit}`;
}

function featureEntry(row: FeatureRow, group: string, options: PaletteOptions): PaletteEntry {
  const { scenario, lane } = options;
  const value = scenario.lanes[lane].features[row.name];
  const { label, says } = FEATURE_WORDS[row.name];
  const toggles = typeof value === 'boolean';
  return {
    id: `feature-${row.name}`,
    group,
    label: toggles ? PALETTE.turn(label, !value, lane + 1) : PALETTE.feature(label, lane + 1),
    aside: valueText(row, value),
    words: [row.name, row.name.replaceAll('_', ' '), says],
    run: toggles ? () => options.setFeature(lane, { [row.name]: !value }) : () => options.openFeatures(lane),
  };
}

/** All entries, the focused lane's first. */
export function paletteEntries(options: PaletteOptions): PaletteEntry[] {
  const { scenario, lane, target } = options;
  const own = PALETTE.lane(lane + 1, laneTitle(scenario.lanes[lane]));
  const usable = COMMANDS.filter((command) => !LEFT_OUT.includes(command.id));
  const inLane = usable
    .filter(({ group }) => group === 'Lanes')
    .map((each) => commandEntry(each, own, target));
  const features = featureRows(scenario).map((row) => featureEntry(row, own, options));
  const rest = COMMAND_GROUPS.filter((group) => group !== 'Lanes').flatMap((group) =>
    usable
      .filter((each) => each.group === group)
      .map((each) => commandEntry(each, KEYS.groups[group], target)),
  );
  const lanes = scenario.lanes.map((each, i) => ({
    id: `focus-${i}`,
    group: KEYS.groups.Lanes,
    label: PALETTE.focusLane(i + 1, laneTitle(each)),
    aside: i < 9 ? String(i + 1) : '',
    words: [each.preset],
    run: () => target.focusLane(i),
  }));
  return [...inLane, ...features, ...rest, ...lanes];
}
