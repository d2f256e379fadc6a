// Invariants of packets: conservation, one end each, order, causality, and time that adds up (H1, H2, H4, H6 to H9, H18).
import { DROP_CAUSES, K, KINDS } from '../trace/kinds.ts';
import { counterIndex, FIRST_REPLICA, LaneState } from '../trace/lane-state.ts';
import { packetRecords, segmentsOf } from '../trace/waterfall.ts';
import { type CheckInput, Findings, firstServed } from './check.ts';

const ARRIVED = counterIndex('arrived');
const REPLICATED = counterIndex('replicated');

/** Numbers of all packets and replicas in the trace, in order of arrival. */
function* packetsOf(input: CheckInput): Generator<number> {
  const { store } = input;
  for (let r = store.records.first; r < store.records.end; r++) {
    const kind = store.records.kind(r);
    if (kind === K.packetArrived || kind === K.packetReplicated) yield store.records.packet(r);
  }
}

/** H1: at every event what has arrived is delivered, dropped or somewhere in the lane, and queues hold what stands in them. */
export function conservation(input: CheckInput): Findings {
  const found = new Findings('H1', 'At every event: arrived = delivered + dropped + in flight.');
  const { store } = input;
  const state = new LaneState();
  for (let p = store.events.base; p < store.events.end; p++) {
    const code = store.events.at(p);
    state.apply(store.records, code >> 1, (code & 1) === 1);
    found.checkedCount++;
    const known = state.counters[ARRIVED] + state.counters[REPLICATED];
    if (known !== state.endCount + state.count) {
      found.violated(
        `${store.codePs(code)} ps: ${known} arrived, ${state.endCount} ended, ${state.count} in flight`,
      );
      return found;
    }
  }
  for (let k = 0; k < state.entered.length; k++) {
    let standing = 0;
    for (let s = 0; s < state.count; s++) if (state.key[s] === k) standing++;
    if (standing !== state.entered[k] - state.left[k])
      found.violated(`queue ${k} does not hold what it should`);
  }
  return found;
}

/** H2: exactly one end a packet, after its arrival; none missing once the lane has drained. */
export function oneEnd(input: CheckInput): Findings {
  const found = new Findings('H2', 'Every packet ends exactly once.');
  const { records } = input.store;
  const state = new Map<number, number>();
  for (let r = records.first; r < records.end; r++) {
    const kind = records.kind(r);
    const packet = records.packet(r);
    if (kind === K.packetArrived || kind === K.packetReplicated) {
      found.checkedCount++;
      if (state.has(packet)) found.violated(`packet ${packet} arrives twice`);
      state.set(packet, 0);
    } else if (kind === K.packetDelivered || kind === K.packetDropped) {
      const ends = state.get(packet);
      if (ends === undefined) found.violated(`packet ${packet} ends without having arrived`);
      else if (ends > 0) found.violated(`packet ${packet} ends ${ends + 1} times`);
      state.set(packet, (ends ?? 0) + 1);
    }
  }
  if (input.drained) {
    for (const [packet, ends] of state) if (ends === 0) found.violated(`packet ${packet} never ends`);
  }
  return found;
}

/** Whether a lane has the place where this cause drops. */
function causeIsLegal(cause: string, input: CheckInput): boolean {
  const f = input.features;
  const onHost = input.workload === 'drop-host' || input.workload === 'forward-host';
  switch (cause) {
    case 'nic_no_descriptor':
      return f.drop_enable;
    case 'backlog_full':
      return f.notify === 'interrupt' && f.stack === 'kernel';
    case 'vm_queue_full':
      return !onHost && (f.vnic !== 'passthrough' || firstServed(input) <= input.vms);
    case 'socket_full':
      return !onHost && f.stack === 'kernel' && input.workload !== 'forward-vm';
    case 'tx_full':
      return f.pipeline || (input.workload !== 'receive' && input.workload !== 'drop-host');
    case 'upcall_full':
      return f.vswitch === 'ovs-kernel' || f.vswitch === 'ovs-dpdk';
    default:
      return true;
  }
}

/** H4: packets are dropped only where this lane can drop. */
export function legalDrops(input: CheckInput): Findings {
  const found = new Findings('H4', 'Every drop has a cause that this lane can have.');
  const { store } = input;
  const list = store.kindList(K.packetDropped);
  for (let p = list.base; p < list.end; p++) {
    const r = list.at(p);
    const cause = DROP_CAUSES[store.records.arg(r)];
    found.checkedCount++;
    if (cause === undefined || !causeIsLegal(cause, input)) {
      found.violated(`packet ${store.records.packet(r)} is dropped for ${cause ?? store.records.arg(r)}`);
    }
  }
  return found;
}

/** H6: packets of one VM that came through one queue are delivered in the order in which they came. */
export function fifo(input: CheckInput): Findings {
  const found = new Findings(
    'H6',
    'Packets of one VM and queue are delivered in the order of their arrival.',
  );
  if (input.features.pipeline) return found;
  const { store } = input;
  const queueOf = new Map<number, number>();
  const last = new Map<number, number>();
  for (let p = store.events.base; p < store.events.end; p++) {
    const code = store.events.at(p);
    const r = code >> 1;
    if ((code & 1) === 1) continue;
    const kind = store.records.kind(r);
    const packet = store.records.packet(r);
    if (kind === K.descriptorWritten) queueOf.set(packet, store.records.queue(r));
    // a packet that went up to the switch's daemon is overtaken by those that found a rule meanwhile
    if (kind === K.packetDropped || kind === K.upcallQueued) queueOf.delete(packet);
    // a frame for everybody ends with its last replica, and which of them get through differs from frame to frame
    if (kind === K.packetReplicated) queueOf.delete(store.records.arg(r));
    if (kind !== K.packetDelivered || packet >= FIRST_REPLICA) continue;
    const queue = queueOf.get(packet);
    queueOf.delete(packet);
    if (queue === undefined) continue;
    const key = queue * 256 + store.records.vm(r);
    found.checkedCount++;
    if (packet < (last.get(key) ?? -1)) {
      found.violated(`packet ${packet} is delivered after packet ${last.get(key)}`);
    }
    last.set(key, packet);
  }
  return found;
}

