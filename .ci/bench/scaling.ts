// Bench (f): the simulator's time a packet with every mechanism on, and that it grows neither with length, flows nor ring.
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { markdownTable, median } from './markdown.ts';

const EVENTS_A_SLICE = 200_000;

interface Measured {
  nsAPacket: number;
  events: number;
  heapMiB: number;
}

/** One run without tracing; time and events a packet, and how much the heap has grown. */
function measure(input: object): Measured {
  const { scenario } = completeScenario(input);
  const packets = (input as { stop: { packets: number } }).stop.packets;
  const before = process.memoryUsage();
  const simulation = new Simulation(scenario);
  const started = process.hrtime.bigint();
  while (!simulation.advance(EVENTS_A_SLICE));
  const ns = Number(process.hrtime.bigint() - started);
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return { nsAPacket: ns / packets, events: simulation.events / packets, heapMiB: grown / 2 ** 20 };
}

function repeated(input: object, repetitions: number): Measured {
  measure(input);
  const runs = Array.from({ length: repetitions }, () => measure(input));
  return { ...runs[0], nsAPacket: median(runs.map((run) => run.nsAPacket)) };
}

const lane = (preset: string, features: object = {}) => [{ preset, features }];
const ovs = { vswitch: 'ovs-dpdk', emc: true, megaflows: 'per-vm' };
const host = { workload: { kind: 'forward-host' } };

/** What is varied, from the smallest to the largest; the last is compared with the first. */
const SERIES: readonly { name: string; least: string; most: string; inputs: readonly object[] }[] = [
  {
    name: 'length of the run, packets',
    least: '50,000',
    most: '2,000,000',
    inputs: [50_000, 2_000_000].map((packets) => ({ stop: { packets }, lanes: lane('ddio') })),
  },
  {
    name: 'flows, Open vSwitch in poll mode',
    least: '1,000',
    most: '1,000,000',
    inputs: [1000, 1_000_000].map((flows) => ({
      ...host,
      stop: { packets: 200_000 },
      traffic: { flows, load: 0.2 },
      lanes: lane('dpdk', ovs),
    })),
  },
  {
    name: 'flows, without a switch',
    least: '64',
    most: '1,000,000',
    inputs: [64, 1_000_000].map((flows) => ({
      stop: { packets: 200_000 },
      traffic: { flows },
      lanes: lane('dpdk'),
    })),
  },
  {
    name: 'ring, descriptors',
    least: '64',
    most: '4,096',
    inputs: [64, 4096].map((ring_size) => ({
      ...host,
      stop: { packets: 200_000 },
      lanes: lane('dpdk', { ring_size }),
    })),
  },
];

/** Mechanisms beside the five presets, each alone in a lane. */
const MECHANISMS: readonly (readonly [string, object])[] = [
  [
    'shadow paging, page-table writes',
    { workload: { page_table_writes: 100 }, lanes: lane('trap', { paging: 'shadow' }) },
  ],
  ['emulated device', { lanes: lane('trap', { vnic: 'emulated' }) }],
  ['QuickData copies', { traffic: { frame_bytes: 1518 }, lanes: lane('vmdq', { copy: 'quickdata' }) }],
  ['more VMs than functions', { traffic: { vms: 8 }, lanes: lane('sriov', { vfs: 4 }) }],
  ['Open vSwitch in the kernel', { ...host, lanes: lane('trap', { vswitch: 'ovs-kernel' }) }],
  [
    'vhost-user behind a polling switch',
    {
      workload: { kind: 'forward-vm' },
      lanes: lane('dpdk', { classify: 'software', vnic: 'vhost-user', vswitch: 'ovs-dpdk', copy: 'cpu' }),
    },
  ],
  ['pipeline of three cores', { ...host, lanes: lane('dpdk', { pipeline: true, poll_cores: 3 }) }],
  ['VM to VM inside the NIC', { workload: { kind: 'vm-to-vm' }, lanes: lane('ddio') }],
];

/** Runs everything `repetitions` times and returns the report. */
export function benchScaling(repetitions: number): string {
  const rows = SERIES.map(({ name, least, most, inputs }) => {
    const [small, large] = inputs.map((input) => repeated(input, repetitions));
    return [
      name,
      `${least}: ${small.nsAPacket.toFixed(0)} ns`,
      `${most}: ${large.nsAPacket.toFixed(0)} ns`,
      `${(large.nsAPacket / small.nsAPacket).toFixed(2)}×`,
      `${(large.events / small.events).toFixed(2)}×`,
      `${large.heapMiB.toFixed(0)} MiB`,
    ];
  });
  const mechanisms = MECHANISMS.map(([name, input]) => {
    const { nsAPacket, events } = repeated({ stop: { packets: 100_000 }, ...input }, repetitions);
    return [
      name,
      `${nsAPacket.toFixed(0)} ns`,
      events.toFixed(1),
      `${((events * 1e3) / nsAPacket).toFixed(1)} M/s`,
    ];
  });
  return [
    `## (f) Time a packet (median of ${repetitions})`,
    markdownTable(['what grows', 'least', 'most', 'time', 'events', 'memory at the most'], rows),
    markdownTable(['mechanism, one lane', 'time a packet', 'events a packet', 'events'], mechanisms),
  ].join('\n\n');
}
