// What the 99th percentile of the delay is made of: its packet's time, cut in three that add up, and each VM's slowest packet.
import {
  LaneCursor,
  type LaneStore,
  RECENT_PACKETS,
  type Waterfall,
  waterfall,
} from '../../sim-core/index.ts';
import { quantileIndex, recentDelays } from '../scene/delays.ts';
import { lengthOf, waitWords, zonesOf } from './packet-steps.ts';

/** Waits that are named; the others are summed up. */
const NAMED_WAITS = 3;

export interface DelayParts {
  packet: number;
  /** Whose it is, from 1. */
  vm: number;
  /** In the NIC and its DMA, waiting for software, and being worked on, ps: together its delay. */
  entryPs: number;
  waitsPs: number;
  workedPs: number;
  /** The longest waits first, by what they were for; words empty: all others. */
  waits: readonly { words: string; ps: number }[];
  /** By VM: deliveries among the last 256, and how long the slowest took, ps. In order of the VMs. */
  byVm: readonly { vm: number; packets: number; slowestPs: number }[];
}

const delays = new Float64Array(RECENT_PACKETS);
/** Numbers of the deliveries' records. */
const deliveries = new Float64Array(RECENT_PACKETS);

/** Of the packet at share `q` (0…1) of the last 256 deliveries until `tPs`; null without deliveries, or where the trace lacks it. */
export function delayPartsOf(store: LaneStore, tPs: number, ghz: number, q: number): DelayParts | null {
  const count = recentDelays(store, tPs, delays, deliveries);
  if (count === 0) return null;
  const wanted = delays.slice(0, count).sort()[quantileIndex(count, q)];
  const packet = store.records.packet(deliveries[delays.indexOf(wanted)]);
  const fall = waterfall(new LaneCursor(store), packet, ghz);
  if (fall === null) return null;
  const zones = zonesOf(fall);
  const after = [...zones.waits, ...zones.handled];
  return {
    packet,
    vm: fall.vm,
    entryPs: lengthOf(fall, zones.entry),
    waitsPs: lengthOf(fall, after, 'wait'),
    workedPs: lengthOf(fall, after, 'service'),
    waits: waitsOf(fall, after),
    byVm: slowestByVm(store, count),
  };
}

function waitsOf(fall: Waterfall, indices: readonly number[]): { words: string; ps: number }[] {
  const sums = new Map<string, number>();
  for (const i of indices) {
    const segment = fall.segments[i];
    if (segment.shape !== 'wait') continue;
    const { name } = waitWords(segment);
    sums.set(name, (sums.get(name) ?? 0) + segment.toPs - segment.fromPs);
  }
  const all = [...sums].map(([words, ps]) => ({ words, ps })).sort((a, b) => b.ps - a.ps);
  const named = all.slice(0, NAMED_WAITS);
  const others = all.slice(NAMED_WAITS).reduce((sum, { ps }) => sum + ps, 0);
  return others > 0 ? [...named, { words: '', ps: others }] : named;
}

/** Of the first `count` of `deliveries` and `delays`. */
function slowestByVm(store: LaneStore, count: number): DelayParts['byVm'] {
  const found = new Map<number, { vm: number; packets: number; slowestPs: number }>();
  for (let i = 0; i < count; i++) {
    const vm = store.records.vm(deliveries[i]);
    const its = found.get(vm) ?? { vm, packets: 0, slowestPs: 0 };
    its.packets++;
    its.slowestPs = Math.max(its.slowestPs, delays[i]);
    found.set(vm, its);
  }
  return [...found.values()].sort((a, b) => a.vm - b.vm);
}
