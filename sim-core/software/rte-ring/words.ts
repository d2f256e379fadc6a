// What a thread does next, in words with the values it would see: for a reader who sets the order of steps by hand.
import { LOCAL, localsAt, modeOf, type RingMachine, type RingState, STEP } from './machine.ts';
import { grantedBy, isWaiting, roomSeen, wordsOf } from './step.ts';

/** Names of a micro-step as the reference has them; E for enqueue, D for dequeue. */
const NUMBER: Record<number, string> = {
  [STEP.loadHead]: '0',
  [STEP.awaitReach]: '0b',
  [STEP.loadFar]: '1',
  [STEP.check]: '2',
  [STEP.reserve]: '3',
  [STEP.copy]: '4',
  [STEP.awaitTail]: '5',
  [STEP.loadTail]: '5a',
  [STEP.reloadHead]: '5b',
  [STEP.publish]: '6',
};

/** Short name of a thread's next step, such as E3; `end` when it has finished. */
export function stepName(machine: RingMachine, state: RingState, thread: number): string {
  const code = state[localsAt(machine, thread) + LOCAL.step];
  if (code === STEP.done) return 'end';
  return (machine.threads[thread].side === 'producer' ? 'E' : 'D') + NUMBER[code];
}

interface Names {
  side: string;
  far: string;
}

function namesOf(machine: RingMachine, thread: number): Names {
  return machine.threads[thread].side === 'producer'
    ? { side: 'prod', far: 'cons.tail' }
    : { side: 'cons', far: 'prod.tail' };
}

/** One sentence for the thread's next step; it starts in lower case, for the reader's own subject before it. */
export function describeStep(machine: RingMachine, state: RingState, thread: number): string {
  const at = localsAt(machine, thread);
  const w = wordsOf(machine, thread);
  const { side, far } = namesOf(machine, thread);
  const head = state[at + LOCAL.head];
  const n = state[at + LOCAL.n];
  switch (state[at + LOCAL.step]) {
    case STEP.loadHead:
      if (!isWaiting(machine, state, thread)) return `reads ${side}.head: ${state[w.head]}`;
      return `waits: ${side}.head is ${state[w.head]}, ${side}.tail ${state[w.tail]}, one operation at a time`;
    case STEP.awaitReach:
      if (isWaiting(machine, state, thread)) return `waits: head is more than ${machine.reach} beyond tail`;
      return `finds ${side}.head ${(state[w.head] - state[w.tail]) >>> 0} beyond ${side}.tail, ${machine.reach} allowed`;
    case STEP.loadFar:
      return `reads ${far}: ${state[w.far]}`;
    case STEP.check:
      return describeCheck(machine, state, thread);
    case STEP.reserve:
      return describeReserve(machine, state, thread);
    case STEP.copy:
      return describeCopy(machine, state, thread);
    case STEP.awaitTail:
      if (!isWaiting(machine, state, thread)) return `sees ${side}.tail at its own ${head}`;
      return `waits: ${side}.tail is ${state[w.tail]}, an earlier thread has yet to bring it to ${head}`;
    case STEP.loadTail:
      return `reads ${side}.tail ${state[w.tail]} and its count ${state[w.tailCount]}`;
    case STEP.reloadHead:
      return `reads ${side}.head ${state[w.head]} and its count ${state[w.headCount]}`;
    case STEP.publish:
      if (modeOf(machine, thread) === 'rts') return describeRelaxed(machine, state, thread);
      return `writes ${side}.tail: ${(head + n + (machine.variant === 'plus-one' ? 1 : 0)) >>> 0}`;
    default:
      return 'has finished';
  }
}

function describeCheck(machine: RingMachine, state: RingState, thread: number): string {
  const at = localsAt(machine, thread);
  const operation = machine.threads[thread].operations[state[at + LOCAL.operation]];
  const room = roomSeen(machine, thread, state[at + LOCAL.head], state[at + LOCAL.far]);
  const granted = grantedBy(machine, state, thread);
  const what = machine.threads[thread].side === 'producer' ? 'places free' : 'objects ready';
  const rest = granted === 0 ? 'takes none and returns 0' : `goes on with ${granted}`;
  return `counts ${room} ${what}, wants ${operation.n}${operation.all ? ' or none' : ''}: ${rest}`;
}

function describeReserve(machine: RingMachine, state: RingState, thread: number): string {
  const at = localsAt(machine, thread);
  const w = wordsOf(machine, thread);
  const { side } = namesOf(machine, thread);
  const head = state[at + LOCAL.head];
  const target = (head + state[at + LOCAL.n]) >>> 0;
  const mode = modeOf(machine, thread);
  if (mode === 'sp') return `writes ${side}.head: ${target}, without looking`;
  if (state[w.head] !== head)
    return `fails to swap ${side}.head: it is ${state[w.head]}, no longer ${head}; again from the start`;
  if (mode === 'hts' && state[w.tail] !== head)
    return `fails to swap: ${side}.tail is no longer ${head}; again from the start`;
  if (mode === 'rts' && state[w.headCount] !== state[at + LOCAL.headCount])
    return `fails to swap ${side}.head: its count has moved on; again from the start`;
  return `swaps ${side}.head from ${head} to ${target}`;
}

function describeCopy(machine: RingMachine, state: RingState, thread: number): string {
  const at = localsAt(machine, thread);
  const i = state[at + LOCAL.copied];
  const slot = (state[at + LOCAL.head] + i) & machine.mask;
  if (machine.threads[thread].side === 'consumer') {
    return `copies object ${state[machine.slotsAt + slot]} out of slot ${slot}`;
  }
  const first = machine.firstObject[thread][state[at + LOCAL.operation]];
  return `copies object ${first + i} into slot ${slot}`;
}

function describeRelaxed(machine: RingMachine, state: RingState, thread: number): string {
  const at = localsAt(machine, thread);
  const w = wordsOf(machine, thread);
  const { side } = namesOf(machine, thread);
  const seen = state[at + LOCAL.tailCount];
  if (state[w.tail] !== state[at + LOCAL.far] || state[w.tailCount] !== seen) {
    return `fails to swap ${side}.tail: another thread has moved it`;
  }
  const last = seen + 1 === state[at + LOCAL.headCount];
  if (last) return `is the last at work: swaps ${side}.tail to ${state[at + LOCAL.newHead]}`;
  return `counts itself off at ${side}.tail, which stays at ${state[w.tail]}`;
}
