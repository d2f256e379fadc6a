// One exporter per file suffix: takes chunks as they come, writes text or bytes, holds only a bounded part of the trace.
import type { TraceChunk } from './chunk.ts';
import { createCsvExporter } from './export-csv.ts';
import { createPcapngExporter } from './export-pcapng.ts';
import { createPerfettoExporter } from './export-perfetto.ts';

/** What an exporter needs of a scenario; a complete Scenario fits. */
export interface ExportScenario {
  machine: { ghz: number };
  lanes: readonly { name: string }[];
  traffic: { capture: { vms?: string[] | undefined } | null };
}

/** Receives the file piece by piece. */
export type ExportWrite = (piece: string | Uint8Array) => void;

export interface TraceExporter {
  /** Takes a chunk in; its buffer is free again afterwards. Chunks of one lane must come in order. */
  chunk(chunk: TraceChunk): void;
  /** Writes what is left; nothing may follow. */
  end(): void;
}

/** Suffixes of traces that can be written. */
export const TRACE_SUFFIXES = ['.csv', '.json', '.pcapng'] as const;
export type TraceSuffix = (typeof TRACE_SUFFIXES)[number];

/** The suffix of a file name that says which kind of trace it is; null if none does. */
export function traceSuffix(file: string): TraceSuffix | null {
  const lower = file.toLowerCase();
  return TRACE_SUFFIXES.find((s) => lower.endsWith(s)) ?? null;
}

/** An exporter for `suffix`: `.csv` a record a line, `.json` for Chrome and Perfetto, `.pcapng` an interface a lane. */
export function createExporter(
  suffix: TraceSuffix,
  scenario: ExportScenario,
  write: ExportWrite,
): TraceExporter {
  if (suffix === '.csv') return createCsvExporter(scenario, write);
  if (suffix === '.json') return createPerfettoExporter(scenario, write);
  return createPcapngExporter(scenario, write);
}

/** Gathers short strings into pieces of about 64 KiB. */
export class TextSink {
  private text = '';
  private readonly write: ExportWrite;

  constructor(write: ExportWrite) {
    this.write = write;
  }

  add(text: string): void {
    this.text += text;
    if (this.text.length > 65536) this.flush();
  }

  flush(): void {
    if (this.text !== '') this.write(this.text);
    this.text = '';
  }
}

/** Cycles that `durPs` takes at `ghz`, with at most three decimals and no needless zeros. */
export function cyclesText(durPs: number, ghz: number): string {
  const milli = Math.round(durPs * ghz);
  const whole = Math.floor(milli / 1000);
  const rest = milli - whole * 1000;
  if (rest === 0) return String(whole);
  return `${whole}.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}
