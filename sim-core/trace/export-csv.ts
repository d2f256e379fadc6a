// The trace as comma-separated values: a record a line, each lane in order of beginning.
import type { TraceChunk } from './chunk.ts';
import { NO_PACKET, NONE } from './chunk.ts';
import type { ExportScenario, ExportWrite, TraceExporter } from './exporters.ts';
import { cyclesText, TextSink } from './exporters.ts';
import { CATEGORIES, KINDS, NO_CATEGORY } from './kinds.ts';
import { RecordStore } from './records.ts';

export const CSV_HEADER = 't_ps,lane,kind,packet,vm,core,queue,duration_ps,cycles,category';
/**
 * Records are written when they end, but listed by beginning: each lane holds back this many to put them in order. A
 * record that began even longer before (a wait of milliseconds) comes late in the file.
 */
export const REORDER_RECORDS = 65536;

function quoted(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** See createExporter. */
export function createCsvExporter(scenario: ExportScenario, write: ExportWrite): TraceExporter {
  const sink = new TextSink(write);
  const names = scenario.lanes.map((l) => quoted(l.name));
  const { ghz } = scenario.machine;
  const lanes: { held: RecordStore; pending: number[] }[] = [];
  sink.add(`${CSV_HEADER}\n`);

  const line = (lane: number, held: RecordStore, r: number): void => {
    const b = held.block(r);
    const i = r & RecordStore.MASK;
    const kind = KINDS[b.kind[i]];
    const work = kind.category !== NO_CATEGORY;
    sink.add(
      `${b.t[i]},${names[lane]},${kind.name},${b.packet[i] === NO_PACKET ? '' : b.packet[i]},` +
        `${b.vm[i] === NONE ? '' : `vm${b.vm[i]}`},${b.core[i] === NONE ? '' : b.core[i]},` +
        `${b.queue[i] === NONE ? '' : b.queue[i]},${b.dur[i]},` +
        `${work ? cyclesText(b.dur[i], ghz) : ''},${work ? CATEGORIES[kind.category] : ''}\n`,
    );
  };
  const emit = (lane: number, n: number): void => {
    const { held, pending } = lanes[lane];
    pending.sort((a, b) => held.t(a) - held.t(b) || a - b);
    let low = held.end;
    for (let k = 0; k < n; k++) line(lane, held, pending[k]);
    pending.splice(0, n);
    for (const r of pending) if (r < low) low = r;
    held.dropBefore(low);
  };
  return {
    chunk(chunk: TraceChunk): void {
      while (lanes.length <= chunk.lane) lanes.push({ held: new RecordStore(), pending: [] });
      let lane = lanes[chunk.lane];
      // a trace of some packets only may begin anywhere
      if (lane.held.end === 0 && chunk.first > 0) {
        lane = { held: new RecordStore(chunk.first), pending: [] };
        lanes[chunk.lane] = lane;
      }
      for (let r = 0; r < chunk.count; r++) lane.pending.push(lane.held.end + r);
      lane.held.append(chunk, 0);
      if (lane.pending.length >= 2 * REORDER_RECORDS) emit(chunk.lane, lane.pending.length - REORDER_RECORDS);
    },
    end(): void {
      for (let lane = 0; lane < lanes.length; lane++) emit(lane, lanes[lane].pending.length);
      sink.flush();
    },
  };
}
