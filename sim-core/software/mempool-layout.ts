// How a mempool spreads its objects over memory channels: their size in lines is made coprime to the channels (mechanics §3.8).

const LINE_BYTES = 64;
/** Bytes in front of each object, padded to a line. */
const HEADER_BYTES = 64;

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/**
 * Lines from one object to the next, for elements of `elementBytes` (a packet buffer's: header, headroom and data).
 * Padded until successive objects start on every channel and rank in turn.
 */
export function objectLines(elementBytes: number, channels: number, ranks = 1, trailerBytes = 0): number {
  let lines = Math.ceil((HEADER_BYTES + elementBytes + trailerBytes) / LINE_BYTES);
  while (gcd(lines, channels * ranks) !== 1) lines++;
  return lines;
}

/** The same in bytes, for objects that would be `strideBytes` apart without padding, header included. */
export function paddedStride(strideBytes: number, channels: number): number {
  return objectLines(strideBytes - HEADER_BYTES, channels) * LINE_BYTES;
}

/** Channel on which object `index` starts, with lines dealt out to `channels` in turn. Processors that hash differ. */
export function channelOf(index: number, lines: number, channels: number): number {
  return (index * lines) % channels;
}
