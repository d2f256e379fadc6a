// The ring as a state machine: its words in memory, the threads that work on it, and where each of them is (mechanics §3.7).

/** How a side keeps its threads apart: one thread, compare-and-swap, relaxed tail, or one operation at a time. */
export type RingMode = 'sp' | 'mp' | 'rts' | 'hts';
/** The machine as it is, or one of the mistakes worth seeing. */
export type RingVariant = 'correct' | 'plus-one' | 'no-room-check' | 'reordered-loads';
export type Side = 'producer' | 'consumer';

export interface RingChoice {
  /** Slots: a power of two, 2 … 128. With `exact` the ring is made large enough by itself and this is ignored. */
  size: number;
  /** Objects it must hold exactly; null: one fewer than it has slots. */
  exact?: number | null;
  producers: RingMode;
  consumers: RingMode;
  variant?: RingVariant;
  /** Value of all four indices before the first object; they run freely through 2^32. */
  start?: number;
  /** Objects that lie in the ring already. */
  filled?: number;
  /** Relaxed tail: how far the head may run ahead of the tail; default an eighth of the capacity. */
  reach?: number;
}

/** One call of enqueue or dequeue. `all`: n objects or none (bulk); else as many as there are (burst). */
export interface Operation {
  n: number;
  all: boolean;
}

export interface ThreadPlan {
  side: Side;
  operations: readonly Operation[];
}

/** Every word of memory and every local of every thread, as unsigned 32-bit numbers. Never changed once made. */
export type RingState = Uint32Array;

/** Where a thread is: the micro-step that it takes next. */
export const STEP = {
  loadHead: 0,
  awaitReach: 1,
  loadFar: 2,
  check: 3,
  reserve: 4,
  copy: 5,
  awaitTail: 6,
  publish: 7,
  loadTail: 8,
  reloadHead: 9,
  done: 10,
} as const;

/** Words of memory: four positions, and the counters that relaxed tails carry beside them. */
export const WORD = {
  producerHead: 0,
  producerTail: 1,
  consumerHead: 2,
  consumerTail: 3,
  producerHeadCount: 4,
  producerTailCount: 5,
  consumerHeadCount: 6,
  consumerTailCount: 7,
} as const;
/** Words before the slots. */
const SLOTS_AT = 8;

/** A thread's locals, from the thread's first word. */
export const LOCAL = {
  step: 0,
  operation: 1,
  /** Head it has read: start of what it reserves. */
  head: 2,
  /** Tail of the other side that it has read; at the end of a relaxed operation its own side's tail. */
  far: 3,
  n: 4,
  copied: 5,
  headCount: 6,
  tailCount: 7,
  newHead: 8,
  /** Objects it has reserved in all its operations: not in the real program, the rules count by it. */
  moved: 9,
} as const;
export const LOCALS = 10;

/** A ring with its threads, ready to be stepped. */
export interface RingMachine {
  readonly size: number;
  readonly mask: number;
  readonly capacity: number;
  readonly producers: RingMode;
  readonly consumers: RingMode;
  readonly variant: RingVariant;
  readonly start: number;
  readonly filled: number;
  readonly reach: number;
  readonly threads: readonly ThreadPlan[];
  /** Number of the first object that each operation of each thread brings; 0 for consumers. */
  readonly firstObject: readonly (readonly number[])[];
  /** Positions that the record of reservations and of objects taken covers. */
  readonly positions: number;
  readonly slotsAt: number;
  /** Object that was to go to each position, in the order of reservations; and what was taken from it. */
  readonly reservedAt: number;
  readonly takenAt: number;
  readonly threadsAt: number;
  readonly words: number;
}

function powerAtLeast(n: number): number {
  let p = 1;
  while (p < n) p *= 2;
  return p;
}

function demand(threads: readonly ThreadPlan[], side: Side): number {
  let sum = 0;
  for (const thread of threads) {
    if (thread.side === side) for (const { n } of thread.operations) sum += n;
  }
  return sum;
}

function numberObjects(threads: readonly ThreadPlan[], filled: number): number[][] {
  let next = filled + 1;
  return threads.map(({ side, operations }) =>
    operations.map(({ n }) => {
      if (side === 'consumer') return 0;
      next += n;
      return next - n;
    }),
  );
}

