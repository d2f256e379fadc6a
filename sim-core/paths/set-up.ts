// What a lane did before time zero, from its features: functions enabled, memory pinned, mailbox, vectors, queues, pools.
import type { Recorder } from '../hardware/fabric.ts';
import type { ReceiveRing } from '../hardware/receive-ring.ts';
import { firstSharing, isHostWorkload, type Features, type Scenario } from '../scenario/types.ts';
import { K, MAILBOX_MESSAGES } from '../trace/kinds.ts';
import { type CorePlan, usesSwitchCores } from './placement.ts';

const PAGE_KIB = { '4k': 4, '2m': 2048, '1g': 2 ** 20 } as const;
const HOST = 0;
const NOWHERE = 255;

/** One step of the set-up, as the trace records it. */
export interface SetUpStep {
  kind: number;
  arg: number;
  core: number;
  vm: number;
  queue: number;
}

/** Steps of a lane's set-up in their order. `rings`: the NIC's receive rings, filled. */
export function setUpOf(
  scenario: Scenario,
  features: Features,
  plan: CorePlan,
  rings: readonly ReceiveRing[],
): readonly SetUpStep[] {
  const steps: SetUpStep[] = [];
  const add = (kind: number, arg: number, core = NOWHERE, vm = HOST, queue = NOWHERE): void => {
    steps.push({ kind, arg, core, vm, queue });
  };
  const guests = !isHostWorkload(scenario.workload.kind);
  const functions = guests && features.classify === 'sriov';
  const sharing = guests ? firstSharing(features, scenario.traffic.vms) : 0;
  if (functions) add(K.functionsEnabled, features.vfs);
  for (const { queue, vm, free, source } of rings) {
    const owned = functions && features.vnic === 'passthrough' && queue !== sharing - 1;
    if (owned) add(K.memoryPinned, PAGE_KIB[features.host_page], NOWHERE, vm);
    if (functions)
      MAILBOX_MESSAGES.forEach((_, message) => {
        add(K.mailboxAnswered, message, NOWHERE, vm, queue);
      });
    const polled = features.stack === 'userspace' && (!guests || owned);
    if (polled || (guests && usesSwitchCores(scenario, features))) {
      const core = owned ? plan.vmCore[queue] : plan.pollCores[queue % plan.pollCores.length];
      const page = owned ? features.guest_page : features.host_page;
      add(K.pollerStarted, PAGE_KIB[page], core, vm);
      add(K.mempoolFilled, source.size, NOWHERE, vm, queue);
    } else add(K.vectorAssigned, 0, plan.interruptCore[features.msix ? queue : 0], vm, queue);
    add(K.ringFilled, free, NOWHERE, vm, queue);
  }
  return Object.freeze(steps);
}

/** Records the steps, all at time zero: whatever happens in the run comes behind them. */
export function recordSetUp(steps: readonly SetUpStep[], trace: Recorder): void {
  for (const { kind, arg, core, vm, queue } of steps) trace.record(kind, 0, 0, -1, arg, core, vm, queue, 0);
}