/** Steps that a packet passes at most once and in this order on its way in. */
const STEPS: readonly number[] = [
  K.packetArrived,
  K.packetReplicated,
  K.packetClassified,
  K.dmaWrittenDram,
  K.dmaWrittenCache,
  K.descriptorWritten,
  K.backlogQueued,
  K.switchDecided,
  K.tapQueued,
  K.copyFinished,
  K.vringQueued,
  K.stackReceived,
  K.socketQueued,
  K.guestCopied,
];
const STEP_RANK = new Int8Array(KINDS.length).fill(-1);
for (const [rank, kind] of STEPS.entries()) STEP_RANK[kind] = rank;
/** With these the way out begins, where steps come again in another order. */
const TURNS_BACK: readonly number[] = [
  K.applicationFinished,
  K.stackSent,
  K.stackForwarded,
  K.transmitQueued,
  K.mbufSent,
];

/** H7: a packet's steps come in the order of its way; what is delivered has arrived, landed and been worked on. */
export function causalOrder(input: CheckInput): Findings {
  const found = new Findings('H7', 'A packet takes its steps in order and skips none that it needs.');
  for (const packet of packetsOf(input)) {
    found.checkedCount++;
    let rank = -1;
    let landed = false;
    let worked = false;
    let endedPs = -1;
    for (const r of packetRecords(input.store, packet)) {
      if (r.kind === K.packetDelivered || r.kind === K.packetDropped) {
        endedPs = r.tPs;
        if (r.kind === K.packetDelivered && packet < FIRST_REPLICA && !(landed && worked)) {
          const replicated = input.store.records.vm(r.number) === 255;
          if (!replicated)
            found.violated(`packet ${packet} is delivered without having landed and been worked on`);
        }
        break;
      }
      if (r.kind === K.descriptorWritten) landed = true;
      if (KINDS[r.kind].shape === 'work') worked = true;
      if (TURNS_BACK.includes(r.kind)) rank = STEPS.length;
      const own = STEP_RANK[r.kind];
      if (own < 0 || rank === STEPS.length) continue;
      if (own < rank)
        found.violated(`packet ${packet}: ${KINDS[r.kind].name} at ${r.tPs} ps is out of order`);
      rank = own;
    }
    if (endedPs < 0 && input.drained) found.violated(`packet ${packet} has no end`);
  }
  return found;
}

/** H8: the last bits of two frames are never closer than the later one's time on the wire. */
export function wireSpeed(input: CheckInput): Findings {
  const found = new Findings('H8', 'Frames never arrive faster than the line.');
  const { store } = input;
  const list = store.kindList(K.packetArrived);
  for (let p = list.base + 1; p < list.end; p++) {
    const r = list.at(p);
    const gap = store.records.t(r) - store.records.t(list.at(p - 1));
    found.checkedCount++;
    const wire = ((store.records.arg(r) + 20) * 8000) / input.linkGbps;
    if (gap < wire) found.violated(`packet ${store.records.packet(r)} comes ${gap} ps after its predecessor`);
  }
  return found;
}

/** The host makes the replicas for a VM whose queue the NIC does not have, or has for another VM too. */
function madeBySoftware({ features, vms }: CheckInput, vm: number): boolean {
  const { classify, vfs } = features;
  return classify === 'software' || (classify === 'sriov' && vfs < vms && vm > vfs);
}

/** H9: no core works on a packet before its descriptor is visible. */
export function visibleFirst(input: CheckInput): Findings {
  const found = new Findings('H9', 'No core touches a packet before its descriptor has been written back.');
  for (const packet of packetsOf(input)) {
    let visiblePs = -1;
    for (const r of packetRecords(input.store, packet)) {
      if (r.kind === K.descriptorWritten) visiblePs = r.tPs;
      // a replica that software makes is born visible
      if (r.kind === K.packetReplicated && madeBySoftware(input, r.vm)) visiblePs = r.tPs;
      if (KINDS[r.kind].shape !== 'work') continue;
      found.checkedCount++;
      if (visiblePs >= 0 && r.tPs >= visiblePs) continue;
      found.violated(`packet ${packet}: ${KINDS[r.kind].name} at ${r.tPs} ps comes before its descriptor`);
      break;
    }
  }
  return found;
}

/** H18: a packet's waits and services tile the time from its arrival to its end. */
export function latencyAddsUp(input: CheckInput): Findings {
  const found = new Findings(
    'H18',
    "A packet's waits and services add up to its latency, without gap or overlap.",
  );
  for (const packet of packetsOf(input)) {
    const w = segmentsOf(input.store, packet, input.ghz);
    if (w === null || w.endedPs < 0) continue;
    found.checkedCount++;
    let at = w.arrivedPs;
    for (const s of w.segments) {
      if (s.fromPs !== at) found.violated(`packet ${packet}: a gap at ${at} ps`);
      at = s.toPs;
    }
    if (at !== w.endedPs)
      found.violated(`packet ${packet}: segments end at ${at} ps, it ends at ${w.endedPs} ps`);
    if (w.overlapping) found.violated(`packet ${packet}: two records serve it at once`);
  }
  return found;
}
