// Reads a capture file and applies the rules by which its packets become traffic for VMs.
//
// Our own reader: no kept library reads pcap and pcapng (several sections and interfaces, both byte orders, any
// timestamp resolution, simple and old packet blocks) both in the browser and in Node. It passes over the file once,
// allocates nothing per packet and never trusts a length beyond the end of the file.
import type { CaptureChoice } from '../scenario/types.ts';
import { refuseLongRecording } from './capture-arrivals.ts';
import { FaultReporter } from './capture-fault.ts';
import { destinationsOf, type Owners } from './capture-owners.ts';
import { findSizes, numberFlows, orderByTime, relativeTimes, stampsOf } from './capture-order.ts';
import {
  type LoadedCapture,
  packetsByVm,
  TO_EVERYBODY,
  TO_NOBODY,
  vmOfDestination,
} from './loaded-capture.ts';
import { formatMac } from './mac.ts';
import { PacketColumns } from './packet-columns.ts';
import { isPcap, readPcap } from './pcap.ts';
import { isPcapng, readPcapng } from './pcapng.ts';

export type { LoadedCapture } from './loaded-capture.ts';

const LEAST_FRAME_BYTES = 60;
const FCS_BYTES = 4;
const LONGEST_WIRE_FRAME_BYTES = 9216;
const MOST_VMS = 16;

type Format = LoadedCapture['format'];

function formatOf(view: DataView, faults: FaultReporter): Format {
  if (view.byteLength === 0) throw faults.whole('the file is empty', 'choose a pcap or pcapng file');
  if (view.byteLength < 4)
    throw faults.at(view.byteLength, 'the file ends inside its first word', 'choose a pcap or pcapng file');
  if (isPcap(view)) return 'pcap';
  if (isPcapng(view)) return 'pcapng';
  const magic = view.getUint32(0);
  if (magic >>> 16 === 0x1f8b) throw faults.at(0, 'the file is compressed with gzip', 'unpack it first');
  if (magic === 0x28b52ffd) throw faults.at(0, 'the file is compressed with zstd', 'unpack it first');
  const shown = magic.toString(16).padStart(8, '0');
  throw faults.at(
    0,
    `begins with ${shown}, which is neither pcap nor pcapng`,
    'choose a pcap or pcapng file',
  );
}

function readColumns(view: DataView, format: Format, columns: PacketColumns, faults: FaultReporter): void {
  if (format === 'pcap') readPcap(view, columns, faults);
  else readPcapng(view, columns, faults);
  if (columns.count > 0) return;
  const problem = faults.cutRecords > 0 ? `no whole packet before byte ${faults.cutAt}` : 'no packets in it';
  throw faults.whole(problem, 'choose a capture with packets');
}

function warningsOf(capture: LoadedCapture, faults: FaultReporter, namedVms: boolean): string[] {
  const warnings: string[] = [];
  const { bytes, packets, destinations, vms } = capture;
  let long = 0;
  for (let i = 0; i < packets; i++) if (bytes[i] > LONGEST_WIRE_FRAME_BYTES) long++;
  if (long > 0) {
    const frames = long === 1 ? '1 frame is' : `${long} frames are`;
    warnings.push(
      `capture: ${frames} longer than ${LONGEST_WIRE_FRAME_BYTES} B (recorded before segmentation offload cut them); kept as recorded`,
    );
  }
  if (faults.cutRecords > 0) {
    warnings.push(
      `capture: the file ends inside the record at byte ${faults.cutAt}; the ${packets} packets before it are used`,
    );
  }
  if (!namedVms && destinations.length > vms) {
    warnings.push(
      `capture: ${destinations.length} destinations for ${vms} VMs; beyond vm${vms} they begin again at vm1`,
    );
  }
  return warnings;
}

/** Packets by destination address, keys sorted. */
function countByMac(owners: Owners): Record<string, number> {
  const addresses = [...owners.packetsByAddress.keys()].sort((a, b) => a - b);
  return Object.fromEntries(addresses.map((a) => [formatMac(a), owners.packetsByAddress.get(a) ?? 0]));
}

interface Assigned {
  bytes: Int32Array;
  destination: Int32Array;
  vm: Uint8Array;
  everybody: number;
  notForUs: number;
  padded: number;
  wireBytes: number;
  totalFrameBytes: number;
}

/** Sizes and destinations of the packets in order of time. */
function assign(columns: PacketColumns, order: Uint32Array, owners: Owners, vms: number): Assigned {
  const n = columns.count;
  const bytes = new Int32Array(n);
  const destination = new Int32Array(n);
  const vm = new Uint8Array(n);
  const sum = { everybody: 0, notForUs: 0, padded: 0, wireBytes: 0, totalFrameBytes: 0 };
  for (let i = 0; i < n; i++) {
    const row = order[i];
    const original = columns.original[row];
    const owner = owners.ownerOf(columns.address[row]);
    if (original < LEAST_FRAME_BYTES) sum.padded++;
    if (owner === TO_EVERYBODY) sum.everybody++;
    else if (owner === TO_NOBODY) sum.notForUs++;
    bytes[i] = Math.max(LEAST_FRAME_BYTES, original) + FCS_BYTES;
    destination[i] = owner;
    vm[i] = vmOfDestination(owner, vms);
    sum.wireBytes += original;
    sum.totalFrameBytes += bytes[i];
  }
  return { bytes, destination, vm, ...sum };
}

/**
 * Reads a pcap or pcapng file by the contract's rules for captures. Throws InputError if the file or the choice is
 * unusable; `choice.file` is only the name in messages.
 */
export function loadCapture(bytes: Uint8Array, choice: CaptureChoice): LoadedCapture {
  const faults = new FaultReporter(choice.file, choice.tolerant);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = formatOf(view, faults);
  const columns = new PacketColumns(bytes, faults);
  readColumns(view, format, columns, faults);

  const { order, outOfOrder } = orderByTime(columns);
  const timePs = relativeTimes(columns, order);
  const spanPs = timePs[columns.count - 1];
  if (choice.timing === 'recorded') refuseLongRecording({ spanPs });
  const owners = destinationsOf(columns, choice.vms);
  const vms = choice.vms?.length ?? Math.min(MOST_VMS, Math.max(1, owners.list.length));
  const { padded, wireBytes, ...assigned } = assign(columns, order, owners, vms);
  const capture: LoadedCapture = {
    format,
    packets: columns.count,
    vms,
    timePs,
    ...assigned,
    ...numberFlows(columns, order),
    destinations: owners.list,
    spanPs,
    stamps: stampsOf(columns, order),
    sizes: findSizes(assigned.bytes),
    simple: columns.simple,
    skipped: faults.cutRecords,
    cutAt: faults.cutRecords > 0 ? faults.cutAt : -1,
    report: {
      packets: columns.count,
      wire_bytes: wireBytes,
      captured_bytes: columns.capturedBytes,
      out_of_order: outOfOrder,
      padded,
      truncated: columns.truncated,
      by_destination_mac: countByMac(owners),
      by_vm: packetsByVm(owners.list, vms),
    },
    warnings: [],
  };
  // Frozen, so that snapshots of whoever holds it pass it by.
  return Object.freeze({ ...capture, warnings: warningsOf(capture, faults, choice.vms !== undefined) });
}
