// One packet, every lane: its intervals from the last bit on the wire to its end, as bars with an inspector or as a table.
import '../styles/fates.css';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import {
  type Batch,
  batchOf,
  K,
  LaneCursor,
  type LaneStore,
  type Scenario,
  vmName,
  type Waterfall,
  waterfall,
} from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { UI } from '../i18n/en.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab, useTraceGrowth } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { count } from '../ui/format.ts';
import { Scroll } from '../ui/scroll.tsx';
import { useBudget } from './budget.ts';
import { laneTitle } from './lane-words.ts';
import { Fates } from './packet-fates.tsx';
import { Inspector } from './packet-inspector.tsx';
import { PacketTable } from './packet-table.tsx';

export interface PacketPanelProps {
  packet: number;
  /** Lane in which it was pressed; −1 for none. */
  from: number;
  scenario: Scenario;
  readers: () => readonly LaneReader[];
  onClose: () => void;
  onPacket: (packet: number) => void;
}

export interface LaneFate {
  title: string;
  fall: Waterfall | null;
  batch: Batch | null;
  store: LaneStore | null;
}

/** The fates of a packet; kept once all lanes know its end, for no trace that comes later changes them. */
function useFates({
  packet,
  scenario,
  readers,
}: Pick<PacketPanelProps, 'packet' | 'scenario' | 'readers'>): LaneFate[] {
  const growth = useTraceGrowth();
  const done = useRef<{ packet: number; scenario: Scenario; fates: LaneFate[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth means that the trace has more of this packet
  return useMemo<LaneFate[]>(() => {
    const kept = done.current;
    if (kept !== null && kept.packet === packet && kept.scenario === scenario) return kept.fates;
    const all = readers();
    const found = scenario.lanes.map((lane, i) => {
      const store = all[i]?.store ?? null;
      return {
        title: laneTitle(lane),
        store,
        fall: store === null ? null : waterfall(new LaneCursor(store), packet, scenario.machine.ghz),
        batch: store === null ? null : batchOf(store, packet),
      };
    });
    if (found.every(({ fall }) => fall !== null && fall.endedPs >= 0))
      done.current = { packet, scenario, fates: found };
    return found;
  }, [packet, scenario, readers, growth]);
}

/** The next packet for the same VM in the first lane's trace; −1 if it is not there yet. */
function nextOfVm(store: LaneStore | null, packet: number, vm: number): number {
  if (store === null) return -1;
  const list = store.kindList(K.packetArrived);
  for (let p = list.base; p < list.end; p++) {
    const r = list.at(p);
    if (store.records.packet(r) > packet && store.records.vm(r) === vm) return store.records.packet(r);
  }
  return -1;
}

/** What the packet is in at a time, where its lane has been pressed; −1 without. */
function stepAt(fall: Waterfall | null, tPs: number): number {
  return fall === null ? -1 : fall.segments.findLastIndex(({ fromPs, toPs }) => fromPs <= tPs && tPs < toPs);
}

/** Step shown first otherwise: the longest piece of work, for that is what the packet's time goes into. */
function tellingStep(fall: Waterfall | null): number {
  if (fall === null) return 0;
  return fall.segments.reduce((best, segment, i) => {
    const length = (s: typeof segment) => (s.shape === 'service' ? s.toPs - s.fromPs : -1);
    return length(segment) > length(fall.segments[best]) ? i : best;
  }, 0);
}

export default function PacketPanel({
  packet,
  from,
  scenario,
  readers,
  onClose,
  onPacket,
}: PacketPanelProps) {
  const { playback } = useLab();
  const fates = useFates({ packet, scenario, readers });
  const packetNs = useBudget(scenario).ns;
  const [table, setTable] = useState(false);
  const [chosen, setChosen] = useState<{ packet: number; lane: number; step: number } | null>(null);
  const known = fates.findIndex(({ fall }) => fall !== null);
  const pressed = fates[from]?.fall == null ? -1 : from;
  // who goes on to the next packet stays in the lane
  const asked = chosen?.lane ?? pressed;
  const lane = fates[asked]?.fall == null ? Math.max(0, known) : asked;
  const { fall, store } = fates[lane];
  const [openedPs] = useState(() => playback.tPs);
  const now = lane === pressed && chosen === null ? stepAt(fall, openedPs) : -1;
  const step = chosen?.packet === packet ? chosen.step : now >= 0 ? now : tellingStep(fall);
  const vm = fates[known]?.fall?.vm ?? 0;
  const choose = (toLane: number, toStep: number) => setChosen({ packet, lane: toLane, step: toStep });
  const following = nextOfVm(fates[known]?.store ?? null, packet, vm);
  const turn = (event: KeyboardEvent) => {
    const to = turned(event.key, { fates, lane, step });
    if (to !== null) choose(to.lane, to.step);
    else if (event.key === ']') onPacket(packet + 1);
    else if (event.key === '[' && packet > 0) onPacket(packet - 1);
    else if (event.key === 'n' && following >= 0) onPacket(following);
    else return;
    event.preventDefault();
  };
  return (
    <BottomDrawer
      title={
        <>
          <Badge vm={vm} size="1.4em" /> {FATES.title(count(packet), lanesWord(fates.length))}
        </>
      }
      label={FATES.name}
      after={<Steps packet={packet} vm={vm} following={following} onPacket={onPacket} />}
      tools={
        <button type="button" className="btn small" aria-pressed={table} onClick={() => setTable(!table)}>
          {FATES.table}
        </button>
      }
      onKeyDown={turn}
      onClose={onClose}
    >
      <div className={table ? 'fates-body table' : 'fates-body'}>
        {!table && <Fates {...{ fates, packetNs, lane, step }} onStep={choose} />}
        {!table && fall !== null && store !== null && (
          <Inspector {...{ fall, store, lane, step, packetNs }} onStep={(to) => choose(lane, to)} />
        )}
        <div className={table ? 'fates-table' : 'fates-table sr'}>
          <Scroll label={UI.packet.caption}>
            <PacketTable fates={fates} />
          </Scroll>
        </div>
      </div>
    </BottomDrawer>
  );
}

const lanesWord = (n: number) => FATES.lanes[n] ?? FATES.manyLanes(n);

interface StepsProps {
  packet: number;
  vm: number;
  following: number;
  onPacket: (packet: number) => void;
}

function Steps({ packet, vm, following, onPacket }: StepsProps) {
  return (
    <span className="fates-steps">
      <button
        type="button"
        className="btn small"
        data-first
        aria-label={FATES.previous}
        aria-disabled={packet === 0}
        onClick={() => packet > 0 && onPacket(packet - 1)}
      >
        <ArrowLeft size="1.1em" aria-hidden="true" /> {packet > 0 ? count(packet - 1) : '–'}
      </button>
      <button
        type="button"
        className="btn small"
        aria-label={FATES.next}
        onClick={() => onPacket(packet + 1)}
      >
        {count(packet + 1)} <ArrowRight size="1.1em" aria-hidden="true" />
      </button>
      {following >= 0 && (
        <button type="button" className="btn small plain" onClick={() => onPacket(following)}>
          {FATES.nextOfVm(vmName(vm))}
        </button>
      )}
    </span>
  );
}

/** Where an arrow leads from a lane's step; null if it is no arrow or leads nowhere. */
export function turned(
  key: string,
  { fates, lane, step }: { fates: readonly Pick<LaneFate, 'fall'>[]; lane: number; step: number },
): { lane: number; step: number } | null {
  const steps = fates[lane].fall?.segments.length ?? 0;
  if (key === 'ArrowRight' && step < steps - 1) return { lane, step: step + 1 };
  if (key === 'ArrowLeft' && step > 0) return { lane, step: step - 1 };
  const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  for (let to = lane + by; by !== 0 && to >= 0 && to < fates.length; to += by) {
    const there = fates[to].fall;
    if (there !== null) return { lane: to, step: Math.min(step, there.segments.length - 1) };
  }
  return null;
}
