// For tests of traffic: a complete scenario of which only what arrivals look at matters, and all its arrivals.
import type { Extent, Scenario, Traffic } from '../scenario/types.ts';
import { createArrivalBlock, createArrivals } from './arrivals.ts';

const TRAFFIC: Traffic = {
  kind: 'line-rate',
  link_gbps: 10,
  frame_bytes: 64,
  load: 1,
  burst_packets: 32,
  flows: 64,
  flow_skew: 0,
  vms: 3,
  vm_skew: 0,
  priority_share: 0,
  capture: null,
};

/** The default scenario without lanes, with other traffic. */
export function scenarioWith(
  traffic: Partial<Traffic>,
  stop: Extent = { packets: 20_000 },
  seed = 1,
): Scenario {
  return {
    version: 1,
    seed,
    stop,
    warmup: { packets: 0 },
    machine: {
      profile: 'server',
      ghz: 3,
      cores: 4,
      llc_mib: 20,
      llc_ways: 20,
      dram_channels: 4,
      pcie_gbps: 63,
      nic_socket: 'local',
    },
    traffic: { ...TRAFFIC, ...traffic },
    workload: {
      kind: 'receive',
      app_cycles: 40,
      touch: 'headers',
      idle_guests: 'compute',
      page_table_writes: 0,
      events: [],
    },
    costs: {},
    lanes: [],
  };
}

export interface Arrival {
  ps: number;
  bytes: number;
  vm: number;
  flow: number;
  priority: number;
}

/** All arrivals of a synthetic scenario. */
export function arrivalsOf(scenario: Scenario): Arrival[] {
  const source = createArrivals(scenario, null);
  const block = createArrivalBlock();
  const all: Arrival[] = [];
  for (source.next(block); block.count > 0; source.next(block)) {
    if (block.first !== all.length) throw new Error(`block ${block.first} after ${all.length} packets`);
    for (let i = 0; i < block.count; i++) {
      all.push({
        ps: block.lastBitPs[i],
        bytes: block.bytes[i],
        vm: block.vm[i],
        flow: block.flow[i],
        priority: block.priority[i],
      });
    }
  }
  return all;
}
