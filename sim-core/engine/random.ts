// Named random streams: each consumer draws from its own, so a feature switched on never shifts another's numbers.
import { ln } from './math.ts';

/** 32-bit FNV-1a of a string's UTF-16 code units. */
export function hashName(name: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h | 0;
}

/** A 32-bit finalizer (every input bit reaches every output bit). */
export function mix32(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** A number below `n` (1 to 2³²−1) that depends on every bit of `x`; both sides unsigned, so that the division is whole. */
export function mixBelow(x: number, n: number): number {
  return (mix32(x) >>> 0) % (n >>> 0);
}

/**
 * A small fast counter-chaotic generator (sfc32 construction: three words of chaos and a counter), seeded by a number
 * and a name. Equal seed and name give equal numbers on every machine.
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number, name: string) {
    const h = hashName(name);
    this.a = mix32(seed | 0);
    this.b = mix32(h ^ 0x9e3779b9);
    this.c = mix32((seed ^ Math.imul(h, 0x85ebca6b)) | 0);
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** A number from 0 to 2³²−1. */
  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** A number in [0, 1), a multiple of 2⁻³². */
  float(): number {
    return this.uint32() / 4294967296;
  }

  /** A whole number from 0 to n − 1; n from 1 to 2³². The bias is below n ÷ 2³². */
  below(n: number): number {
    return Math.floor(this.float() * n);
  }
}

/** An exponential number with mean 1, from one draw. */
export function exponential(random: RandomStream): number {
  return -ln((random.uint32() + 0.5) / 4294967296);
}
