// Every order in which threads can take their steps: each state once, the shortest way to what breaks a rule.
import { initialState, LOCAL, localsAt, type RingMachine, type RingState, STEP, WORD } from './machine.ts';
import { violations, type Violation } from './rules.ts';
import { isDone, isWaiting, stepInPlace } from './step.ts';

export interface ExploreOptions {
  /** The comparison of room and wish concerns nobody else: it happens together with the load before it. */
  fuseChecks?: boolean;
  /** All objects of an operation are copied in one step. */
  groupCopies?: boolean;
  /** States that break a rule are followed like others: only threads that hang are looked for. */
  pastRules?: boolean;
  /** Most states to visit; beyond it the search gives up loudly. */
  limit?: number;
}

export interface Exploration {
  states: number;
  transitions: number;
  /** States in which every thread has finished. */
  finals: number;
  /** States in which some thread waits for another: the price of a stalled peer. */
  waiting: number;
  /** States in which a thread waits to publish what it has copied. */
  waitingToPublish: number;
  /** Threads in the order of their steps, up to a state from which nobody can go on; null if there is none. */
  hang: number[] | null;
  /** The first state that breaks a rule, and the order of steps that leads there; null if none does. */
  broken: { violation: Violation; schedule: number[] } | null;
}

const DEFAULT_LIMIT = 4_000_000;

/**
 * Visits every state breadth first, and ends at the first that breaks a rule.
 * All that a state holds fits a byte when indices are taken from the start, so states are kept as bytes.
 */
export function explore(machine: RingMachine, options: ExploreOptions = {}): Exploration {
  const store = new StateStore(machine, options.limit ?? DEFAULT_LIMIT);
  const result: Exploration = {
    states: 0,
    transitions: 0,
    finals: 0,
    waiting: 0,
    waitingToPublish: 0,
    hang: null,
    broken: null,
  };
  store.add(initialState(machine), -1, -1);
  const state = new Uint32Array(machine.words);
  const next = new Uint32Array(machine.words);
  const threads = machine.threads.length;
  for (let at = 0; at < store.count; at++) {
    store.read(at, state);
    const broken = options.pastRules === true ? [] : violations(machine, state);
    if (broken.length > 0) {
      result.broken = { violation: broken[0], schedule: store.schedule(at, options) };
      break;
    }
    let moved = false;
    let done = 0;
    let waits = false;
    let publishing = false;
    for (let t = 0; t < threads; t++) {
      if (isDone(machine, state, t)) done++;
      else if (isWaiting(machine, state, t)) {
        waits = true;
        publishing ||= state[localsAt(machine, t) + LOCAL.step] === STEP.awaitTail;
      } else {
        moved = true;
        next.set(state);
        macroStep(machine, next, t, options);
        result.transitions++;
        store.add(next, at, t);
      }
    }
    if (done === threads) result.finals++;
    else if (!moved) result.hang ??= store.schedule(at, options);
    if (waits) result.waiting++;
    if (publishing) result.waitingToPublish++;
  }
  result.states = store.count;
  return result;
}

/** One step, and those that the options count as part of it. Returns how many it was. */
function macroStep(machine: RingMachine, s: RingState, thread: number, options: ExploreOptions): number {
  const at = localsAt(machine, thread) + LOCAL.step;
  const copying = options.groupCopies === true && s[at] === STEP.copy;
  let steps = 0;
  do {
    stepInPlace(machine, s, thread);
    steps++;
  } while ((copying && s[at] === STEP.copy) || (options.fuseChecks === true && s[at] === STEP.check));
  return steps;
}

/** States seen, each once, with the state and thread they were first reached by. */
class StateStore {
  count = 0;
  private readonly machine: RingMachine;
  private readonly limit: number;
  private readonly relative: Uint8Array;
  private bytes: Uint8Array;
  private parent = new Int32Array(1024);
  private thread = new Int8Array(1024);
  private table = new Int32Array(4096).fill(-1);
  private readonly packed: Uint8Array;

  constructor(machine: RingMachine, limit: number) {
    this.machine = machine;
    this.limit = limit;
    this.relative = new Uint8Array(machine.words);
    for (const word of [WORD.producerHead, WORD.producerTail, WORD.consumerHead, WORD.consumerTail]) {
      this.relative[word] = 1;
    }
    for (let t = 0; t < machine.threads.length; t++) {
      for (const local of [LOCAL.head, LOCAL.far, LOCAL.newHead]) {
        this.relative[localsAt(machine, t) + local] = 1;
      }
    }
    this.bytes = new Uint8Array(1024 * machine.words);
    this.packed = new Uint8Array(machine.words);
  }

  /** Keeps the state unless it is known. */
  add(state: RingState, parent: number, thread: number): void {
    const { packed, machine } = this;
    const { words } = machine;
    let hash = 0x811c9dc5;
    for (let i = 0; i < words; i++) {
      const value = this.relative[i] === 1 ? state[i] - machine.start : state[i];
      packed[i] = value;
      hash = Math.imul(hash ^ packed[i], 0x01000193);
    }
    hash ^= hash >>> 15;
    const mask = this.table.length - 1;
    let at = hash & mask;
    for (; this.table[at] >= 0; at = (at + 1) & mask) if (this.isSame(this.table[at])) return;
    if (this.count === this.limit) throw new RangeError(`more than ${this.limit} states`);
    this.makeRoom();
    this.bytes.set(packed, this.count * words);
    this.parent[this.count] = parent;
    this.thread[this.count] = thread;
    this.table[at] = this.count++;
    if (this.count * 2 > this.table.length) this.rehash();
  }

  read(index: number, into: RingState): void {
    const { words, start } = this.machine;
    for (let i = 0; i < words; i++) {
      const value = this.bytes[index * words + i];
      into[i] = this.relative[i] === 1 ? start + value : value;
    }
  }

  /** Threads in the order of their single steps, from the beginning to this state. */
  schedule(index: number, options: ExploreOptions): number[] {
    const turns: number[] = [];
    for (let at = index; this.parent[at] >= 0; at = this.parent[at]) turns.push(this.thread[at]);
    const state = initialState(this.machine);
    const steps: number[] = [];
    for (const thread of turns.reverse()) {
      for (let n = macroStep(this.machine, state, thread, options); n > 0; n--) steps.push(thread);
    }
    return steps;
  }

  private isSame(index: number): boolean {
    const { words } = this.machine;
    const from = index * words;
    for (let i = 0; i < words; i++) if (this.bytes[from + i] !== this.packed[i]) return false;
    return true;
  }

  private makeRoom(): void {
    if (this.count < this.parent.length) return;
    const n = this.count * 2;
    const bytes = new Uint8Array(n * this.machine.words);
    bytes.set(this.bytes);
    this.bytes = bytes;
    const parent = new Int32Array(n);
    parent.set(this.parent);
    this.parent = parent;
    const thread = new Int8Array(n);
    thread.set(this.thread);
    this.thread = thread;
  }

  private rehash(): void {
    const { words } = this.machine;
    const table = new Int32Array(this.table.length * 4).fill(-1);
    const mask = table.length - 1;
    for (let index = 0; index < this.count; index++) {
      let hash = 0x811c9dc5;
      for (let i = 0; i < words; i++) hash = Math.imul(hash ^ this.bytes[index * words + i], 0x01000193);
      hash ^= hash >>> 15;
      let at = hash & mask;
      while (table[at] >= 0) at = (at + 1) & mask;
      table[at] = index;
    }
    this.table = table;
  }
}
