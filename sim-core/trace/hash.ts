// Hashes that are equal on every engine: 32-bit FNV-1a over words, and the hash of a whole trace.
import type { TraceChunk } from './chunk.ts';

/** Where a 32-bit hash begins. */
export const HASH_START = 0x811c9dc5 | 0;
const PRIME = 16777619;
/** Where the second half of a trace's hash begins. */
const SECOND_START = 0x2f0b4c47;
const words = new Int32Array(8);

/** Takes the 32 low bits of `word` into hash `h`, byte by byte. */
export function hashWord(h: number, word: number): number {
  h = Math.imul(h ^ (word & 255), PRIME);
  h = Math.imul(h ^ ((word >>> 8) & 255), PRIME);
  h = Math.imul(h ^ ((word >>> 16) & 255), PRIME);
  return Math.imul(h ^ (word >>> 24), PRIME);
}

/** Takes a time in whole picoseconds (below 2^53) into hash `h`. */
export function hashTime(h: number, ps: number): number {
  return hashWord(hashWord(h, ps | 0), Math.floor(ps / 4294967296) | 0);
}

/** 8 hex digits. */
export function hashDigits(h: number): string {
  return (h >>> 0).toString(16).padStart(8, '0');
}

/** Hash of the records of one or more lanes in their order; how they are cut into chunks makes no difference. */
export class TraceHash {
  private readonly a: number[] = [];
  private readonly b: number[] = [];
  private readonly counts: number[] = [];

  /** Takes in a chunk; chunks of different lanes may come in any order between them. */
  chunk(chunk: TraceChunk): void {
    while (this.a.length <= chunk.lane) {
      this.a.push(HASH_START);
      this.b.push(SECOND_START);
      this.counts.push(0);
    }
    const c = chunk.columns;
    let a = this.a[chunk.lane];
    let b = this.b[chunk.lane];
    for (let i = 0; i < chunk.count; i++) {
      words[0] = c.t[i] | 0;
      words[1] = Math.floor(c.t[i] / 4294967296);
      words[2] = c.dur[i] | 0;
      words[3] = Math.floor(c.dur[i] / 4294967296);
      words[4] = c.packet[i];
      words[5] = c.arg[i];
      words[6] = c.kind[i] | (c.core[i] << 8) | (c.vm[i] << 16) | (c.queue[i] << 24);
      words[7] = c.context[i];
      for (let w = 0; w < 8; w++) {
        a = Math.imul(a ^ words[w], PRIME);
        a ^= a >>> 15;
        b = Math.imul(b + words[w], 0x5bd1e995);
        b = ((b ^ (b >>> 13)) + 0x165667b1) | 0;
      }
    }
    this.a[chunk.lane] = a;
    this.b[chunk.lane] = b;
    this.counts[chunk.lane] += chunk.count;
  }

  /** Hash of all lanes so far: 16 hex digits. */
  digest(): string {
    let a = HASH_START;
    let b = SECOND_START;
    for (let lane = 0; lane < this.a.length; lane++) {
      a = hashWord(hashWord(a, this.a[lane]), this.counts[lane]);
      b = hashWord(hashWord(b, this.b[lane]), this.counts[lane]);
    }
    return hashDigits(a) + hashDigits(b);
  }

  /** Hash of one lane so far, which no other lane has a part in: 16 hex digits. */
  laneDigest(lane: number): string {
    if (lane >= this.a.length) return hashDigits(HASH_START) + hashDigits(SECOND_START);
    return (
      hashDigits(hashWord(this.a[lane], this.counts[lane])) +
      hashDigits(hashWord(this.b[lane], this.counts[lane]))
    );
  }
}
