// One micro-step of one thread: which threads can move, and what the state is afterwards.
import {
  clearLocals,
  firstStep,
  LOCAL,
  localsAt,
  modeOf,
  type RingMachine,
  type RingState,
  STEP,
  stepOf,
  WORD,
} from './machine.ts';

/** Words that a side's thread works with. */
export interface SideWords {
  head: number;
  tail: number;
  headCount: number;
  tailCount: number;
  /** The other side's tail. */
  far: number;
}

const PRODUCER: SideWords = {
  head: WORD.producerHead,
  tail: WORD.producerTail,
  headCount: WORD.producerHeadCount,
  tailCount: WORD.producerTailCount,
  far: WORD.consumerTail,
};
const CONSUMER: SideWords = {
  head: WORD.consumerHead,
  tail: WORD.consumerTail,
  headCount: WORD.consumerHeadCount,
  tailCount: WORD.consumerTailCount,
  far: WORD.producerTail,
};

export function wordsOf(machine: RingMachine, thread: number): SideWords {
  return machine.threads[thread].side === 'producer' ? PRODUCER : CONSUMER;
}

/** The thread has finished all its operations. */
export function isDone(machine: RingMachine, state: RingState, thread: number): boolean {
  return stepOf(machine, state, thread) === STEP.done;
}

/** The thread spins: it reads the same word again and again until another thread writes it. */
export function isWaiting(machine: RingMachine, state: RingState, thread: number): boolean {
  const w = wordsOf(machine, thread);
  const at = localsAt(machine, thread);
  const step = state[at + LOCAL.step];
  if (step === STEP.awaitTail) return state[w.tail] !== state[at + LOCAL.head];
  if (step === STEP.loadHead && modeOf(machine, thread) === 'hts') return state[w.head] !== state[w.tail];
  if (step !== STEP.awaitReach) return false;
  const stale =
    state[at + LOCAL.head] !== state[w.head] || state[at + LOCAL.headCount] !== state[w.headCount];
  return !stale && (state[w.head] - state[w.tail]) >>> 0 > machine.reach;
}

/** Threads whose next step changes something. */
export function enabledThreads(machine: RingMachine, state: RingState): number[] {
  const enabled: number[] = [];
  for (let t = 0; t < machine.threads.length; t++) {
    if (!isDone(machine, state, t) && !isWaiting(machine, state, t)) enabled.push(t);
  }
  return enabled;
}

/** Places free to a producer that has read `head` and the other side's tail; objects ready for a consumer. */
export function roomSeen(machine: RingMachine, thread: number, head: number, far: number): number {
  const capacity = machine.threads[thread].side === 'producer' ? machine.capacity : 0;
  return (capacity + far - head) >>> 0;
}

/** How many objects the operation moves, given what the thread has read. */
export function grantedBy(machine: RingMachine, state: RingState, thread: number): number {
  const at = localsAt(machine, thread);
  const { n, all } = machine.threads[thread].operations[state[at + LOCAL.operation]];
  if (machine.variant === 'no-room-check') return n;
  const room = roomSeen(machine, thread, state[at + LOCAL.head], state[at + LOCAL.far]);
  if (n <= room) return n;
  return all ? 0 : room;
}

/** The state after the thread's next step; the state given stays as it is. The thread must be enabled. */
export function step(machine: RingMachine, state: RingState, thread: number): RingState {
  const next = state.slice();
  stepInPlace(machine, next, thread);
  return next;
}

/** The same on the state itself, for who made a copy already. */
export function stepInPlace(machine: RingMachine, s: RingState, thread: number): void {
  const at = localsAt(machine, thread);
  const w = wordsOf(machine, thread);
  switch (s[at + LOCAL.step]) {
    case STEP.loadHead:
      loadHead(machine, s, thread, at, w);
      break;
    case STEP.awaitReach:
      s[at + LOCAL.head] = s[w.head];
      s[at + LOCAL.headCount] = s[w.headCount];
      if ((s[w.head] - s[w.tail]) >>> 0 <= machine.reach) s[at + LOCAL.step] = STEP.loadFar;
      break;
    case STEP.loadFar:
      s[at + LOCAL.far] = s[w.far];
      s[at + LOCAL.step] = firstStep(machine, thread) === STEP.loadFar ? STEP.loadHead : STEP.check;
      break;
    case STEP.check:
      s[at + LOCAL.n] = grantedBy(machine, s, thread);
      if (s[at + LOCAL.n] === 0) finish(machine, s, thread, at);
      else s[at + LOCAL.step] = STEP.reserve;
      break;
    case STEP.reserve:
      reserve(machine, s, thread, at, w);
      break;
    case STEP.copy:
      copyNext(machine, s, thread, at);
      break;
    case STEP.awaitTail:
      s[at + LOCAL.step] = STEP.publish;
      break;
    case STEP.loadTail:
      s[at + LOCAL.far] = s[w.tail];
      s[at + LOCAL.tailCount] = s[w.tailCount];
      s[at + LOCAL.step] = STEP.reloadHead;
      break;
    case STEP.reloadHead:
      s[at + LOCAL.newHead] = s[w.head];
      s[at + LOCAL.headCount] = s[w.headCount];
      s[at + LOCAL.step] = STEP.publish;
      break;
    case STEP.publish:
      publish(machine, s, thread, at, w);
      break;
    default:
      throw new RangeError(`thread ${thread} has finished`);
  }
}

