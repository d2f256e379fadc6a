// One packet, every lane: its intervals from the last bit on the wire to its end, as bars with an inspector or as a table; on a phone one lane.
import '../styles/fates.css';
import { type KeyboardEvent, useState } from 'react';
import { K, type LaneStore, type Scenario, type Waterfall } from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { UI } from '../i18n/en.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { count } from '../ui/format.ts';
import { Scroll } from '../ui/scroll.tsx';
import { useBudget } from './budget.ts';
import { Fates } from './packet-fates.tsx';
import { Inspector } from './packet-inspector.tsx';
import { PacketSheet } from './packet-sheet.tsx';
import { PacketTable } from './packet-table.tsx';
import { PacketTurns } from './packet-turns.tsx';
import { type LaneFate, stepAt, useFates } from './use-fates.ts';
import { useLayout } from './use-plate.ts';

export interface PacketPanelProps {
  packet: number;
  /** Lane in which it was pressed; −1 for none. */
  from: number;
  scenario: Scenario;
  readers: () => readonly LaneReader[];
  /** The first lane on the screen, and how another gets there. */
  shownLane: number;
  onLane: (lane: number) => void;
  onClose: () => void;
  onPacket: (packet: number) => void;
}

/** A phone has room for one lane at a time. */
export default function PacketPanel(props: PacketPanelProps) {
  return useLayout() === 'one' ? <PacketSheet {...props} /> : <EveryLane {...props} />;
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

/** Step shown first otherwise: the longest piece of work, for that is what the packet's time goes into. */
function tellingStep(fall: Waterfall | null): number {
  if (fall === null) return 0;
  return fall.segments.reduce((best, segment, i) => {
    const length = (s: typeof segment) => (s.shape === 'service' ? s.toPs - s.fromPs : -1);
    return length(segment) > length(fall.segments[best]) ? i : best;
  }, 0);
}

function EveryLane({ packet, from, scenario, readers, onClose, onPacket }: PacketPanelProps) {
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
      after={<PacketTurns first {...{ packet, vm, following, onPacket }} />}
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
