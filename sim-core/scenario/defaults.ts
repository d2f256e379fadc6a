// Fills in the contract's defaults. What a default depends on (kind, stop, profile of a capture) is decided here only.
import { PATHS, pathOf } from '../paths/registry.ts';
import type { ScenarioInput } from './schema.ts';
import type { Extent, Features, LaneScenario, Scenario, Traffic } from './types.ts';

const DEFAULT_PACKETS = 100_000;
const WARMUP_SHARE = 5;
const MOST_WARMUP_PACKETS = 20_000;
const APP_CYCLES = 40;

/** What only the capture file itself can tell; a loaded capture has these fields. */
export interface CaptureFacts {
  /** Packets in the file. */
  packets: number;
  /** What `vms` is unless the scenario says otherwise: distinct unicast destinations, 1 to 16. */
  vms: number;
}

function fillStop(input: ScenarioInput, facts: CaptureFacts | null): Extent {
  const { packets, duration_ns } = input.stop ?? {};
  if (duration_ns !== undefined) return { duration_ns };
  if (packets !== undefined) return { packets };
  if (input.traffic?.kind === 'capture' && facts !== null) return { packets: facts.packets };
  return { packets: DEFAULT_PACKETS };
}

function fillWarmup(input: ScenarioInput, stop: Extent): Extent {
  const { packets, duration_ns } = input.warmup ?? {};
  if (packets !== undefined) return { packets };
  if (duration_ns !== undefined) return { duration_ns };
  if (input.traffic?.kind === 'capture') return { packets: 0 };
  if (stop.duration_ns !== undefined) return { duration_ns: Math.floor(stop.duration_ns / WARMUP_SHARE) };
  return { packets: Math.min(MOST_WARMUP_PACKETS, Math.floor(stop.packets / WARMUP_SHARE)) };
}

function defaultVms(input: ScenarioInput, facts: CaptureFacts | null): number {
  if (input.traffic?.kind !== 'capture') return 3;
  const named = input.traffic.capture?.vms?.length;
  return named ?? facts?.vms ?? 3;
}

function fillTraffic(input: ScenarioInput, facts: CaptureFacts | null): Traffic {
  const given = input.traffic ?? {};
  const kind = given.kind ?? 'line-rate';
  const sizeless = kind === 'imix' || kind === 'capture';
  const vms = given.capture?.vms?.map((mac) => mac.toLowerCase());
  return {
    kind,
    link_gbps: given.link_gbps ?? 10,
    frame_bytes: given.frame_bytes === undefined ? (sizeless ? null : 64) : given.frame_bytes,
    load: given.load ?? 1,
    burst_packets: given.burst_packets ?? 32,
    flows: given.flows ?? 64,
    flow_skew: given.flow_skew ?? 0,
    vms: given.vms ?? defaultVms(input, facts),
    vm_skew: given.vm_skew ?? 0,
    priority_share: given.priority_share ?? 0,
    capture: given.capture
      ? {
          file: given.capture.file,
          timing: given.capture.timing ?? 'recorded',
          ...(vms === undefined ? {} : { vms }),
          tolerant: given.capture.tolerant ?? false,
        }
      : null,
  };
}

/** A preset's features on this machine: DMA cannot have more ways than the cache has. */
export function presetFeatures(preset: LaneScenario['preset'], llcWays: number): Features {
  const features = { ...pathOf(preset).features };
  features.ddio_ways = Math.min(features.ddio_ways, llcWays);
  return features;
}

function fillLanes(input: ScenarioInput, llcWays: number): LaneScenario[] {
  const lanes = input.lanes ?? PATHS.map((path) => ({ preset: path.id }));
  return lanes.map((lane): LaneScenario => {
    const { name, features } = { name: undefined, features: undefined, ...lane };
    const complete = presetFeatures(lane.preset, llcWays);
    for (const [key, value] of Object.entries(features ?? {})) {
      if (value !== undefined) Object.assign(complete, { [key]: value });
    }
    return { name: name ?? lane.preset, preset: lane.preset, features: complete };
  });
}

/** Every field of the contract with its default filled in; nothing is judged here. */
export function fillDefaults(input: ScenarioInput, facts: CaptureFacts | null = null): Scenario {
  const stop = fillStop(input, facts);
  const machine = input.machine ?? {};
  const workload = input.workload ?? {};
  const kind = workload.kind ?? 'receive';
  const reads = kind === 'receive' || kind === 'reply';
  const llcWays = machine.llc_ways ?? 20;
  return {
    version: 1,
    seed: input.seed ?? 1,
    stop,
    warmup: fillWarmup(input, stop),
    machine: {
      profile: machine.profile ?? 'server',
      ghz: machine.ghz ?? 3,
      cores: machine.cores ?? 4,
      llc_mib: machine.llc_mib ?? 20,
      llc_ways: llcWays,
      dram_channels: machine.dram_channels ?? 4,
      pcie_gbps: machine.pcie_gbps ?? 63,
      nic_socket: machine.nic_socket ?? 'local',
    },
    traffic: fillTraffic(input, facts),
    workload: {
      kind,
      app_cycles: workload.app_cycles ?? (reads ? APP_CYCLES : 0),
      touch: workload.touch ?? 'headers',
      idle_guests: workload.idle_guests ?? 'compute',
      page_table_writes: workload.page_table_writes ?? 0,
      events: workload.events ?? [],
    },
    costs: { ...input.costs },
    lanes: fillLanes(input, llcWays),
  };
}
