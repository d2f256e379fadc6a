// A right trace passes every check, and for each check there is a trace that it, and no other reason, finds wrong.
import { expect, test } from 'vitest';
import { NONE } from '../trace/chunk.ts';
import { CTX, DROP, EXIT_REASON, K } from '../trace/kinds.ts';
import { LaneStore } from '../trace/store.ts';
import { instant, traceOf, work, writeLane } from '../trace/synthetic-for-test.ts';
import type { TraceWriter } from '../trace/writer.ts';
import type { CheckFeatures, CheckInput, CheckResult } from './check.ts';
import { CHECKS, checkTrace, violationsIn } from './invariants.ts';

const POLLING: CheckFeatures = {
  classify: 'sriov',
  vnic: 'passthrough',
  vswitch: 'none',
  copy: 'none',
  notify: 'poll',
  delivery: 'posted',
  stack: 'userspace',
  placement: 'dram',
  itr_us: 0,
  drop_enable: true,
  pipeline: false,
  vfs: 63,
  isolated: true,
};
const KERNEL: CheckFeatures = {
  ...POLLING,
  classify: 'software',
  vnic: 'vhost-net',
  vswitch: 'bridge',
  copy: 'cpu',
  notify: 'napi',
  delivery: 'exit',
  stack: 'kernel',
  itr_us: 50,
};

function input(
  write: (w: TraceWriter) => void,
  features = POLLING,
  more: Partial<CheckInput> = {},
): CheckInput {
  const store = new LaneStore(0);
  for (const c of traceOf(write)) store.append(c);
  return { store, features, workload: 'receive', vms: 3, ghz: 3, linkGbps: 10, drained: true, ...more };
}
function failing(of: CheckInput): string[] {
  return checkTrace(of)
    .filter((r) => r.violationCount > 0)
    .map((r) => r.id);
}
function result(id: string, of: CheckInput): CheckResult {
  return checkTrace(of).find((r) => r.id === id)!;
}

/** One packet through the path with a host's copy, its steps at given times; `change` may leave out or add records. */
function oneCopied(w: TraceWriter, packet: number, at: number, copied = true): void {
  instant(w, K.packetArrived, at, packet, 64, 1);
  w.record(K.dmaWrittenDram, at, 1000, packet, 1, NONE, 1, 0, CTX.none);
  instant(w, K.descriptorWritten, at + 1000, packet, 1, 1, 0);
  work(w, K.switchDecided, at + 2000, 500, packet, 0, 1, 0, CTX.hypervisor);
  instant(w, K.tapQueued, at + 2500, packet, 1, 1);
  if (copied) work(w, K.copyFinished, at + 3000, 500, packet, 0, 1, 0, CTX.hypervisor);
  instant(w, K.vringQueued, at + 3500, packet, 1, 1);
  work(w, K.stackReceived, at + 4000, 500, packet);
  instant(w, K.socketQueued, at + 4500, packet, 1, 1);
  work(w, K.applicationFinished, at + 5000, 500, packet, 0, 1, 0, CTX.application);
  instant(w, K.packetDelivered, at + 5500, packet, 64, 1);
}

test('a right trace passes, and every check that concerns it has looked at something', () => {
  const results = checkTrace(input((w) => writeLane(w, 3000)));
  expect(violationsIn(results)).toEqual([]);
  expect(results).toHaveLength(CHECKS.length);
  expect(new Set(results.map((r) => r.id)).size).toBe(CHECKS.length);
  for (const r of results) if (r.id !== 'H11') expect(r.checkedCount).toBeGreaterThan(0);
  const copied = input((w) => {
    for (let p = 0; p < 50; p++) oneCopied(w, p, (p + 1) * 67200);
  }, KERNEL);
  expect(violationsIn(checkTrace(copied))).toEqual([]);
});

test('H1 and H2 find a packet that ends twice, or ends without having come', () => {
  const twice = input((w) => {
    writeLane(w, 10);
    instant(w, K.packetDelivered, 9e6, 3, 64, 1);
  });
  expect(failing(twice)).toEqual(['H1', 'H2']);
  const unknown = input((w) => instant(w, K.packetDropped, 9e6, 3, DROP.notForUs));
  expect(result('H2', unknown).violations[0]).toContain('without having arrived');
});

test('H2 and H7 find a packet that never ends, once the lane is drained', () => {
  const stuck = (w: TraceWriter): void => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
  };
  expect(failing(input(stuck))).toEqual(['H2', 'H7']);
  expect(failing(input(stuck, POLLING, { drained: false }))).toEqual([]);
});

test('H4 finds drops that the lane has no place for', () => {
  const dropped = (cause: number) => (w: TraceWriter) => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
    instant(w, K.packetDropped, 67200, 0, cause, 1);
  };
  const illegal = (cause: number, features: CheckFeatures): boolean =>
    failing(input(dropped(cause), features)).includes('H4');
  expect(illegal(DROP.vmQueueFull, POLLING)).toBe(true);
  expect(illegal(DROP.vmQueueFull, KERNEL)).toBe(false);
  expect(illegal(DROP.nicNoDescriptor, { ...POLLING, drop_enable: false })).toBe(true);
  expect(illegal(DROP.socketFull, POLLING)).toBe(true);
  expect(illegal(DROP.upcallFull, KERNEL)).toBe(true);
  expect(illegal(DROP.txFull, KERNEL)).toBe(true);
  expect(illegal(DROP.backlogFull, KERNEL)).toBe(true);
  expect(illegal(DROP.notForUs, POLLING)).toBe(false);
});

