// Invariants of cores, interrupts and copies that a trace shows (H5, H10, H11, H13, H15, H31).
import { NONE } from '../trace/chunk.ts';
import { EXIT_REASON, K, KINDS } from '../trace/kinds.ts';
import { type CheckInput, Findings, firstServed } from './check.ts';

/** H5: a lane without copies copies nothing; one with copies copies a packet to its VM at most once. */
export function copies(input: CheckInput): Findings {
  const found = new Findings('H5', 'The host copies exactly what this lane copies.');
  const { store, features } = input;
  const { records } = store;
  const onHost = input.workload === 'drop-host' || input.workload === 'forward-host';
  for (let r = records.first; r < records.end; r++) {
    const kind = records.kind(r);
    if (kind === K.packetDelivered) found.checkedCount++;
    const served = records.vm(r) !== NONE && records.vm(r) >= firstServed(input);
    if (kind === K.copyFinished && ((features.copy === 'none' && !served) || onHost)) {
      found.violated(`packet ${records.packet(r)} is copied by the host`);
    }
    const copiesOnce = features.copy === 'cpu' || served;
    if (kind !== K.packetDelivered || !copiesOnce || onHost || input.workload !== 'receive') continue;
    // a copy that was interrupted leaves several records in a row
    let runs = 0;
    let next = -1;
    for (let q = store.packets.lastRecord(records.packet(r)); q >= 0; q = records.previous(q)) {
      if (records.kind(q) === K.copyFinished && next !== K.copyFinished) runs++;
      next = records.kind(q);
    }
    const replicated = store.packets.lastRecord(records.packet(r)) === r && records.vm(r) === NONE;
    if (runs !== 1 && !replicated) found.violated(`packet ${records.packet(r)} was copied ${runs} times`);
  }
  return found;
}

function exitsForInterrupt({ store }: CheckInput, r: number): boolean {
  const { records } = store;
  return records.kind(r) === K.vmExited && records.arg(r) === EXIT_REASON.externalInterrupt;
}

/** Core on which the host serves a shared virtual function, as its interrupts show; −1 if there is none. */
function servedCore(input: CheckInput): number {
  const { records } = input.store;
  const queue = firstServed(input) - 1;
  const list = input.store.kindList(K.interruptRaised);
  for (let p = list.base; p < list.end; p++) {
    if (records.queue(list.at(p)) === queue) return records.core(list.at(p));
  }
  return -1;
}

/** H10: a lane that polls has neither interrupts nor exits for packets. */
export function pollingIsQuiet(input: CheckInput): Findings {
  const found = new Findings('H10', 'A lane that polls raises no interrupt and causes no exit.');
  if (input.features.notify !== 'poll') return found;
  const { records } = input.store;
  const served = servedCore(input);
  for (let r = records.first; r < records.end; r++) {
    found.checkedCount++;
    const kind = records.kind(r);
    const ofShared = records.queue(r) === firstServed(input) - 1;
    if (kind === K.interruptRaised && !ofShared) found.violated(`an interrupt at ${records.t(r)} ps`);
    const ticked = !input.features.isolated;
    if (!ticked && records.core(r) !== served && exitsForInterrupt(input, r)) {
      found.violated(`an exit for an interrupt at ${records.t(r)} ps`);
    }
  }
  return found;
}

/** H11: interrupts of a vector keep their least gap unless urgent, none while masked, no more than packets. */
export function throttled(input: CheckInput): Findings {
  const found = new Findings(
    'H11',
    'Interrupts of a vector keep their distance, and none comes while masked.',
  );
  const { store } = input;
  const gapPs = input.features.itr_us * 1e6;
  const lastPs = new Float64Array(256).fill(-1);
  const masked = new Uint8Array(256);
  let raised = 0;
  let landed = 0;
  for (let p = store.events.base; p < store.events.end; p++) {
    const code = store.events.at(p);
    if ((code & 1) === 1) continue;
    const r = code >> 1;
    const kind = store.records.kind(r);
    const vector = store.records.queue(r);
    if (kind === K.descriptorWritten) landed++;
    else if (kind === K.interruptMasked) masked[vector] = 1;
    else if (kind === K.interruptUnmasked) masked[vector] = 0;
    if (kind !== K.interruptRaised) continue;
    found.checkedCount++;
    const t = store.records.t(r);
    const urgent = store.records.arg(r) === 1;
    if (masked[vector] === 1) found.violated(`vector ${vector} fires at ${t} ps while masked`);
    if (!urgent && lastPs[vector] >= 0 && t - lastPs[vector] < gapPs) {
      found.violated(`vector ${vector} fires at ${t} ps, ${t - lastPs[vector]} ps after the last`);
    }
    lastPs[vector] = t;
    raised++;
    if (raised > landed) found.violated(`${raised} interrupts for ${landed} packets at ${t} ps`);
  }
  return found;
}

/** H13: a passed-through device with posted interrupts makes no exits for them. */
export function postedWithoutExits(input: CheckInput): Findings {
  const found = new Findings('H13', 'Posted interrupts of a passed-through device cause no exit.');
  const { vnic, delivery, isolated } = input.features;
  if (vnic !== 'passthrough' || delivery !== 'posted' || !isolated) return found;
  const list = input.store.kindList(K.vmExited);
  found.checkedCount = input.store.kindList(K.packetArrived).end;
  const served = servedCore(input);
  for (let p = list.base; p < list.end; p++) {
    const r = list.at(p);
    if (input.store.records.core(r) !== served && exitsForInterrupt(input, r)) {
      found.violated(`an exit for an interrupt at ${input.store.records.t(r)} ps`);
    }
  }
  return found;
}

/** H15: a core does one thing at a time, for somebody. */
export function coresDoOneThing(input: CheckInput): Findings {
  const found = new Findings('H15', 'A core does one thing at a time, and every stretch has an owner.');
  const { records } = input.store;
  const until = new Float64Array(256).fill(0);
  for (let r = records.first; r < records.end; r++) {
    const kind = records.kind(r);
    if (KINDS[kind].shape !== 'work') continue;
    found.checkedCount++;
    const core = records.core(r);
    if (core === NONE) found.violated(`${KINDS[kind].name} at ${records.t(r)} ps is on no core`);
    else if (records.t(r) < until[core]) {
      found.violated(
        `core ${core}: ${KINDS[kind].name} at ${records.t(r)} ps begins before the last work ended`,
      );
    }
    if (records.context(r) === 0) found.violated(`${KINDS[kind].name} at ${records.t(r)} ps has no context`);
    until[core] = records.endPs(r);
  }
  return found;
}

/** H31 (the part a trace shows): without DDIO no DMA goes to the cache. */
export function placement(input: CheckInput): Findings {
  const found = new Findings('H31', 'DMA goes to the cache only where this lane lets it.');
  const { records } = input.store;
  for (let r = records.first; r < records.end; r++) {
    const kind = records.kind(r);
    if (kind !== K.dmaWrittenDram && kind !== K.dmaWrittenCache) continue;
    found.checkedCount++;
    if (kind === K.dmaWrittenCache && input.features.placement !== 'ddio') {
      found.violated(`packet ${records.packet(r)} is written to the cache`);
    }
  }
  return found;
}
