// A capture's packets in order of time: sorted stably, counted from the earliest, flows numbered as they appear.
import type { LoadedCapture } from './loaded-capture.ts';
import type { PacketColumns } from './packet-columns.ts';

/** Lower bounds of the size classes, in bytes of a frame with padding and FCS, as a switch counts them. */
const SIZE_CLASSES = [64, 65, 128, 256, 512, 1024, 1280, 1519] as const;

/** The file's rows in order of time (stable), and how many timestamps were below their predecessor's. */
export function orderByTime(columns: PacketColumns): { order: Uint32Array; outOfOrder: number } {
  const { seconds, fractionPs, count } = columns;
  const order = new Uint32Array(count);
  let outOfOrder = 0;
  for (let i = 0; i < count; i++) {
    order[i] = i;
    if (i === 0 || seconds[i] > seconds[i - 1]) continue;
    if (seconds[i] < seconds[i - 1] || fractionPs[i] < fractionPs[i - 1]) outOfOrder++;
  }
  if (outOfOrder > 0) {
    order.sort((a, b) => seconds[a] - seconds[b] || fractionPs[a] - fractionPs[b] || a - b);
  }
  return { order, outOfOrder };
}

/** Picoseconds since the earliest packet, in order of time; exact below 2⁵³. */
export function relativeTimes(columns: PacketColumns, order: Uint32Array): Float64Array {
  const { seconds, fractionPs, count } = columns;
  const times = new Float64Array(count);
  const first = order[0];
  for (let i = 0; i < count; i++) {
    const row = order[i];
    times[i] = (seconds[row] - seconds[first]) * 1e12 + (fractionPs[row] - fractionPs[first]);
  }
  return times;
}

/** Flows 0, 1, 2 … in order of appearance. */
export function numberFlows(columns: PacketColumns, order: Uint32Array): { flow: Int32Array; flows: number } {
  const flow = new Int32Array(columns.count);
  const numbers = new Map<number, number>();
  for (let i = 0; i < columns.count; i++) {
    const key = columns.flowKey[order[i]];
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    flow[i] = number;
  }
  return { flow, flows: numbers.size };
}

/** First and last timestamp as in the file, and the extremes: nanoseconds, rounded down, as decimal strings. */
export function stampsOf(columns: PacketColumns, order: Uint32Array): LoadedCapture['stamps'] {
  const last = columns.count - 1;
  const ns = (row: number) =>
    (
      BigInt(columns.seconds[row]) * 1_000_000_000n +
      BigInt(Math.floor(columns.fractionPs[row] / 1000))
    ).toString();
  return { firstNs: ns(0), lastNs: ns(last), minNs: ns(order[0]), maxNs: ns(order[last]) };
}

/** Frames by class of length on the wire; classes without packets are left out. */
export function findSizes(bytes: Int32Array): LoadedCapture['sizes'] {
  const counts = SIZE_CLASSES.map(() => 0);
  for (const length of bytes) {
    let k = SIZE_CLASSES.length - 1;
    while (length < SIZE_CLASSES[k]) k--;
    counts[k]++;
  }
  return SIZE_CLASSES.map((from, k) => ({
    from,
    to: k + 1 < SIZE_CLASSES.length ? SIZE_CLASSES[k + 1] - 1 : null,
    packets: counts[k],
  })).filter(({ packets }) => packets > 0);
}
