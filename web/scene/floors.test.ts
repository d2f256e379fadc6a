// Floors against runs: what a lane pays for stands on a floor that is drawn, whatever its packets do on their way.
import { describe, expect, test } from 'vitest';
import { completeScenario, type LaneReport, type Scenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { type Floor, type FloorId, floorsOf, PARTS, partsOf, sharingFrom } from './floors.ts';

const OVS_DPDK = {
  name: 'ovs',
  preset: 'dpdk',
  features: { vswitch: 'ovs-dpdk', vnic: 'vhost-user', classify: 'software', copy: 'cpu', iommu: false },
} as const;
const GUEST_LANES = [
  { preset: 'trap' },
  { name: 'ovs-kernel', preset: 'trap', features: { vswitch: 'ovs-kernel' } },
  { preset: 'vmdq' },
  { preset: 'sriov' },
  { name: 'two functions', preset: 'sriov', features: { vfs: 2 } },
  { name: 'two functions, polled', preset: 'dpdk', features: { vfs: 2 } },
  { preset: 'dpdk' },
  OVS_DPDK,
];
const HOST_LANES = [
  { preset: 'trap' },
  { name: 'ovs-kernel', preset: 'trap', features: { vswitch: 'ovs-kernel' } },
  { name: 'routes', preset: 'sriov' },
  { preset: 'dpdk' },
  OVS_DPDK,
];

interface Ran {
  floors: Floor[];
  report: LaneReport;
  sum: (id: FloorId) => number;
}

function ran(kind: Scenario['workload']['kind'], lane: object): Ran {
  const { scenario, warnings, laneWarnings } = completeScenario({
    workload: { kind },
    traffic: { vms: 4, load: 0.02 },
    machine: { cores: 8 },
    stop: { packets: 1500 },
    warmup: { packets: 100 },
    lanes: [lane],
  });
  const run = new Simulation(scenario, { warnings, laneWarnings });
  while (!run.advance(100_000));
  const report = run.report().lanes[0];
  const parts = partsOf(report.cycles_per_packet.by_category);
  const floors = floorsOf(scenario.lanes[0].features, scenario);
  const sum = (id: FloorId) => {
    const floor = floors.find((each) => each.id === id);
    return (floor?.parts ?? []).reduce((all, part) => all + parts[part], 0);
  };
  return { floors, report, sum };
}

const name = (lane: object) => ('name' in lane ? lane.name : 'preset' in lane ? lane.preset : '');

describe.each([
  ...(['receive', 'reply', 'forward-vm', 'vm-to-vm'] as const).flatMap((kind) =>
    GUEST_LANES.map((lane) => [kind, name(lane), lane] as const),
  ),
  ...(['drop-host', 'forward-host'] as const).flatMap((kind) =>
    HOST_LANES.map((lane) => [kind, name(lane), lane] as const),
  ),
])('%s, %s', (kind, _, lane) => {
  const { floors, report, sum } = ran(kind, lane);

  test('every part stands on one floor, and the floors add up to the total', () => {
    expect(floors.flatMap((floor) => floor.parts).sort()).toEqual([...PARTS].sort());
    const total = floors.reduce((all, floor) => all + sum(floor.id), 0);
    expect(total).toBeCloseTo(report.cycles_per_packet.total!, 6);
  });

  test('nothing is paid on a floor that is not there, or that hardware took over', () => {
    for (const floor of floors) {
      const free = floor.state === 'absent' || (floor.state === 'gone' && floor.pays === null);
      if (free) expect([floor.id, Math.round(sum(floor.id))]).toEqual([floor.id, 0]);
    }
  });

  test('what is drawn as paid for costs something', () => {
    for (const floor of floors) {
      if (floor.state === 'solid') expect([floor.id, sum(floor.id) > 0]).toEqual([floor.id, true]);
    }
  });
});

test('floors are named after what happens there', () => {
  const words = (kind: Scenario['workload']['kind'], lane: object) =>
    ran(kind, lane)
      .floors.filter((floor) => floor.state !== 'absent')
      .map((floor) => floor.word);
  expect(words('forward-host', { preset: 'trap' })).toEqual([
    'hostSends',
    'hostKern',
    'hostSort',
    'llc',
    'dram',
    'nic',
    'wire',
  ]);
  expect(words('drop-host', { preset: 'dpdk' })).toEqual([
    'hostDrops',
    'hostKern',
    'llc',
    'dram',
    'nic',
    'wire',
  ]);
  expect(words('forward-vm', { preset: 'sriov' })[0]).toBe('vmSends');
  expect(words('vm-to-vm', { preset: 'sriov' })[0]).toBe('vmPasses');
});

test('VMs without a function of their own share the last one, and only where VMs are on the path', () => {
  const { scenario } = completeScenario({
    traffic: { vms: 8 },
    lanes: [{ name: 'four', preset: 'sriov', features: { vfs: 4 } }, { preset: 'sriov' }],
  });
  const [four, all] = scenario.lanes.map((lane) => lane.features);
  expect(sharingFrom(four, scenario)).toBe(4);
  expect(sharingFrom(all, scenario)).toBe(all.vfs < 8 ? all.vfs : 0);
  expect(sharingFrom(four, { ...scenario, workload: { kind: 'forward-host' } })).toBe(0);
});
