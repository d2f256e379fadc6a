// A datapath's rules (megaflows): a hash table in typed arrays that costs the same with ten rules and with a million.
import { mix32, mixBelow } from '../../engine/random.ts';
import { ExpiryWheel } from './expiry-wheel.ts';
import { MaskOrder } from './mask-order.ts';
import type { SwitchSettings } from './settings.ts';

const FIRST_CAPACITY = 256;
/** Flow column of a rule that covers every flow. */
const ANY_FLOW = -1;

/** Port it came in by (0 the wire, else the VM) and destination (VM, or a mark), as one number. */
export function whoOf(inPort: number, vm: number): number {
  return (inPort << 8) | vm;
}

function hashOf(who: number, flow: number): number {
  return mix32(flow ^ Math.imul(who + 1, 0x9e3779b1));
}

/**
 * Rules are numbered; a number is used again after its rule is gone, and `generation` tells the two apart. A rule that
 * has been made but not installed is found by `find` and not by `lookup`.
 */
export class FlowTable {
  /** Rules, installed or being made. */
  count = 0;
  readonly masks: MaskOrder;
  readonly wheel: ExpiryWheel;
  private readonly settings: SwitchSettings;
  private buckets = new Int32Array(2 * FIRST_CAPACITY).fill(-1);
  private next = new Int32Array(FIRST_CAPACITY);
  private who = new Int32Array(FIRST_CAPACITY);
  private flow = new Int32Array(FIRST_CAPACITY);
  private mask = new Int32Array(FIRST_CAPACITY);
  private installed = new Uint8Array(FIRST_CAPACITY);
  private usedPs = new Float64Array(FIRST_CAPACITY);
  private generations = new Int32Array(FIRST_CAPACITY);
  private free = -1;
  private made = 0;

  constructor(settings: SwitchSettings) {
    this.settings = settings;
    this.masks = new MaskOrder(settings.masks);
    this.wheel = new ExpiryWheel(settings.idlePs, settings.revalidatePs, FIRST_CAPACITY);
  }

  /** No further rule may be installed. */
  get full(): boolean {
    return this.count >= this.settings.maxFlows;
  }

  /** The rule that covers such a packet, installed or being made; −1 none. */
  find(who: number, flow: number): number {
    const key = this.settings.perFlow ? flow : ANY_FLOW;
    let rule = this.buckets[hashOf(who, key) & (this.buckets.length - 1)];
    while (rule >= 0 && (this.flow[rule] !== key || this.who[rule] !== who)) rule = this.next[rule];
    return rule;
  }

  /** The installed rule that covers such a packet, or −1. */
  lookup(who: number, flow: number): number {
    const rule = this.find(who, flow);
    return rule >= 0 && this.installed[rule] === 1 ? rule : -1;
  }

  /** A packet used the rule. */
  use(rule: number, nowPs: number): void {
    this.usedPs[rule] = nowPs;
  }

  maskOf(rule: number): number {
    return this.mask[rule];
  }

  generationOf(rule: number): number {
    return this.generations[rule];
  }

  /** Makes a rule for such packets; there must be none. Returns its number. */
  make(who: number, flow: number, nowPs: number): number {
    const rule = this.takeNumber();
    const key = this.settings.perFlow ? flow : ANY_FLOW;
    const hash = hashOf(who, key);
    this.who[rule] = who;
    this.flow[rule] = key;
    this.mask[rule] = mixBelow(hash ^ 0x3c6ef372, this.settings.masks);
    this.installed[rule] = 0;
    this.usedPs[rule] = nowPs;
    const bucket = hash & (this.buckets.length - 1);
    this.next[rule] = this.buckets[bucket];
    this.buckets[bucket] = rule;
    this.wheel.add(rule, nowPs + this.settings.idlePs);
    return rule;
  }

  /** The datapath has the rule from now on. */
  install(rule: number, nowPs: number): void {
    this.installed[rule] = 1;
    this.usedPs[rule] = nowPs;
    this.masks.add(this.mask[rule]);
  }

  /** Deletes rules of this sweep that nobody has used for the idle time; returns how many. */
  sweep(nowPs: number): number {
    const { wheel, settings } = this;
    let gone = 0;
    let rule = wheel.take(nowPs);
    while (rule >= 0) {
      const after = wheel.after(rule);
      const used = this.installed[rule] === 1 ? this.usedPs[rule] : nowPs;
      const due = used + settings.idlePs;
      if (due <= nowPs) {
        this.remove(rule);
        gone++;
      } else wheel.add(rule, due);
      rule = after;
    }
    return gone;
  }

  /** Deletes all rules. */
  clear(): void {
    this.buckets.fill(-1);
    this.masks.clear();
    this.wheel.clear();
    for (let rule = 0; rule < this.made; rule++) this.generations[rule]++;
    this.free = -1;
    this.made = 0;
    this.count = 0;
  }

  /** Rules in the fullest bucket: what a lookup compares at most. */
  longestChain(): number {
    let longest = 0;
    for (const head of this.buckets) {
      let n = 0;
      for (let rule = head; rule >= 0; rule = this.next[rule]) n++;
      if (n > longest) longest = n;
    }
    return longest;
  }

  private takeNumber(): number {
    this.count++;
    if (this.free >= 0) {
      const rule = this.free;
      this.free = this.next[rule];
      return rule;
    }
    if (this.made === this.who.length) this.grow();
    return this.made++;
  }

  private remove(rule: number): void {
    const bucket = hashOf(this.who[rule], this.flow[rule]) & (this.buckets.length - 1);
    if (this.buckets[bucket] === rule) this.buckets[bucket] = this.next[rule];
    else {
      let before = this.buckets[bucket];
      while (this.next[before] !== rule) before = this.next[before];
      this.next[before] = this.next[rule];
    }
    this.masks.remove(this.mask[rule]);
    this.generations[rule]++;
    this.next[rule] = this.free;
    this.free = rule;
    this.count--;
  }

  /** Doubles the columns and spreads all rules over twice as many buckets; only called when no number is free. */
  private grow(): void {
    const n = this.who.length * 2;
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const column = new Int32Array(n);
      column.set(old);
      return column;
    };
    this.next = wider(this.next);
    this.who = wider(this.who);
    this.flow = wider(this.flow);
    this.mask = wider(this.mask);
    this.generations = wider(this.generations);
    const installed = new Uint8Array(n);
    installed.set(this.installed);
    this.installed = installed;
    const usedPs = new Float64Array(n);
    usedPs.set(this.usedPs);
    this.usedPs = usedPs;
    this.wheel.grow(n);
    this.buckets = new Int32Array(2 * n).fill(-1);
    for (let rule = 0; rule < this.made; rule++) {
      const bucket = hashOf(this.who[rule], this.flow[rule]) & (2 * n - 1);
      this.next[rule] = this.buckets[bucket];
      this.buckets[bucket] = rule;
    }
  }
}
