// The order of events in time, and a chunk's events brought into it: a merge of what each core and the NIC did.
import { CHUNK_RECORDS } from './chunk.ts';

/**
 * Scratch for `append`, shared by all stores: the events of one chunk by source (0 what no core does, then the cores),
 * each source's nearly in time order by itself, and how many of them are taken.
 */
interface Source {
  times: Float64Array;
  codes: Int32Array;
  count: number;
  next: number;
}
const sources: Source[] = [];
/** The events of a chunk in order, filled by `mergeSources`. */
export const freshTimes = new Float64Array(2 * CHUNK_RECORDS);
export const freshCodes = new Int32Array(2 * CHUNK_RECORDS);

/** The n-th source. */
export function source(n: number): Source {
  while (sources.length <= n) {
    const size = 2 * CHUNK_RECORDS;
    sources.push({ times: new Float64Array(size), codes: new Int32Array(size), count: 0, next: 0 });
  }
  return sources[n];
}

/** Ends come before what begins at the same time; else the order of records. A code is 2 × record + (1 for an end). */
export function before(ta: number, a: number, tb: number, b: number): boolean {
  if (ta !== tb) return ta < tb;
  if (((a ^ b) & 1) === 1) return (a & 1) === 1;
  return a < b;
}

/** Puts an event in its place among those of its source. */
export function enter(to: Source, t: number, code: number): void {
  const { times, codes } = to;
  let i = to.count++;
  if (i > 0 && times[i - 1] < t) {
    times[i] = t;
    codes[i] = code;
    return;
  }
  while (i > 0 && before(t, code, times[i - 1], codes[i - 1])) {
    times[i] = times[i - 1];
    codes[i] = codes[i - 1];
    i--;
  }
  times[i] = t;
  codes[i] = code;
}

const active: Source[] = [];

/** Merges all sources into the fresh events and returns how many there are. */
export function mergeSources(): number {
  active.length = 0;
  for (const each of sources) if (each.count > 0) active.push(each);
  let n = 0;
  while (active.length > 0) {
    // a core's events come in runs: the first source gives all that lies before the next of any other
    let best = 0;
    let other = -1;
    for (let k = 1; k < active.length; k++) {
      if (isBefore(active[k], active[best])) {
        other = best;
        best = k;
      } else if (other < 0 || isBefore(active[k], active[other])) other = k;
    }
    const { times, codes, count, next } = active[best];
    const limitPs = other < 0 ? Infinity : active[other].times[active[other].next];
    const limitCode = other < 0 ? 0 : active[other].codes[active[other].next];
    let i = next;
    do {
      freshTimes[n] = times[i];
      freshCodes[n++] = codes[i++];
    } while (i < count && before(times[i], codes[i], limitPs, limitCode));
    active[best].next = i;
    if (i < count) continue;
    active[best].count = 0;
    active[best].next = 0;
    active.splice(best, 1);
  }
  return n;
}

/** Whether a source's next event comes before another's. */
function isBefore(a: Source, b: Source): boolean {
  return before(a.times[a.next], a.codes[a.next], b.times[b.next], b.codes[b.next]);
}
