// Snapshot and restore of a whole object graph in place: what makes time run backwards.

interface Saved {
  object: Record<string, unknown>;
  keys: string[];
  values: unknown[];
  arrayKeys: string[];
  arrays: KeptArray[];
}

/** A typed array as it was: whole, or of a long one the stretches that are not zero. */
interface KeptArray {
  /** An array of its kind; of a long one without elements. */
  whole: Typed;
  length: number;
  /** Stretches one after the other, in words of 32 bits, and of each its place and its length there; null: see `whole`. */
  words: Int32Array | null;
  stretches: Int32Array;
}

/** The state of every object reachable from a root; opaque to its users. `bytes` is about what it holds. */
export interface Snapshot {
  saved: Saved[];
  bytes: number;
}

type Typed = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array | Int16Array;

function isTyped(v: unknown): v is Typed {
  return ArrayBuffer.isView(v);
}

/** Classes whose instances are shared between runs and never change declare this, so that snapshots pass them by. */
export const UNCHANGING = Symbol('unchanging');

/**
 * Copies the fields and typed arrays of every object reachable from `root`; a field that names an object names the
 * same one again after restore. Functions, frozen objects and those with an UNCHANGING mark are passed by.
 */
export function takeSnapshot(root: object): Snapshot {
  const seen = new Set<object>();
  const stack: object[] = [root];
  const saved: Saved[] = [];
  let bytes = 0;
  while (stack.length > 0) {
    const object = stack.pop() as Record<string, unknown>;
    if (seen.has(object)) continue;
    seen.add(object);
    if (Object.isFrozen(object) || UNCHANGING in object) continue;
    const entry: Saved = { object, keys: [], values: [], arrayKeys: [], arrays: [] };
    for (const key of Object.keys(object)) {
      const v = object[key];
      if (typeof v === 'function') continue;
      if (v !== null && typeof v === 'object') {
        if (isTyped(v)) {
          entry.arrayKeys.push(key);
          const kept = keep(v);
          entry.arrays.push(kept);
          bytes += kept.whole.byteLength + (kept.words?.byteLength ?? 0) + kept.stretches.byteLength + 48;
          continue;
        }
        stack.push(v);
      }
      entry.keys.push(key);
      entry.values.push(v);
      bytes += 16;
    }
    saved.push(entry);
  }
  return { saved, bytes };
}

/** Puts every object of the snapshot back into the state it was taken in; the snapshot stays usable. */
export function restoreSnapshot(snapshot: Snapshot): void {
  for (const entry of snapshot.saved) {
    const { object, keys, values } = entry;
    for (let i = 0; i < keys.length; i++) {
      const value = values[i];
      // a field that has never changed is compiled as a constant: to write it, even the same, throws all of that code away
      if (!Object.is(object[keys[i]], value)) object[keys[i]] = value;
    }
    for (let i = 0; i < entry.arrayKeys.length; i++) {
      const key = entry.arrayKeys[i];
      const kept = entry.arrays[i];
      let present = entry.object[key] as Typed;
      let words = kept.words === null ? null : wordsOf(present);
      if (present.length !== kept.length || (kept.words !== null && words === null)) {
        present = new (kept.whole.constructor as new (n: number) => Typed)(kept.length);
        words = kept.words === null ? null : wordsOf(present);
        entry.object[key] = present;
      }
      bringBack(kept, present, words);
    }
  }
}

/** Arrays shorter than this are not worth a look for zeros. */
const LONG = 512;

/** Stretches with fewer zeros between them are one. */
const APART = 32;
/** Scratch of `keep`. */
let places = new Int32Array(256);
const NO_STRETCHES = new Int32Array(0);

/** The words of an array that is worth a look for zeros; null of others. */
function wordsOf({ buffer, byteOffset, byteLength, length }: Typed): Int32Array | null {
  if (length < LONG || byteOffset % 4 !== 0 || byteLength % 4 !== 0) return null;
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

/**
 * Much of what a lane has room for is empty: bins of a histogram, the sets of a cache that no ring reaches. Looks word by
 * word, whatever the elements are; negative zero has a bit that is not.
 */
function keep(array: Typed): KeptArray {
  const { length } = array;
  const words = wordsOf(array);
  if (words === null) return { whole: array.slice(), length, words: null, stretches: NO_STRETCHES };
  let n = 0;
  let total = 0;
  const size = words.length;
  for (let at = 0; at < size; at++) {
    if (words[at] === 0) continue;
    let end = at + 1;
    for (let next = end; next < size && next - end < APART; next++) if (words[next] !== 0) end = next + 1;
    if (n + 2 > places.length) {
      const more = new Int32Array(2 * places.length);
      more.set(places);
      places = more;
    }
    places[n++] = at;
    places[n++] = end - at;
    total += end - at;
    at = end;
  }
  const kept = new Int32Array(total);
  for (let i = 0, to = 0; i < n; i += 2) {
    kept.set(words.subarray(places[i], places[i] + places[i + 1]), to);
    to += places[i + 1];
  }
  return { whole: array.slice(0, 0), length, words: kept, stretches: places.slice(0, n) };
}

/** Writes what was kept; `target` has the words of `into`, null where it was kept whole. */
function bringBack({ whole, words, stretches }: KeptArray, into: Typed, target: Int32Array | null): void {
  if (words === null || target === null) {
    into.set(whole);
    return;
  }
  target.fill(0);
  for (let i = 0, from = 0; i < stretches.length; i += 2) {
    target.set(words.subarray(from, from + stretches[i + 1]), stretches[i]);
    from += stretches[i + 1];
  }
}
