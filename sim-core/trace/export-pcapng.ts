// The trace as a capture file: an interface a lane, every packet at its time of arrival, its fate as a comment.
import type { TraceChunk } from './chunk.ts';
import { NONE } from './chunk.ts';
import { timeWords } from './describe.ts';
import type { ExportScenario, ExportWrite, TraceExporter } from './exporters.ts';
import { DROP_CAUSES, K } from './kinds.ts';

/** Most bytes of a frame in the file: its header and zeros say all there is. */
export const SNAP_BYTES = 96;
/** Packets a lane may hold back while the first of them has no fate; beyond, it is written without one. */
const HELD_PACKETS = 65536;
/** Decimal exponent of the time stamps: picoseconds. */
const TS_RESOLUTION = 12;
/** IEEE 802's type number for local experiments. */
const ETHER_TYPE = 0x88b5;

interface Held {
  tPs: number;
  bytes: number;
  vm: number;
  fate: string;
}

function padded(n: number): number {
  return (n + 3) & ~3;
}

/** A block: type, length, body (a multiple of four bytes long), length again. */
function block(type: number, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, out.length, true);
  out.set(body, 8);
  view.setUint32(out.length - 4, out.length, true);
  return out;
}

/** An option: code, length, value padded to four bytes. */
function option(code: number, value: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 + padded(value.length));
  const view = new DataView(out.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  out.set(value, 4);
  return out;
}

function joined(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

const END_OF_OPTIONS = new Uint8Array(4);

/** UTF-8 of a text, without the platform's encoder. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  const escaped = encodeURIComponent(text);
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] !== '%') bytes.push(escaped.charCodeAt(i));
    else {
      bytes.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    }
  }
  return Uint8Array.from(bytes);
}

function sectionHeader(): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint32(0, 0x1a2b3c4d, true);
  view.setUint16(4, 1, true);
  view.setUint16(6, 0, true);
  view.setInt32(8, -1, true);
  view.setInt32(12, -1, true);
  return block(0x0a0d0d0a, body);
}

function interfaceBlock(name: string): Uint8Array {
  const fixed = new Uint8Array(8);
  const view = new DataView(fixed.buffer);
  view.setUint16(0, 1, true);
  view.setUint32(4, SNAP_BYTES, true);
  const options = [option(2, utf8(name)), option(9, Uint8Array.of(TS_RESOLUTION)), END_OF_OPTIONS];
  return block(1, joined([fixed, ...options]));
}

/** Address of a VM (1-based): the one that the scenario names, or a locally administered one with its number. */
function macOf(vm: number, named: readonly string[]): number[] {
  if (vm === NONE) return [2, 0, 0, 0, 255, 255];
  const mac = named[vm - 1]?.split(/[:-]/).map((x) => Number.parseInt(x, 16));
  return mac !== undefined && mac.length === 6 ? mac : [2, 0, 0, 0, 0, vm];
}

function packetBlock(lane: number, held: Held, named: readonly string[]): Uint8Array {
  // memory and captures hold frames without their check sequence
  const original = held.bytes - 4;
  const kept = Math.min(original, SNAP_BYTES);
  const fixed = new Uint8Array(20 + padded(kept));
  const view = new DataView(fixed.buffer);
  view.setUint32(0, lane, true);
  view.setUint32(4, Math.floor(held.tPs / 4294967296), true);
  view.setUint32(8, held.tPs >>> 0, true);
  view.setUint32(12, kept, true);
  view.setUint32(16, original, true);
  fixed.set([...macOf(held.vm, named), 2, 0, 0, 0, 254, 0], 20);
  view.setUint16(32, ETHER_TYPE, false);
  return block(6, joined([fixed, option(1, utf8(held.fate)), END_OF_OPTIONS]));
}

/** See createExporter. */
export function createPcapngExporter(scenario: ExportScenario, write: ExportWrite): TraceExporter {
  const named = scenario.traffic.capture?.vms ?? [];
  const lanes = scenario.lanes.map(() => new Map<number, Held>());
  write(joined([sectionHeader(), ...scenario.lanes.map((l) => interfaceBlock(l.name))]));

  /** Writes packets in order of arrival, as far as their fate is known (or all). */
  const emit = (lane: number, parts: Uint8Array[], most: number): void => {
    const waiting = lanes[lane];
    for (const [packet, held] of waiting) {
      if (held.fate === '' && waiting.size <= most) return;
      if (held.fate === '') held.fate = 'under way when the trace ended';
      parts.push(packetBlock(lane, held, named));
      waiting.delete(packet);
    }
  };
  return {
    chunk(chunk: TraceChunk): void {
      const waiting = lanes[chunk.lane];
      const c = chunk.columns;
      for (let i = 0; i < chunk.count; i++) {
        const kind = c.kind[i];
        if (kind === K.packetArrived) {
          waiting.set(c.packet[i], { tPs: c.t[i], bytes: c.arg[i], vm: c.vm[i], fate: '' });
        } else if (kind === K.packetDelivered || kind === K.packetDropped) {
          const held = waiting.get(c.packet[i]);
          if (held === undefined) continue;
          const after = timeWords(c.t[i] - held.tPs);
          held.fate =
            kind === K.packetDelivered
              ? `delivered after ${after}`
              : `dropped after ${after}: ${DROP_CAUSES[c.arg[i]]}`;
        }
      }
      const parts: Uint8Array[] = [];
      emit(chunk.lane, parts, HELD_PACKETS);
      if (parts.length > 0) write(joined(parts));
    },
    end(): void {
      for (let lane = 0; lane < lanes.length; lane++) {
        const parts: Uint8Array[] = [];
        emit(lane, parts, 0);
        if (parts.length > 0) write(joined(parts));
      }
    },
  };
}
