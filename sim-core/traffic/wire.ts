// Wire arithmetic: everything that a link's speed says about frames, in exact whole picoseconds.

/** Preamble and start delimiter: what passes before a frame's first byte. */
const PREAMBLE_BYTES = 8;
/** Preamble, start delimiter and the idle gap after the frame. */
const OVERHEAD_BYTES = 20;

/** Frame sizes with FCS and their weights. */
export type FrameMix = readonly (readonly [bytes: number, weight: number])[];

/** Picoseconds of one byte; whole for every link speed of the contract. */
export function bytePs(linkGbps: number): number {
  return 8000 / linkGbps;
}

/** Picoseconds that a frame of `frameBytes` (with FCS) occupies the link: preamble, frame and gap. */
export function wireTimePs(frameBytes: number, linkGbps: number): number {
  return (frameBytes + OVERHEAD_BYTES) * bytePs(linkGbps);
}

/** Picoseconds from the first bit of a frame's preamble until the frame's last bit is in. */
export function lastBitOffsetPs(frameBytes: number, linkGbps: number): number {
  return (frameBytes + PREAMBLE_BYTES) * bytePs(linkGbps);
}

/** Frames a second at line rate. */
export function lineRatePps(frameBytes: number, linkGbps: number): number {
  return (linkGbps * 1e9) / (8 * (frameBytes + OVERHEAD_BYTES));
}

/** Mean frame of a mix, in bytes with FCS. */
export function meanFrameBytes(mix: FrameMix): number {
  let bytes = 0;
  let weights = 0;
  for (const [size, weight] of mix) {
    bytes += size * weight;
    weights += weight;
  }
  return bytes / weights;
}

/** The time a mix's mean frame has on the wire: nanoseconds, and cycles of a core of `ghz`. Load does not enter. */
export function budgetOfMix(mix: FrameMix, linkGbps: number, ghz: number): { ns: number; cycles: number } {
  let ps = 0;
  let weights = 0;
  for (const [size, weight] of mix) {
    ps += wireTimePs(size, linkGbps) * weight;
    weights += weight;
  }
  return budgetOfTotal(ps, weights, ghz);
}

/** The same from a total of wire time in picoseconds and a count; one rounding, so 67.2 stays 67.2. */
export function budgetOfTotal(totalPs: number, count: number, ghz: number): { ns: number; cycles: number } {
  const megahertz = Math.round(ghz * 1000);
  return { ns: totalPs / (count * 1000), cycles: (totalPs * megahertz) / (count * 1e6) };
}
