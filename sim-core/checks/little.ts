// Little's law as a trace must show it, exactly: the number present summed over time is the time packets spent (H23).
import { K } from '../trace/kinds.ts';
import { LaneState, PHASES } from '../trace/lane-state.ts';
import { segmentsOf } from '../trace/waterfall.ts';
import { type CheckInput, Findings } from './check.ts';

/** Packets present in each phase, summed over time: picoseconds, from the replay of all events. */
function presence(input: CheckInput): Float64Array {
  const { store } = input;
  const { records } = store;
  const state = new LaneState();
  const present = new Int32Array(PHASES.length);
  const sum = new Float64Array(PHASES.length);
  let atPs = 0;
  const untilNow = (nowPs: number): void => {
    if (nowPs > atPs) for (let p = 0; p < present.length; p++) sum[p] += present[p] * (nowPs - atPs);
    atPs = Math.max(atPs, nowPs);
  };
  for (let p = store.events.base; p < store.events.end; p++) {
    const code = store.events.at(p);
    const packet = records.packet(code >> 1);
    untilNow(store.codePs(code));
    const before = state.slotOf(packet);
    if (before >= 0) present[state.phase[before]]--;
    state.apply(records, code >> 1, (code & 1) === 1);
    const after = state.slotOf(packet);
    if (after >= 0) present[state.phase[after]]++;
  }
  untilNow(store.lastPs);
  return sum;
}

/** H23: in every phase, and in all of them together, the two sides of Little's law are equal to the picosecond. */
export function little(input: CheckInput): Findings {
  const found = new Findings(
    'H23',
    'The packets present, summed over time, are the time that packets spent.',
  );
  const { store } = input;
  const { records } = store;
  const spent = new Float64Array(PHASES.length);
  let sojourns = 0;
  for (let r = records.first; r < records.end; r++) {
    const kind = records.kind(r);
    if (kind !== K.packetArrived && kind !== K.packetReplicated) continue;
    const w = segmentsOf(store, records.packet(r), input.ghz);
    if (w === null) continue;
    sojourns += (w.endedPs < 0 ? store.lastPs : w.endedPs) - w.arrivedPs;
    for (const s of w.segments) spent[PHASES.indexOf(s.phase)] += s.toPs - s.fromPs;
  }
  const present = presence(input);
  PHASES.forEach((name, p) => {
    if (present[p] > 0 || spent[p] > 0) found.checkedCount++;
    if (present[p] !== spent[p]) found.violated(`${name}: ${present[p]} ps present, ${spent[p]} ps spent`);
  });
  const all = present.reduce((a, b) => a + b, 0);
  if (all !== sojourns) found.violated(`${all} ps present in all, ${sojourns} ps spent`);
  return found;
}
