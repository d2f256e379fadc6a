// What a change made of a lane, in figures and words: cycles, packet times, floors, packets, delay. Pure functions.
import type { Features, Scenario } from '../../sim-core/index.ts';
import { FEATURE_WORDS } from '../i18n/en-features.ts';
import { GHOST_FLOORS, GHOST_WORDS, NO_DIFFERENCE } from '../i18n/en-ghost.ts';
import { type Floor, floorsOf, type FloorId, withoutVms } from '../scene/floors.ts';
import type { SwitchChip } from '../scene/chip-id.ts';
import { count, mpps, roundToSum, significant } from '../ui/format.ts';
import { CHIPS } from './chips.ts';
import { type Bill, type LaneFigures, misleads, printedTotal } from './figures.ts';

export interface Difference {
  /** Whole cycles a packet, equal to the sum of the floors'. */
  cycles: number;
  floors: readonly (readonly [FloorId, number])[];
  /** Nothing that is printed differs. */
  none: boolean;
}

/** Now less before. */
export function differenceOf(
  now: { figures: LaneFigures; floors: readonly Floor[] },
  before: { figures: LaneFigures; floors: readonly Floor[] },
): Difference | null {
  if (now.figures.bill === null || before.figures.bill === null) return null;
  const sums = (run: { floors: readonly Floor[] }, bill: Bill) =>
    new Map(
      run.floors.map((floor) => [floor.id, floor.parts.reduce((sum, part) => sum + bill.parts[part], 0)]),
    );
  const [a, b] = [sums(now, now.figures.bill), sums(before, before.figures.bill)];
  const ids = [...a.keys()];
  // rounded after subtracting, so that what is said adds up
  const rounded = roundToSum(ids.map((id) => (a.get(id) ?? 0) - (b.get(id) ?? 0)));
  const floors = ids.map((id, i) => [id, rounded[i]] as const);
  const cycles = rounded.reduce((sum, value) => sum + value, 0);
  const { figures: f } = now;
  const { figures: g } = before;
  const none =
    floors.every(([, d]) => d === 0) &&
    f.delivered === g.delivered &&
    f.dropped === g.dropped &&
    f.p99Ns === g.p99Ns;
  return {
    cycles,
    floors: floors.filter(([, d]) => d !== 0).sort((x, y) => Math.abs(y[1]) - Math.abs(x[1])),
    none,
  };
}

/** "−460", "+120". */
export function signed(n: number): string {
  return n > 0 ? `+${count(n)}` : count(n);
}

function percentOf(part: number, whole: number): string {
  const percent = (Math.abs(part) / whole) * 100;
  return `${percent > 0 && percent < 1 ? '<1' : significant(percent, percent >= 100 ? 3 : 2)} %`;
}

/** "−460 cycles, 23 %". */
export function cyclesWords({ cycles }: Difference, before: Bill): string {
  return GHOST_WORDS.cycles(signed(cycles), percentOf(cycles, Math.max(1, printedTotal(before))));
}

/** "2.3 packet times less", or "45 % of a packet time more", as the gauge draws both bills; empty without a difference. */
export function timesWords(now: Bill, before: Bill): string {
  const change = now.budgetUsed - before.budgetUsed;
  const times = Math.abs(change);
  if (times === 0) return '';
  if (times >= 1) return GHOST_WORDS.packetTimes(significant(times), change < 0);
  return GHOST_WORDS.ofOne(percentOf(times, 1), change < 0);
}

/** "Overall 16×, was 33×": what the lane costs over the run, where the last packets of either run are a bad sample; else empty. */
export function overallWords(now: Bill, before: Bill): string {
  if (now.overall === null || before.overall === null) return '';
  if (!misleads(now) && !misleads(before)) return '';
  return GHOST_WORDS.overall(significant(now.overall), significant(before.overall));
}

/** "DRAM −480, kernel −100, cache +120": adds up to the difference; those behind the first `most` in one sum. */
export function floorWords({ floors }: Difference, most = Infinity): string {
  // a single floor is said by its name, that is no longer
  const named = floors.length <= most + 1 ? floors : floors.slice(0, most);
  const words = named.map(([id, cycles]) => `${GHOST_FLOORS[id]} ${signed(cycles)}`).join(', ');
  const others = floors.slice(named.length);
  if (others.length === 0) return words;
  const rest = others.reduce((sum, [, cycles]) => sum + cycles, 0);
  return `${words} ${GHOST_WORDS.moreFloors(others.length, signed(rest))}`;
}

function changeWords(now: number, before: number): string {
  if (now === before) return GHOST_WORDS.same;
  if (before === 0) return GHOST_WORDS.newly;
  if (now === 0) return GHOST_WORDS.none;
  return `${now > before ? '+' : '−'}${percentOf(now - before, before)}`;
}

/** "Delivered +30 %, dropped −3 %, p99 −23 %". */
export function trafficWords(now: LaneFigures, before: LaneFigures): string {
  const parts = [GHOST_WORDS.delivered(changeWords(now.delivered, before.delivered))];
  if (now.dropped > 0 || before.dropped > 0)
    parts.push(GHOST_WORDS.dropped(changeWords(now.dropped, before.dropped)));
  if (now.p99Ns !== null && before.p99Ns !== null)
    parts.push(GHOST_WORDS.delay(changeWords(now.p99Ns, before.p99Ns)));
  const words = parts.join(', ');
  return words[0].toUpperCase() + words.slice(1);
}

