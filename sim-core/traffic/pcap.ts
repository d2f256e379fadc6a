// Reads classic pcap: both byte orders, microseconds and nanoseconds.
import type { FaultReporter } from './capture-fault.ts';
import type { PacketColumns } from './packet-columns.ts';

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;

/** Whether a file's first four bytes, read big-endian and little-endian, are those of classic pcap. */
export function isPcap(view: DataView): boolean {
  const big = view.getUint32(0);
  const little = view.getUint32(0, true);
  return [big, little].some((magic) => magic === MAGIC_MICROSECONDS || magic === MAGIC_NANOSECONDS);
}

function readHeader(view: DataView, faults: FaultReporter): { little: boolean; nanoseconds: boolean } {
  if (view.byteLength < FILE_HEADER_BYTES) {
    throw faults.at(view.byteLength, `the file ends inside its header of ${FILE_HEADER_BYTES} bytes`);
  }
  const big = view.getUint32(0);
  const little = big !== MAGIC_MICROSECONDS && big !== MAGIC_NANOSECONDS;
  const major = view.getUint16(4, little);
  if (major !== 2) {
    throw faults.at(4, `pcap version ${major}, but only version 2 is read`, 'save it as pcap or pcapng');
  }
  faults.checkLinkType(20, view.getUint32(20, little) & 0xffff);
  return { little, nanoseconds: view.getUint32(0, little) === MAGIC_NANOSECONDS };
}

/** Reads all packets into the columns. Lengths are believed only as far as the file reaches. */
export function readPcap(view: DataView, columns: PacketColumns, faults: FaultReporter): void {
  const { little, nanoseconds } = readHeader(view, faults);
  const unitPs = nanoseconds ? 1000 : 1_000_000;
  const end = view.byteLength;
  let at = FILE_HEADER_BYTES;
  while (at < end) {
    if (end - at < RECORD_HEADER_BYTES) {
      faults.endsInside(at, end, columns.count);
      return;
    }
    const captured = view.getUint32(at + 8, little);
    const original = view.getUint32(at + 12, little);
    faults.checkLengths(at, captured, original);
    const data = at + RECORD_HEADER_BYTES;
    if (captured > end - data) {
      faults.endsInside(at, end, columns.count);
      return;
    }
    const fractionPs = view.getUint32(at + 4, little) * unitPs;
    const carry = Math.floor(fractionPs / 1e12);
    columns.add(at, view.getUint32(at, little) + carry, fractionPs - carry * 1e12, data, captured, original);
    at = data + captured;
  }
}
