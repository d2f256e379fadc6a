// Combinations that run but may surprise: one table of warnings, for the report and the page.
import { presetFeatures } from './defaults.ts';
import type { Scenario } from './types.ts';
import { GUEST_FEATURES, type LaneView, viewLane } from './usage.ts';

/** A combination that runs, and what to know about it. */
export interface WarningRule {
  id: string;
  holds: (view: LaneView) => boolean;
  text: (view: LaneView) => string;
}

const QUICKDATA_LEAST_BYTES = 256;
const SCALAR_BATCH = 4;
const VFS_OF_82599 = 63;

function smallestFrame({ scenario }: LaneView): number {
  const { kind, frame_bytes } = scenario.traffic;
  if (typeof frame_bytes === 'number') return frame_bytes;
  if (frame_bytes === null) return kind === 'imix' ? 64 : Number.POSITIVE_INFINITY;
  return Math.min(...frame_bytes.map(([bytes]) => bytes));
}

function ignoredFeatures({ f, lane, scenario }: LaneView): string[] {
  const preset = presetFeatures(lane.preset, scenario.machine.llc_ways);
  return GUEST_FEATURES.filter((name) => f[name] !== preset[name]);
}

export const WARNINGS: readonly WarningRule[] = [
  {
    id: 'fewer-vfs',
    holds: ({ f, guests, scenario }) => guests && f.classify === 'sriov' && f.vfs < scenario.traffic.vms,
    text: ({ f, scenario }) =>
      `${f.vfs} virtual ${f.vfs === 1 ? 'function' : 'functions'} for ${scenario.traffic.vms} VMs: vm${f.vfs} to vm${scenario.traffic.vms} share the last one, which the host serves by software`,
  },
  {
    id: 'many-vfs',
    holds: ({ f, guests }) => guests && f.classify === 'sriov' && f.vfs > VFS_OF_82599,
    text: ({ f }) => `${f.vfs} virtual functions: the 82599 that the model follows has 63`,
  },
  {
    id: 'remote-cache',
    holds: ({ f, scenario }) => scenario.machine.nic_socket === 'remote' && f.placement !== 'dram',
    text: ({ f }) =>
      `placement ${f.placement} reaches only the cache of the NIC's own socket, and the NIC is remote`,
  },
  {
    id: 'posted-shadow',
    holds: ({ f, guests }) => guests && f.delivery === 'posted' && f.paging === 'shadow',
    text: () => 'hardware that posts interrupts also has nested paging: this combination was never built',
  },
  {
    id: 'vmdq-ovs',
    holds: ({ f, guests }) => guests && f.classify === 'vmdq' && f.vswitch === 'ovs-kernel',
    text: () =>
      "the NIC sorts before Open vSwitch sees a packet: only the VM's address decides, flow rules do not",
  },
  {
    id: 'polling-vms',
    holds: ({ f, guests, scenario, coresForGuests }) =>
      guests && f.stack === 'userspace' && scenario.traffic.vms > coresForGuests,
    text: ({ scenario, coresForGuests }) =>
      `${scenario.traffic.vms} polling VMs on ${coresForGuests} ${coresForGuests === 1 ? 'core' : 'cores'}: each wants a whole one`,
  },
  {
    id: 'small-pages',
    holds: ({ f, guests }) =>
      f.stack === 'userspace' && (f.host_page === '4k' || (guests && f.guest_page === '4k')),
    text: () => 'a poll-mode driver on 4k pages: translation misses grow, huge pages are the usual choice',
  },
  {
    id: 'quickdata-small',
    holds: (view) =>
      view.guests && view.f.copy === 'quickdata' && smallestFrame(view) < QUICKDATA_LEAST_BYTES,
    text: () => 'the copy engine costs more to set up than copying frames under 256 B by core',
  },
  {
    id: 'head-of-line',
    holds: ({ f, guests, scenario }) => guests && !f.drop_enable && scenario.traffic.vms > 1,
    text: () => "without drop_enable one slow VM fills the NIC's shared buffer and stalls the others",
  },
  {
    id: 'scalar-receive',
    holds: ({ f }) => f.notify === 'poll' && f.batch < SCALAR_BATCH,
    text: ({ f }) =>
      `batch ${f.batch}: vector receive needs at least 4, the driver falls back to its scalar path`,
  },
  {
    id: 'few-ways',
    holds: ({ f, lane, scenario }) =>
      f.ddio_ways === scenario.machine.llc_ways && f.ddio_ways < presetFeatures(lane.preset, 32).ddio_ways,
    text: ({ f }) => `the cache has ${f.ddio_ways} way: DMA shares it with everybody`,
  },
  {
    id: 'ignored',
    holds: (view) => !view.guests && ignoredFeatures(view).length > 0,
    text: (view) =>
      `no VM is on the path of ${view.scenario.workload.kind}: ${ignoredFeatures(view).join(', ')} without effect`,
  },
];

/** Warnings lane by lane, in the order of the table. */
export function collectWarnings(scenario: Scenario): string[][] {
  return scenario.lanes.map((lane) => {
    const view = viewLane(scenario, lane);
    return WARNINGS.filter((rule) => rule.holds(view)).map((rule) => rule.text(view));
  });
}
