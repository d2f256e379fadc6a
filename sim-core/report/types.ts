// The report's shape, field for field as the contract has it (§4). Types only.
import type { Features, PresetId, Scenario } from '../scenario/types.ts';

export type DropCause =
  | 'nic_no_descriptor'
  | 'nic_fifo_full'
  | 'backlog_full'
  | 'vm_queue_full'
  | 'socket_full'
  | 'tx_full'
  | 'upcall_full'
  | 'not_for_us';

export type CategoryName =
  | 'interrupt'
  | 'vm_exit'
  | 'context_switch'
  | 'classify'
  | 'vswitch'
  | 'copy'
  | 'dram'
  | 'cache'
  | 'driver'
  | 'kernel_stack'
  | 'syscall'
  | 'application';

export type ContextName = 'hypervisor' | 'host_kernel' | 'guest_kernel' | 'application' | 'poll';

export interface CostFigures {
  cycles_per_packet: number | null;
  by_category: Record<CategoryName, number | null>;
  budget_used: number | null;
  cores_sharing: number | null;
}

export interface LatencyReport {
  min: number | null;
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  p999: number | null;
  max: number | null;
}

export interface CoreReport {
  role: string;
  busy: number;
  poll_idle: number;
  by_context: Record<ContextName, number>;
}

export interface LaneReport {
  name: string;
  preset: PresetId;
  features: Features;
  warnings: string[];
  packets: {
    offered: number;
    delivered: number;
    dropped: number;
    in_flight: number;
    replicated: number;
    dropped_by: Record<DropCause, number>;
  };
  rate_pps: { offered: number | null; delivered: number | null; dropped: number | null };
  cycles_per_packet: { total: number | null; by_category: Record<CategoryName, number | null> };
  budget_used: number | null;
  cores_sharing: number | null;
  at_full_bursts: { cycles_per_packet: number; budget_used: number } | null;
  recent: ({ packets: number } & CostFigures) | null;
  latency_ns: LatencyReport;
  per_second: {
    interrupts: number | null;
    vm_exits: number | null;
    context_switches: number | null;
    copies: number | null;
    guest_copies: number | null;
    upcalls: number | null;
    llc_misses: number | null;
    doorbells: number | null;
  };
  cores: CoreReport[];
  memory: {
    ddio_hit_ratio: number | null;
    read_hit_ratio: number | null;
    tx_hit_ratio: number | null;
    dram_gbps: number | null;
    tlb_misses: number;
    walk_references: number;
    iotlb_misses: number;
    page_faults: number;
  };
  stolen_ns: Record<string, number>;
}

export interface CaptureReport {
  packets: number;
  wire_bytes: number;
  captured_bytes: number;
  out_of_order: number;
  padded: number;
  truncated: number;
  by_destination_mac: Record<string, number>;
  by_vm: Record<string, number>;
}

/** What a capture holds, before anything runs. */
export interface CaptureSummary {
  format: 'pcap' | 'pcapng';
  report: CaptureReport;
  /** From the earliest packet to the latest, picoseconds. */
  spanPs: number;
  /** Σ of frame lengths with FCS, padding counted. */
  frameBytes: number;
  flows: number;
  /** Packets by frame length with FCS, padding counted; the last class is open. */
  sizes: { from: number; to: number | null; packets: number }[];
  /** Unicast destinations that become VMs, in order. */
  destinations: { mac: string; packets: number }[];
  vms: number;
  /** Packets for every VM, and for none. */
  everybody: number;
  notForUs: number;
  /** Packets without a timestamp of their own. */
  simple: number;
  /** Frames longer than any on the wire, kept as recorded. */
  long: number;
}

/** A capture that was looked at: usable as it is, only as far as it is whole, or not at all. */
export interface CaptureInspection {
  /** Null if nothing in it can be used. */
  summary: CaptureSummary | null;
  /** What is wrong with it, or null. */
  damage: {
    reason: string;
    remedy: string /** −1 where no byte is to blame. */;
    byte: number;
    fileBytes: number;
  } | null;
}

export interface Report {
  version: 1;
  scenario: Scenario;
  warnings: string[];
  budget: { ns: number; cycles: number };
  engine: { events: number };
  capture: CaptureReport | null;
  lanes: LaneReport[];
}
