// What must hold in every state of the ring (mechanics §3.7, I1 to I6), and the words for what does not.
import {
  holdsPlaces,
  LOCAL,
  localsAt,
  modeOf,
  type RingMachine,
  type RingState,
  type Side,
  STEP,
  WORD,
} from './machine.ts';
import { wordsOf } from './step.ts';

export type RuleId = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6';

export interface Violation {
  rule: RuleId;
  text: string;
}

type Rule = (machine: RingMachine, state: RingState) => string | null;

/** Indices are in order and never further apart than the ring is large. */
function order(machine: RingMachine, s: RingState): string | null {
  const from = s[WORD.consumerTail];
  const taken = (s[WORD.consumerHead] - from) >>> 0;
  const visible = (s[WORD.producerTail] - from) >>> 0;
  const reserved = (s[WORD.producerHead] - from) >>> 0;
  if (reserved > machine.capacity) {
    return `prod.head is ${reserved} beyond cons.tail, the ring holds ${machine.capacity}`;
  }
  if (visible > reserved) return 'prod.tail has passed prod.head';
  if (taken > visible) return 'cons.head has passed prod.tail';
  return null;
}

/** What one side's threads have reserved: apart from each other, and together all between tail and head. */
function reservations(machine: RingMachine, s: RingState, side: Side): string | null {
  let sum = 0;
  let mode = 'sp';
  let length = 0;
  for (let a = 0; a < machine.threads.length; a++) {
    if (machine.threads[a].side !== side) continue;
    mode = modeOf(machine, a);
    const w = wordsOf(machine, a);
    length = (s[w.head] - s[w.tail]) >>> 0;
    if (!holdsPlaces(machine, s, a)) continue;
    const at = localsAt(machine, a);
    const n = s[at + LOCAL.n];
    sum += n;
    if ((s[w.head] - s[at + LOCAL.head]) >>> 0 < n) return `thread ${a} holds places beyond its side's head`;
    for (let b = 0; b < a; b++) {
      if (machine.threads[b].side !== side || !holdsPlaces(machine, s, b)) continue;
      const other = localsAt(machine, b);
      const apart = (s[at + LOCAL.head] - s[other + LOCAL.head]) >>> 0;
      if (apart < s[other + LOCAL.n] || (n > 0 && -apart >>> 0 < n)) {
        return `threads ${b} and ${a} hold the same place`;
      }
    }
  }
  if (mode !== 'rts' && sum !== length)
    return `${side}s hold ${sum} places of ${length} between tail and head`;
  return null;
}

function apart(machine: RingMachine, s: RingState): string | null {
  return reservations(machine, s, 'producer') ?? reservations(machine, s, 'consumer');
}

/** A consumer copies only what has been published. */
function readsPublished(machine: RingMachine, s: RingState): string | null {
  for (let t = 0; t < machine.threads.length; t++) {
    const at = localsAt(machine, t);
    if (machine.threads[t].side !== 'consumer' || s[at + LOCAL.step] !== STEP.copy) continue;
    const beyond = (s[WORD.producerTail] - s[at + LOCAL.head] - s[at + LOCAL.n]) >>> 0;
    if (beyond > machine.capacity) return `thread ${t} is to read slots that nobody has published`;
  }
  return null;
}

/** What is taken from a position is what was reserved for it: first in, first out. */
function inOrder(machine: RingMachine, s: RingState): string | null {
  for (let p = 0; p < machine.positions; p++) {
    const taken = s[machine.takenAt + p];
    const meant = s[machine.reservedAt + p];
    if (taken !== 0 && taken !== meant) return `object ${taken} came out where ${meant} was due`;
  }
  return null;
}

/** A tail never covers places that are still held: they are published in the order of reservation. */
function published(machine: RingMachine, s: RingState): string | null {
  for (let t = 0; t < machine.threads.length; t++) {
    if (!holdsPlaces(machine, s, t)) continue;
    const w = wordsOf(machine, t);
    const head = s[localsAt(machine, t) + LOCAL.head];
    if ((head - s[w.tail]) >>> 0 > machine.capacity)
      return `a tail covers places that thread ${t} still holds`;
  }
  return null;
}

/** Nothing is lost or doubled: heads count every reservation, and what is published lies in its slot. */
function nothingLost(machine: RingMachine, s: RingState): string | null {
  let into = machine.filled;
  let out = 0;
  for (let t = 0; t < machine.threads.length; t++) {
    const moved = s[localsAt(machine, t) + LOCAL.moved];
    if (machine.threads[t].side === 'producer') into += moved;
    else out += moved;
  }
  const entered = (s[WORD.producerHead] - machine.start) >>> 0;
  const left = (s[WORD.consumerHead] - machine.start) >>> 0;
  if (entered !== into) return `${into} objects were accepted, prod.head counts ${entered}`;
  if (left !== out) return `${out} objects were handed out, cons.head counts ${left}`;
  const visible = (s[WORD.producerTail] - machine.start) >>> 0;
  for (let p = left; p < visible && p < machine.positions; p++) {
    const slot = s[machine.slotsAt + ((machine.start + p) & machine.mask)];
    const meant = s[machine.reservedAt + p];
    if (slot !== meant) return `slot ${(machine.start + p) & machine.mask} holds ${slot}, not ${meant}`;
  }
  return null;
}

/** The rules in the order in which they are asked. */
export const RULES: readonly { id: RuleId; says: string; broken: Rule }[] = [
  {
    id: 'I1',
    says: 'cons.tail ≤ cons.head ≤ prod.tail ≤ prod.head, at most the capacity apart',
    broken: order,
  },
  { id: 'I2', says: 'reserved places are disjoint and fill the way from tail to head', broken: apart },
  { id: 'I3', says: 'a consumer reads only what is published', broken: readsPublished },
  { id: 'I4', says: 'objects leave in the order in which their places were reserved', broken: inOrder },
  { id: 'I5', says: 'places are published in the order of their reservation', broken: published },
  { id: 'I6', says: 'nothing is lost, nothing comes twice', broken: nothingLost },
];

/** Every rule that the state breaks. */
export function violations(machine: RingMachine, state: RingState): Violation[] {
  const found: Violation[] = [];
  for (const { id, broken } of RULES) {
    const text = broken(machine, state);
    if (text !== null) found.push({ rule: id, text });
  }
  return found;
}