/** "Delivered 4.64 Mpps, was 3.91"; empty where either is not known. */
export function deliveredWords(now: LaneFigures, before: LaneFigures): string {
  if (now.deliveredPps === null || before.deliveredPps === null) return '';
  return GHOST_WORDS.deliveredFrom(mpps(now.deliveredPps), mpps(before.deliveredPps));
}

/** Deliveries that a comparison is early before: guests take turns of some hundreds each. */
const EARLY = 1000;

/** "After only 255 packets:", where either run has hardly begun; else empty. */
export function earlyWords(now: LaneFigures, before: LaneFigures): string {
  const few = Math.min(now.delivered, before.delivered);
  return few < EARLY ? GHOST_WORDS.early(count(few)) : '';
}

/** Features that differ between two lanes. */
export function changedFeatures(a: Features, b: Features): (keyof Features)[] {
  return (Object.keys(a) as (keyof Features)[]).filter((name) => a[name] !== b[name]);
}

/** What was changed, chips by their name: "DDIO on, 20 µs". */
export function changeNames(now: Features, before: Features): string[] {
  const chips = (Object.keys(CHIPS) as SwitchChip[]).filter(
    (chip) => CHIPS[chip].isOn(now) !== CHIPS[chip].isOn(before),
  );
  const covered = new Set(
    chips.flatMap((chip) => [...Object.keys(CHIPS[chip].on), ...Object.keys(CHIPS[chip].off)]),
  );
  const rest = changedFeatures(now, before).filter((name) => !covered.has(name));
  return [
    ...chips.map((chip) => GHOST_WORDS[CHIPS[chip].isOn(now) ? 'on' : 'off'](CHIPS[chip].label)),
    ...rest.map((name) => `${FEATURE_WORDS[name].label.toLowerCase()} ${said(now[name])}`),
  ];
}

/** What is so again after an undo: "DDIO is off", "ring size is 512". */
export function againWords(now: Features, undone: Features): string {
  const chips = (Object.keys(CHIPS) as SwitchChip[]).filter(
    (chip) => CHIPS[chip].isOn(now) !== CHIPS[chip].isOn(undone),
  );
  if (chips.length > 0) {
    return chips
      .map((chip) => GHOST_WORDS[CHIPS[chip].isOn(now) ? 'isOn' : 'isOff'](CHIPS[chip].label))
      .join(', ');
  }
  const names = changedFeatures(now, undone);
  if (names.length !== 1) return GHOST_WORDS.several(names.length);
  return GHOST_WORDS.isAt(FEATURE_WORDS[names[0]].label.toLowerCase(), said(now[names[0]]));
}

function said(value: Features[keyof Features]): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

const POLL_FEATURES = ['batch_wait', 'poll_cores', 'isolated', 'pipeline', 'ring_mode', 'mempool'];
const SWITCH_FEATURES = ['emc', 'megaflows'];
const SENDING_FEATURES = ['tx_reclaim', 'free_unsent'];
const RING_FEATURES = ['ring_size', 'drop_enable'];
const PAGE_FEATURES = ['guest_page', 'host_page', 'prefault', 'paging', 'iommu', 'vfs'];
const GUEST_FEATURES = [
  'classify',
  'vnic',
  'copy',
  'delivery',
  'affinity',
  'paging',
  'guest_page',
  'vfs',
  'iommu',
];

/** Why it made no difference. */
export function whyNone(now: Features, before: Features, scenario: Scenario, figures: LaneFigures): string {
  const names = changedFeatures(now, before);
  const all = (list: readonly string[]) => names.every((name) => list.includes(name));
  const { kind } = scenario.workload;
  if (withoutVms(kind) && all(GUEST_FEATURES)) return NO_DIFFERENCE.unused;
  if (now.notify !== 'poll' && now.vswitch !== 'ovs-dpdk' && all(POLL_FEATURES))
    return NO_DIFFERENCE.noPolling;
  if (now.vswitch !== 'ovs-kernel' && now.vswitch !== 'ovs-dpdk' && all(SWITCH_FEATURES))
    return NO_DIFFERENCE.noSwitch;
  if (now.notify === 'poll' && all(['itr_us', 'lli', 'delivery', 'msix'])) return NO_DIFFERENCE.noInterrupts;
  if ((kind === 'receive' || kind === 'drop-host') && all(SENDING_FEATURES)) return NO_DIFFERENCE.nothingSent;
  if (all(['lli']) && scenario.traffic.priority_share === 0) return NO_DIFFERENCE.noPriority;
  if (all(RING_FEATURES) && figures.dropped === 0) return NO_DIFFERENCE.neverFull;
  if (all(['ddio_ways'])) return now.placement === 'ddio' ? NO_DIFFERENCE.ways : NO_DIFFERENCE.memory;
  if (all(PAGE_FEATURES)) return NO_DIFFERENCE.pages;
  return NO_DIFFERENCE.same;
}

/** The floors of a lane that ran with these features. */
export function floorsLike(features: Features, scenario: Scenario): Floor[] {
  return floorsOf(features, scenario);
}
