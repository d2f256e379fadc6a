// Snapshot and restore of a whole object graph in place: what makes time run backwards.

interface Saved {
  object: Record<string, unknown>;
  keys: string[];
  values: unknown[];
  arrayKeys: string[];
  arrays: KeptArray[];
}

/** A typed array as it was: the zeros at both ends are left out. */
interface KeptArray {
  middle: Typed;
  offset: number;
  length: number;
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
          bytes += kept.middle.byteLength + 48;
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
    for (let i = 0; i < entry.keys.length; i++) entry.object[entry.keys[i]] = entry.values[i];
    for (let i = 0; i < entry.arrayKeys.length; i++) {
      const key = entry.arrayKeys[i];
      const { middle, offset, length } = entry.arrays[i];
      let present = entry.object[key] as Typed;
      if (present.length !== length) {
        present = new (middle.constructor as new (n: number) => Typed)(length);
        entry.object[key] = present;
      } else {
        present.fill(0, 0, offset);
        present.fill(0, offset + middle.length);
      }
      present.set(middle, offset);
    }
  }
}

/** Arrays shorter than this are not worth a look for zeros. */
const LONG = 512;

/** Much of what a lane has room for is empty: bins of a histogram, a cache that fills. */
function keep(array: Typed): KeptArray {
  const { length, byteLength, byteOffset, BYTES_PER_ELEMENT: size } = array;
  let from = 0;
  let to = length;
  if (length >= LONG && byteOffset % 4 === 0 && byteLength % 4 === 0) {
    // word by word, whatever the elements are; negative zero has a bit that is not
    const words = new Int32Array(array.buffer, byteOffset, byteLength / 4);
    let first = 0;
    let end = words.length;
    while (end > 0 && words[end - 1] === 0) end--;
    while (first < end && words[first] === 0) first++;
    from = Math.floor((first * 4) / size);
    to = Math.ceil((end * 4) / size);
  }
  return { middle: array.slice(from, to), offset: from, length };
}
