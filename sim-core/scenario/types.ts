// The complete scenario: every field of the contract with its default filled in. Types only.

export type TrafficKind = 'line-rate' | 'constant' | 'poisson' | 'on-off' | 'imix' | 'capture';
export type WorkloadKind = 'receive' | 'reply' | 'drop-host' | 'forward-host' | 'forward-vm' | 'vm-to-vm';
export type PresetId = 'trap' | 'vmdq' | 'sriov' | 'ddio' | 'dpdk';
export type CaptureTiming = 'recorded' | 'scaled' | 'back-to-back';

/** A length of the run: packets offered, or simulated time in nanoseconds. Exactly one of the two. */
export type Extent =
  | { packets: number; duration_ns?: undefined }
  | { packets?: undefined; duration_ns: number };

export interface Machine {
  profile: 'server' | 'lecture';
  ghz: number;
  cores: number;
  llc_mib: number;
  llc_ways: number;
  dram_channels: number;
  pcie_gbps: number;
  nic_socket: 'local' | 'remote';
}

export interface CaptureChoice {
  file: string;
  timing: CaptureTiming;
  vms?: string[] | undefined;
  tolerant: boolean;
}

export interface Traffic {
  kind: TrafficKind;
  link_gbps: number;
  /** One frame length with FCS, a list of [bytes, weight], or null for imix and capture. */
  frame_bytes: number | [number, number][] | null;
  load: number;
  burst_packets: number;
  flows: number;
  flow_skew: number;
  vms: number;
  vm_skew: number;
  priority_share: number;
  capture: CaptureChoice | null;
}

export interface TimedEvent {
  at_ns: number;
  what: 'ovs-restart';
}

export interface Workload {
  kind: WorkloadKind;
  app_cycles: number;
  touch: 'headers' | 'payload';
  idle_guests: 'compute' | 'halt';
  page_table_writes: number;
  events: TimedEvent[];
}

/** All 32 hardware and software features of a lane (contract §3). */
export interface Features {
  classify: 'software' | 'vmdq' | 'sriov';
  vnic: 'emulated' | 'virtio' | 'vhost-net' | 'vhost-user' | 'passthrough';
  vswitch: 'none' | 'bridge' | 'ovs-kernel' | 'ovs-dpdk';
  emc: boolean;
  megaflows: 'per-vm' | 'per-flow';
  copy: 'cpu' | 'quickdata' | 'none';
  notify: 'interrupt' | 'napi' | 'poll';
  delivery: 'exit' | 'posted';
  msix: boolean;
  affinity: 'shared' | 'per-vm' | 'dedicated';
  itr_us: number;
  lli: boolean;
  placement: 'dram' | 'dca' | 'ddio';
  ddio_ways: number;
  paging: 'shadow' | 'nested' | 'native';
  guest_page: '4k' | '2m' | '1g';
  host_page: '4k' | '2m' | '1g';
  prefault: boolean;
  iommu: boolean;
  stack: 'kernel' | 'userspace';
  batch: number;
  batch_wait: boolean;
  ring_size: number;
  drop_enable: boolean;
  tx_reclaim: 'prompt' | 'late';
  free_unsent: boolean;
  poll_cores: number;
  isolated: boolean;
  pipeline: boolean;
  ring_mode: 'sp' | 'mp' | 'rts' | 'hts';
  mempool: 'current' | 'classic';
  vfs: number;
}

export type FeatureName = keyof Features;

export interface LaneScenario {
  name: string;
  preset: PresetId;
  /** Complete: the preset's values with this lane's overrides on top. */
  features: Features;
}

/** Overrides of cost constants by name, in the units of the cost table. */
export type CostOverrides = Record<string, number>;

export interface Scenario {
  version: 1;
  seed: number;
  stop: Extent;
  warmup: Extent;
  machine: Machine;
  traffic: Traffic;
  workload: Workload;
  costs: CostOverrides;
  lanes: LaneScenario[];
}

/** Workloads in which no VM is on the packets' path. */
export function isHostWorkload(kind: WorkloadKind): boolean {
  return kind === 'drop-host' || kind === 'forward-host';
}

/** First of the VMs that share the last virtual function, from 1; 0 if each VM has its own queue or function. */
export function firstSharing({ classify, vfs }: Pick<Features, 'classify' | 'vfs'>, vms: number): number {
  return classify === 'sriov' && vfs < vms ? vfs : 0;
}
