// Scenarios worth a click, as data: what each sets. What to look for in them is in the words, and held by the test.
import type { ScenarioInput } from '../stores/scenario-input.ts';

export type ScenarioPresetId =
  | 'lecture'
  | 'light'
  | 'livelock'
  | 'neighbour'
  | 'flows'
  | 'jumbo'
  | 'functions'
  | 'rings'
  | 'chain'
  | 'host'
  | 'guest'
  | 'bursts';

export interface ScenarioPreset {
  id: ScenarioPresetId;
  input: ScenarioInput;
  /** Where its point can be seen, if not where the window opens. */
  startNs?: number;
  /** How fast time passes where packets are far apart: about one a second or two. */
  paceNsPerS?: number;
}

/** Share of 10 Gb/s that so many 64-byte frames a second fill. */
function loadOf(pps: number): number {
  return Number((pps * 67.2e-9).toPrecision(6));
}

/** The machine of the lecture's evaluation. */
const EVALUATION = { ghz: 2.1 };
/** So late that the counters show the rates in its presets' names: where the window opens they have counted a few bursts. */
const RATES_STEADY_NS = 800_000;
const EVALUATION_TRAFFIC = { link_gbps: 40, vms: 1, flows: 1 } as const;

/** Each lane adds one change to the one before it; what cannot be had apart comes together. */
const CHAIN = [
  { name: 'trap', features: {} },
  { name: 'the NIC sorts', features: { classify: 'vmdq', vswitch: 'none' } },
  { name: 'a core for each VM', features: { affinity: 'per-vm' } },
  {
    name: 'a function for each VM',
    features: { classify: 'sriov', vnic: 'passthrough', copy: 'none', iommu: true },
  },
  { name: 'posted interrupts', features: { delivery: 'posted' } },
  { name: 'DMA into the cache', features: { placement: 'ddio' } },
  { name: 'huge pages', features: { guest_page: '2m' } },
  { name: 'polling', features: { stack: 'userspace', notify: 'poll' } },
] as const;

function chain(): ScenarioInput['lanes'] {
  let features = {};
  return CHAIN.map((step) => {
    features = { ...features, ...step.features };
    return { name: step.name, preset: 'trap' as const, features };
  });
}

export const SCENARIO_PRESETS: readonly ScenarioPreset[] = [
  { id: 'lecture', input: {} },
  {
    id: 'light',
    input: { traffic: { load: loadOf(30_000) }, stop: { packets: 10_000 } },
    paceNsPerS: 20_000,
  },
  {
    id: 'livelock',
    input: {
      traffic: { load: loadOf(2e6) },
      lanes: [
        { name: 'an interrupt a packet', preset: 'trap', features: { notify: 'interrupt', itr_us: 0 } },
        { name: 'throttled to 50 µs', preset: 'trap', features: { notify: 'interrupt' } },
        { name: 'polling under load', preset: 'trap' },
      ],
    },
  },
  {
    id: 'neighbour',
    input: { traffic: { vm_skew: 3.5, load: loadOf(600_000) } },
    paceNsPerS: 2000,
  },
  {
    id: 'flows',
    input: {
      // short: where a rule covers a VM, the daemon has no more to do after the first hundred packets
      stop: { packets: 1500 },
      warmup: { packets: 0 },
      traffic: { flows: 10_000, load: loadOf(300_000) },
      lanes: [
        { name: 'a rule for each VM', preset: 'trap', features: { vswitch: 'ovs-kernel' } },
        {
          name: 'a rule for each flow',
          preset: 'trap',
          features: { vswitch: 'ovs-kernel', megaflows: 'per-flow' },
        },
      ],
    },
    paceNsPerS: 20_000,
  },
  {
    id: 'jumbo',
    input: { traffic: { frame_bytes: 9216 }, stop: { packets: 20_000 } },
    paceNsPerS: 2000,
  },
  {
    id: 'functions',
    input: {
      traffic: { vms: 8 },
      machine: { cores: 8 },
      lanes: [
        { name: 'eight functions', preset: 'sriov', features: { vfs: 8 } },
        { name: 'four functions', preset: 'sriov', features: { vfs: 4 } },
      ],
    },
  },
  {
    id: 'rings',
    input: {
      lanes: [
        { name: '256 slots', preset: 'ddio', features: { ring_size: 256 } },
        { name: '512 slots', preset: 'ddio' },
        { name: '4,096 slots', preset: 'ddio', features: { ring_size: 4096 } },
        { name: '4,096 slots, 20 ways', preset: 'ddio', features: { ring_size: 4096, ddio_ways: 20 } },
      ],
    },
    // well after the largest ring has been round, at a moment that is like most
    startNs: 3_140_000,
  },
  { id: 'chain', input: { lanes: chain() } },
  {
    id: 'host',
    input: {
      machine: { ...EVALUATION, cores: 1 },
      traffic: EVALUATION_TRAFFIC,
      workload: { kind: 'forward-host' },
      lanes: [
        { name: 'plain forwarding', preset: 'dpdk', features: { host_page: '1g' } },
        { name: 'Open vSwitch', preset: 'dpdk', features: { host_page: '1g', vswitch: 'ovs-dpdk' } },
      ],
    },
    startNs: RATES_STEADY_NS,
  },
  {
    id: 'guest',
    input: {
      machine: EVALUATION,
      traffic: EVALUATION_TRAFFIC,
      workload: { kind: 'forward-vm' },
      lanes: [
        {
          name: 'Open vSwitch and a VM',
          preset: 'dpdk',
          features: {
            vswitch: 'ovs-dpdk',
            vnic: 'vhost-user',
            classify: 'software',
            copy: 'cpu',
            iommu: false,
          },
        },
      ],
    },
    startNs: RATES_STEADY_NS,
  },
  {
    id: 'bursts',
    input: {
      traffic: { load: loadOf(30_000) },
      stop: { packets: 10_000 },
      lanes: [
        { name: 'what is there', preset: 'dpdk' },
        { name: 'full bursts only', preset: 'dpdk', features: { batch_wait: true } },
      ],
    },
    paceNsPerS: 20_000,
  },
];
