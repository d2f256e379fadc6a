// One table of time steps for every peer in every language, so that all of them process the same events in the same order.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mix32 } from '../../sim-core/engine/random.ts';

/** Where everything that the bench builds is kept. */
export const CACHE = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
/** The table as a file of little-endian doubles. */
export const INCREMENTS_FILE = `${CACHE}increments.bin`;
/** Entries; a power of two. */
export const TABLE = 16_384;
/** Mean step: one packet time of minimum frames at 10 Gb/s, picoseconds. */
const MEAN_PS = 67_200;

/** Shuffled quantiles of the exponential distribution in whole picoseconds, exact in a double and so alike everywhere. */
export function increments(): Float64Array {
  if (!existsSync(INCREMENTS_FILE)) {
    const table = new Float64Array(TABLE);
    for (let i = 0; i < TABLE; i++) {
      table[i] = Math.max(1, Math.round(-Math.log(1 - (i + 0.5) / TABLE) * MEAN_PS));
    }
    for (let i = TABLE - 1; i > 0; i--) {
      const j = (mix32(i) >>> 0) % (i + 1);
      const kept = table[i];
      table[i] = table[j];
      table[j] = kept;
    }
    mkdirSync(dirname(INCREMENTS_FILE), { recursive: true });
    writeFileSync(INCREMENTS_FILE, new Uint8Array(table.buffer));
  }
  const bytes = readFileSync(INCREMENTS_FILE);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** Folds a number into the hash of the processed order; stays a 32-bit integer, so nothing is boxed. */
export const fold = (hash: number, x: number): number => Math.imul(hash ^ x, 0x01000193);
export const HASH_START = 0x811c9dc5 | 0;

/** What every peer prints as its last line. */
export interface Row {
  peer: string;
  impl: string;
  model: 'hold' | 'tandem';
  n: number;
  events: number;
  secs: number;
  /** Of the processed order, hexadecimal; '-' where the peer cannot say. */
  hash: string;
  bytesPerEvent?: number;
}
