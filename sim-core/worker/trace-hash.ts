// A hash over trace records, one after the other: equal traces have equal hashes however they fell into chunks.
import type { TraceChunk } from '../trace/chunk.ts';

const HEX = 16;

function hex32(x: number): string {
  return (x >>> 0).toString(HEX).padStart(8, '0');
}

/** Two 32-bit lanes of multiply-and-rotate over all nine columns of each record, in order. */
export class TraceHash {
  private a = 0x67ab1e5d | 0;
  private b = 0x2545f491 | 0;
  /** Records hashed. */
  records = 0;

  /** Takes in the first `count` records of a chunk. */
  add(chunk: Pick<TraceChunk, 'count' | 'columns'>): void {
    const { t, dur, packet, arg, kind, core, vm, queue, context } = chunk.columns;
    const tWords = new Int32Array(t.buffer, t.byteOffset, 2 * t.length);
    const durWords = new Int32Array(dur.buffer, dur.byteOffset, 2 * dur.length);
    let a = this.a;
    let b = this.b;
    for (let i = 0; i < chunk.count; i++) {
      a = Math.imul(a ^ tWords[2 * i], 0x9e3779b1);
      b = Math.imul(b ^ tWords[2 * i + 1] ^ (a >>> 15), 0x85ebca77);
      a = Math.imul(a ^ durWords[2 * i] ^ (b >>> 13), 0xc2b2ae3d);
      b = Math.imul(b ^ durWords[2 * i + 1] ^ (a >>> 16), 0x27d4eb2f);
      a = Math.imul(a ^ packet[i] ^ (b >>> 14), 0x165667b1);
      b = Math.imul(b ^ arg[i] ^ (a >>> 15), 0x9e3779b1);
      a = Math.imul(a ^ (kind[i] | (core[i] << 8) | (vm[i] << 16) | (queue[i] << 24)), 0x85ebca77);
      b = Math.imul(b ^ context[i] ^ (a >>> 13), 0xc2b2ae3d);
      a ^= b >>> 16;
    }
    this.a = a;
    this.b = b;
    this.records += chunk.count;
  }

  /** 16 hexadecimal digits; the number of records is part of them. */
  digest(): string {
    const a = Math.imul(this.a ^ this.records, 0x85ebca6b);
    const b = Math.imul(this.b ^ (a >>> 13), 0xc2b2ae35);
    return hex32(a ^ (b >>> 16)) + hex32(b);
  }
}

/** The hash of a whole run from its lanes' hashes, in the lanes' order; 16 hexadecimal digits. */
export function combineHashes(lanes: readonly string[]): string {
  let a = 0x811c9dc5 | 0;
  let b = 0x2545f491 | 0;
  for (const lane of lanes) {
    for (let i = 0; i < lane.length; i++) {
      a = Math.imul(a ^ lane.charCodeAt(i), 0x01000193);
      b = Math.imul(b ^ lane.charCodeAt(i) ^ (a >>> 11), 0x9e3779b1);
    }
  }
  return hex32(a) + hex32(b);
}
