// The exact-match cache of one polling thread: whole flows, two places each, entered by chance (mechanics §4.3).
import { mix32, RandomStream } from '../../engine/random.ts';
import type { FlowTable } from './flow-table.ts';

/** Bits by which the second place's share of the hash lies higher. */
const SECOND = 13;

export class ExactMatchCache {
  hits = 0;
  misses = 0;
  private readonly table: FlowTable;
  private readonly entries: number;
  /** Chance of an insertion, of 2³². */
  private readonly chance: number;
  private readonly random: RandomStream;
  private readonly who: Int32Array;
  private readonly flow: Int32Array;
  private readonly rule: Int32Array;
  private readonly generation: Int32Array;

  /** `share`: chance that `offer` enters a flow. Draws from a stream of its own, named by `name`. */
  constructor(table: FlowTable, entries: number, share: number, seed: number, name: string) {
    this.table = table;
    this.entries = entries;
    this.chance = share * 4294967296;
    this.random = new RandomStream(seed, `exact-match cache ${name}`);
    this.who = new Int32Array(entries);
    this.flow = new Int32Array(entries);
    this.rule = new Int32Array(entries).fill(-1);
    this.generation = new Int32Array(entries);
  }

  /** The rule of exactly this flow, or −1. */
  lookup(who: number, flow: number): number {
    const hash = this.hash(who, flow);
    let entry = (hash >>> 0) % (this.entries >>> 0);
    if (!this.holds(entry, who, flow)) entry = (hash >>> SECOND) % this.entries;
    if (!this.holds(entry, who, flow)) {
      this.misses++;
      return -1;
    }
    this.hits++;
    return this.rule[entry];
  }

  /** The classifier found the flow's rule: now and then the flow is entered, in place of a dead or a colder one. */
  offer(who: number, flow: number, rule: number): void {
    if (this.random.uint32() >= this.chance) return;
    const hash = this.hash(who, flow);
    const first = (hash >>> 0) % (this.entries >>> 0);
    const second = (hash >>> SECOND) % this.entries;
    let entry = first;
    if (this.alive(first)) {
      if (!this.alive(second)) entry = second;
      else if (this.hashAt(second) < this.hashAt(first)) entry = second;
    }
    this.who[entry] = who;
    this.flow[entry] = flow;
    this.rule[entry] = rule;
    this.generation[entry] = this.table.generationOf(rule);
  }

  private hash(who: number, flow: number): number {
    return mix32(flow ^ Math.imul(who + 1, 0x85ebca6b));
  }

  private hashAt(entry: number): number {
    return this.hash(this.who[entry], this.flow[entry]) >>> 0;
  }

  private holds(entry: number, who: number, flow: number): boolean {
    return this.flow[entry] === flow && this.who[entry] === who && this.alive(entry);
  }

  private alive(entry: number): boolean {
    const rule = this.rule[entry];
    return rule >= 0 && this.generation[entry] === this.table.generationOf(rule);
  }
}