function checkChoice(size: number, capacity: number, filled: number, objects: number): void {
  if (size !== powerAtLeast(size) || size < 2 || size > 128) throw new RangeError(`ring of ${size} slots`);
  if (capacity < 1 || filled < 0 || filled > capacity)
    throw new RangeError(`${filled} objects in a ring for ${capacity}`);
  if (objects > 255) throw new RangeError('more than 255 objects');
}

/** Lays out a ring and its threads. Objects are numbered from 1: those in the ring first, then thread by thread. */
export function createMachine(choice: RingChoice, threads: readonly ThreadPlan[]): RingMachine {
  const exact = choice.exact ?? null;
  const size = exact === null ? choice.size : powerAtLeast(exact + 1);
  const capacity = exact ?? size - 1;
  const filled = choice.filled ?? 0;
  const produced = demand(threads, 'producer') + filled;
  checkChoice(size, capacity, filled, produced);
  const positions = Math.max(produced, demand(threads, 'consumer'));
  const reservedAt = SLOTS_AT + size;
  const takenAt = reservedAt + positions;
  const threadsAt = takenAt + positions;
  return {
    size,
    mask: size - 1,
    capacity,
    producers: choice.producers,
    consumers: choice.consumers,
    variant: choice.variant ?? 'correct',
    start: (choice.start ?? 0) >>> 0,
    filled,
    reach: choice.reach ?? capacity >> 3,
    threads,
    firstObject: numberObjects(threads, filled),
    positions,
    slotsAt: SLOTS_AT,
    reservedAt,
    takenAt,
    threadsAt,
    words: threadsAt + threads.length * LOCALS,
  };
}

/** The state in which every thread is about to take its first step. */
export function initialState(machine: RingMachine): RingState {
  const { start, filled } = machine;
  const state = new Uint32Array(machine.words);
  state[WORD.consumerHead] = start;
  state[WORD.consumerTail] = start;
  state[WORD.producerHead] = start + filled;
  state[WORD.producerTail] = start + filled;
  for (let i = 0; i < filled; i++) {
    state[machine.slotsAt + ((start + i) & machine.mask)] = i + 1;
    state[machine.reservedAt + i] = i + 1;
  }
  for (let t = 0; t < machine.threads.length; t++) {
    const at = localsAt(machine, t);
    clearLocals(machine, state, at);
    state[at + LOCAL.step] = machine.threads[t].operations.length === 0 ? STEP.done : firstStep(machine, t);
  }
  return state;
}

/** First word of a thread's locals. */
export function localsAt(machine: RingMachine, thread: number): number {
  return machine.threadsAt + thread * LOCALS;
}

/** Forgets what an operation had read, so that states that differ in nothing else are one. */
export function clearLocals(machine: RingMachine, state: RingState, at: number): void {
  state[at + LOCAL.head] = machine.start;
  state[at + LOCAL.far] = machine.start;
  state[at + LOCAL.newHead] = machine.start;
  state[at + LOCAL.n] = 0;
  state[at + LOCAL.copied] = 0;
  state[at + LOCAL.headCount] = 0;
  state[at + LOCAL.tailCount] = 0;
}

/** The step with which a thread begins an operation, or tries again. */
export function firstStep(machine: RingMachine, thread: number): number {
  const mode = modeOf(machine, thread);
  const reordered = machine.variant === 'reordered-loads' && (mode === 'mp' || mode === 'sp');
  return reordered ? STEP.loadFar : STEP.loadHead;
}

/** The kind of ring that a thread's side is. */
export function modeOf(machine: RingMachine, thread: number): RingMode {
  return machine.threads[thread].side === 'producer' ? machine.producers : machine.consumers;
}

/** The step that a thread takes next. */
export function stepOf(machine: RingMachine, state: RingState, thread: number): number {
  return state[localsAt(machine, thread) + LOCAL.step];
}

/** The thread has reserved places and not yet given them free: [head, head + n) is its own. */
export function holdsPlaces(machine: RingMachine, state: RingState, thread: number): boolean {
  const step = stepOf(machine, state, thread);
  return step >= STEP.copy && step <= STEP.reloadHead;
}
