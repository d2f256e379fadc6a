// A capture after reading: its packets in order of time, in columns, and what a person wants to know about it.
import type { CaptureReport } from '../report/types.ts';
import { VM_EVERYBODY, VM_NOT_FOR_US } from './arrival-block.ts';

/** In `destination`: broadcast or multicast. */
export const TO_EVERYBODY = -1;
/** In `destination`: nobody's, or captured too short to tell. */
export const TO_NOBODY = -2;

/** A destination that became a VM, for the page's list. */
export interface CaptureDestination {
  mac: string;
  packets: number;
}

/** Everything is fixed after loading; arrays must not be written to. */
export interface LoadedCapture {
  format: 'pcap' | 'pcapng';
  packets: number;
  /** What the scenario's `vms` should be unless it says otherwise: distinct unicast destinations, 1 to 16. */
  vms: number;
  /** Since the earliest packet, picoseconds, ascending; a packet without a timestamp has its predecessor's. */
  timePs: Float64Array;
  /** Frame length with FCS: original length, at least 60, plus 4. */
  bytes: Int32Array;
  /** Index into `destinations`, or one of the marks above. */
  destination: Int32Array;
  /** The packet's VM with `vms` VMs, 0-based, or VM_EVERYBODY or VM_NOT_FOR_US. */
  vm: Uint8Array;
  /** 0 … flows − 1, in order of appearance. */
  flow: Int32Array;
  flows: number;
  /** Who is vm1, vm2 …, in that order. */
  destinations: CaptureDestination[];
  /** Packets for every VM, and for none. */
  everybody: number;
  notForUs: number;
  /** Σ of `bytes`. */
  totalFrameBytes: number;
  /** From the earliest to the latest packet, picoseconds. */
  spanPs: number;
  /** Timestamps in nanoseconds since 1970 as decimal strings (they exceed 2⁵³): in file order, and the extremes. */
  stamps: { firstNs: string; lastNs: string; minNs: string; maxNs: string };
  /** Packets by frame length with FCS, as in `bytes`; the last class is open (`to` null). */
  sizes: { from: number; to: number | null; packets: number }[];
  /** Packets without a timestamp of their own. */
  simple: number;
  /** Records that could not be used because the file ends inside them (only when tolerant). */
  skipped: number;
  /** Where the record begins that the file ends inside, bytes; −1 if it does not. */
  cutAt: number;
  /** The report's figures, with `vms` VMs. */
  report: CaptureReport;
  warnings: string[];
}

/** The VM (0-based or a mark) that a destination means with `vms` VMs: beyond the last, round again. */
export function vmOfDestination(destination: number, vms: number): number {
  if (destination === TO_EVERYBODY) return VM_EVERYBODY;
  if (destination === TO_NOBODY) return VM_NOT_FOR_US;
  return destination % vms;
}

/** Packets of each VM with `vms` VMs; broadcast, multicast and strangers belong to none. */
export function packetsByVm(
  destinations: readonly CaptureDestination[],
  vms: number,
): Record<string, number> {
  const counts = new Array<number>(vms).fill(0);
  destinations.forEach(({ packets }, i) => {
    counts[i % vms] += packets;
  });
  return Object.fromEntries(counts.map((n, i) => [`vm${i + 1}`, n]));
}

/** The report's capture figures for a scenario with `vms` VMs. */
export function captureReport(capture: LoadedCapture, vms: number): CaptureReport {
  return { ...capture.report, by_vm: packetsByVm(capture.destinations, vms) };
}

/** What `traffic.vms` is for this capture unless the scenario says otherwise. */
export function captureVmCount(capture: LoadedCapture): number {
  return capture.vms;
}

/** Share of line rate that the capture as recorded needs, in wire time; null without a span. */
export function recordedLoad(capture: LoadedCapture, linkGbps: number): number | null {
  if (capture.spanPs === 0) return null;
  const last = capture.bytes[capture.packets - 1];
  const bytes = capture.totalFrameBytes - last + 20 * (capture.packets - 1);
  return (bytes * 8000) / linkGbps / capture.spanPs;
}

/** What completing a scenario needs to know of its capture. */
export function captureFacts(capture: LoadedCapture): { packets: number; destinations: number } {
  return { packets: capture.packets, destinations: capture.destinations.length };
}