function loadHead(machine: RingMachine, s: RingState, thread: number, at: number, w: SideWords): void {
  s[at + LOCAL.head] = s[w.head];
  if (firstStep(machine, thread) === STEP.loadFar) {
    s[at + LOCAL.step] = STEP.check;
    return;
  }
  const relaxed = modeOf(machine, thread) === 'rts';
  if (relaxed) s[at + LOCAL.headCount] = s[w.headCount];
  s[at + LOCAL.step] = relaxed ? STEP.awaitReach : STEP.loadFar;
}

/** The swap: of the head alone; with its counter; with the tail that must still equal it; or a plain store. */
function reserve(machine: RingMachine, s: RingState, thread: number, at: number, w: SideWords): void {
  const mode = modeOf(machine, thread);
  const head = s[at + LOCAL.head];
  const lost =
    (mode !== 'sp' && s[w.head] !== head) ||
    (mode === 'rts' && s[w.headCount] !== s[at + LOCAL.headCount]) ||
    (mode === 'hts' && s[w.tail] !== head);
  if (lost) {
    clearLocals(machine, s, at);
    s[at + LOCAL.step] = firstStep(machine, thread);
    return;
  }
  const n = s[at + LOCAL.n];
  s[w.head] = head + n;
  if (mode === 'rts') s[w.headCount] += 1;
  s[at + LOCAL.far] = machine.start;
  s[at + LOCAL.headCount] = 0;
  s[at + LOCAL.moved] += n;
  s[at + LOCAL.step] = STEP.copy;
  if (machine.threads[thread].side === 'consumer') return;
  const first = machine.firstObject[thread][s[at + LOCAL.operation]];
  for (let i = 0; i < n; i++) {
    const position = (head + i - machine.start) >>> 0;
    if (position < machine.positions) s[machine.reservedAt + position] = first + i;
  }
}

function copyNext(machine: RingMachine, s: RingState, thread: number, at: number): void {
  const i = s[at + LOCAL.copied]++;
  const index = (s[at + LOCAL.head] + i) >>> 0;
  const slot = machine.slotsAt + (index & machine.mask);
  if (machine.threads[thread].side === 'producer') {
    s[slot] = machine.firstObject[thread][s[at + LOCAL.operation]] + i;
  } else {
    const position = (index - machine.start) >>> 0;
    if (position < machine.positions) s[machine.takenAt + position] = s[slot] === 0 ? 255 : s[slot];
  }
  if (i + 1 < s[at + LOCAL.n]) return;
  const mode = modeOf(machine, thread);
  if (mode === 'mp') s[at + LOCAL.step] = STEP.awaitTail;
  else s[at + LOCAL.step] = mode === 'rts' ? STEP.loadTail : STEP.publish;
}

/** The tail moves: by a plain store, or, relaxed, by the last of those that were at work. */
function publish(machine: RingMachine, s: RingState, thread: number, at: number, w: SideWords): void {
  if (modeOf(machine, thread) !== 'rts') {
    const extra = machine.variant === 'plus-one' ? 1 : 0;
    s[w.tail] = s[at + LOCAL.head] + s[at + LOCAL.n] + extra;
    finish(machine, s, thread, at);
    return;
  }
  if (s[w.tail] !== s[at + LOCAL.far] || s[w.tailCount] !== s[at + LOCAL.tailCount]) {
    // the failed swap has read the tail as it is now
    s[at + LOCAL.far] = s[w.tail];
    s[at + LOCAL.tailCount] = s[w.tailCount];
    s[at + LOCAL.newHead] = machine.start;
    s[at + LOCAL.headCount] = 0;
    s[at + LOCAL.step] = STEP.reloadHead;
    return;
  }
  s[w.tailCount] += 1;
  if (s[w.tailCount] === s[at + LOCAL.headCount]) s[w.tail] = s[at + LOCAL.newHead];
  finish(machine, s, thread, at);
}

function finish(machine: RingMachine, s: RingState, thread: number, at: number): void {
  clearLocals(machine, s, at);
  const more = ++s[at + LOCAL.operation] < machine.threads[thread].operations.length;
  s[at + LOCAL.step] = more ? firstStep(machine, thread) : STEP.done;
}