test('H5 finds copies where none should be, and their lack where each packet needs one', () => {
  expect(failing(input((w) => oneCopied(w, 0, 67200), { ...KERNEL, copy: 'none' }))).toEqual(['H5']);
  expect(failing(input((w) => oneCopied(w, 0, 67200, false), KERNEL))).toEqual(['H5']);
});

test('H6 finds packets that overtake', () => {
  const overtaking = input((w) => {
    for (const p of [0, 1]) {
      instant(w, K.packetArrived, (p + 1) * 67200, p, 64, 1);
      instant(w, K.descriptorWritten, (p + 1) * 67200 + 100, p, 1, 1, 0);
    }
    for (const [i, p] of [1, 0].entries()) {
      work(w, K.mbufReceived, 200000 + i * 1000, 500, p, 0, 1, 0, CTX.poll);
      instant(w, K.packetDelivered, 200600 + i * 1000, p, 64, 1);
    }
  });
  expect(failing(overtaking)).toEqual(['H6']);
});

test('H7 finds steps out of order and deliveries that never landed', () => {
  const swapped = input((w) => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
    instant(w, K.descriptorWritten, 68000, 0, 1, 1, 0);
    instant(w, K.socketQueued, 69000, 0, 1, 1);
    work(w, K.stackReceived, 70000, 500, 0);
    instant(w, K.packetDelivered, 71000, 0, 64, 1);
  });
  expect(failing(swapped)).toEqual(['H7']);
  const magic = input((w) => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
    instant(w, K.packetDelivered, 71000, 0, 64, 1);
  });
  expect(failing(magic)).toEqual(['H7']);
});

test('H8 finds frames faster than the line', () => {
  const of = input((w) => writeLane(w, 100), POLLING, { linkGbps: 5 });
  expect(failing(of)).toEqual(['H8']);
});

test('H9 finds work on a packet that software cannot see yet, and H23 that it is in two places', () => {
  const early = input((w) => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
    work(w, K.mbufReceived, 67300, 500, 0, 0, 1, 0, CTX.poll);
    instant(w, K.descriptorWritten, 67500, 0, 1, 1, 0);
    instant(w, K.packetDelivered, 71000, 0, 64, 1);
  });
  expect(failing(early)).toEqual(['H9', 'H23']);
});

test('H10 and H13 find interrupts and exits where there must be none', () => {
  const interrupted = (w: TraceWriter): void => {
    writeLane(w, 10);
    instant(w, K.interruptRaised, 9e6, -1, 0, 1, 0, 0);
  };
  expect(failing(input(interrupted))).toEqual(['H10']);
  const exited = (w: TraceWriter): void => {
    writeLane(w, 10);
    w.record(K.vmExited, 9e6, 500, -1, EXIT_REASON.externalInterrupt, 0, 1, NONE, CTX.hypervisor);
  };
  expect(failing(input(exited))).toEqual(['H10', 'H13']);
  expect(failing(input(exited, { ...POLLING, delivery: 'exit', notify: 'napi' }))).toEqual([]);
});

test('H11 finds interrupts too close, while masked, or more than packets', () => {
  const firing = (times: number[], urgent: number, mask: boolean) => (w: TraceWriter) => {
    writeLane(w, 10);
    for (const t of times) {
      instant(w, K.interruptRaised, t, -1, urgent, 1, 0, 0);
      if (mask) instant(w, K.interruptMasked, t, -1, 0, 1, 0, 0);
    }
  };
  const features = { ...POLLING, notify: 'napi', itr_us: 50 };
  expect(failing(input(firing([9e7, 13e7], 0, false), features))).toEqual(['H11']);
  expect(failing(input(firing([9e7, 14e7], 0, false), features))).toEqual([]);
  expect(failing(input(firing([9e7, 13e7], 1, false), features))).toEqual([]);
  expect(failing(input(firing([9e7, 14e7], 0, true), features))).toEqual(['H11']);
  const many = Array.from({ length: 11 }, (_, i) => (i + 1) * 5e7);
  expect(failing(input(firing(many, 0, false), features))).toEqual(['H11']);
});

test('H15 finds a core that does two things at once, or something for nobody', () => {
  const double = input((w) => {
    writeLane(w, 10);
    work(w, K.contextSwitched, 9e6, 500, -1, 0, 1, NONE, CTX.hypervisor);
    work(w, K.contextSwitched, 9e6 + 499, 500, -1, 0, 1, NONE, CTX.hypervisor);
  });
  expect(failing(double)).toEqual(['H15']);
  const nobody = input((w) => {
    writeLane(w, 10);
    work(w, K.contextSwitched, 9e6, 500, -1, 0, 1, NONE, CTX.none);
  });
  expect(failing(nobody)).toEqual(['H15']);
});

test('H18 finds a packet that two cores serve at once', () => {
  const both = input((w) => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
    instant(w, K.descriptorWritten, 68000, 0, 1, 1, 0);
    work(w, K.mbufReceived, 69000, 500, 0, 0);
    work(w, K.mbufReceived, 69400, 500, 0, 1);
    instant(w, K.packetDelivered, 71000, 0, 64, 1);
  });
  expect(failing(both)).toEqual(['H18']);
});

test('H31 finds DMA into the cache where it goes to memory', () => {
  const cached = (w: TraceWriter): void => {
    instant(w, K.packetArrived, 67200, 0, 64, 1);
    w.record(K.dmaWrittenCache, 67200, 500, 0, 1, NONE, 1, 0, CTX.none);
    instant(w, K.descriptorWritten, 67700, 0, 1, 1, 0);
    work(w, K.mbufReceived, 69000, 500, 0);
    instant(w, K.packetDelivered, 71000, 0, 64, 1);
  };
  expect(failing(input(cached))).toEqual(['H31']);
  expect(failing(input(cached, { ...POLLING, placement: 'ddio' }))).toEqual([]);
});
