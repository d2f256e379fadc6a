// The trace for Chrome's and Perfetto's viewers: a process a lane; a track a core, a queue, a VM, and the first packets.
import type { TraceChunk, TraceColumns } from './chunk.ts';
import { NO_PACKET, NONE } from './chunk.ts';
import { causeWords, messageWords, reasonWords, vmName } from './describe.ts';
import type { ExportScenario, ExportWrite, TraceExporter } from './exporters.ts';
import { cyclesText, TextSink } from './exporters.ts';
import { CATEGORIES, K, KINDS, NO_CATEGORY } from './kinds.ts';

/** Packets of each lane that get a track of their own; the viewers grow slow with more. */
export const PACKET_TRACKS = 1000;

/** Track numbers (tid) within a lane; slices on one track never overlap. */
const TRACK = { core: 1, polling: 100, nic: 200, queue: 300, vector: 600, vm: 900, packet: 10000 };

/** Picoseconds as the format's microseconds, exactly. */
export function microseconds(ps: number): string {
  const whole = Math.floor(ps / 1e6);
  return `${whole}.${String(ps - whole * 1e6).padStart(6, '0')}`;
}

interface PacketTrack {
  tid: number;
  arrivedPs: number;
}

class LaneTracks {
  readonly named = new Set<number>();
  readonly open = new Map<number, PacketTrack>();
  packets = 0;
}

/** See createExporter. */
export function createPerfettoExporter(scenario: ExportScenario, write: ExportWrite): TraceExporter {
  const sink = new TextSink(write);
  const lanes: LaneTracks[] = [];
  const { ghz } = scenario.machine;
  let separator = '{"displayTimeUnit":"ns","traceEvents":[\n';
  const put = (event: string): void => {
    sink.add(separator + event);
    separator = ',\n';
  };
  const track = (lane: number, tid: number, name: string): string => {
    const { named } = lanes[lane];
    if (!named.has(tid)) {
      named.add(tid);
      put(
        `{"ph":"M","name":"thread_name","pid":${lane + 1},"tid":${tid},"args":{"name":${JSON.stringify(name)}}}`,
      );
      put(
        `{"ph":"M","name":"thread_sort_index","pid":${lane + 1},"tid":${tid},"args":{"sort_index":${tid}}}`,
      );
    }
    return `"pid":${lane + 1},"tid":${tid}`;
  };
  const lane = (n: number): LaneTracks => {
    while (lanes.length <= n) {
      const pid = lanes.length + 1;
      lanes.push(new LaneTracks());
      const name = JSON.stringify(scenario.lanes[pid - 1].name);
      put(`{"ph":"M","name":"process_name","pid":${pid},"tid":0,"args":{"name":${name}}}`);
    }
    return lanes[n];
  };
  const slice = (
    name: string,
    category: string,
    c: TraceColumns,
    i: number,
    on: string,
    ghzOr0: number,
  ): void => {
    put(
      `{"ph":"X","name":"${name}","cat":"${category}","ts":${microseconds(c.t[i])},"dur":${microseconds(c.dur[i])},` +
        `${on},"args":${argsOf(c, i, ghzOr0)}}`,
    );
  };
  return {
    chunk(chunk: TraceChunk): void {
      const tracks = lane(chunk.lane);
      const c = chunk.columns;
      for (let i = 0; i < chunk.count; i++) {
        const kind = KINDS[c.kind[i]];
        const category = kind.category === NO_CATEGORY ? kind.shape : CATEGORIES[kind.category];
        const own = tracks.open.get(c.packet[i]);
        if (kind.shape !== 'instant') {
          const on = ownTrack(c, i);
          if (on !== null) slice(kind.name, category, c, i, track(chunk.lane, on.tid, on.name), ghz);
          // a packet's work lies within its slice: it is over once it has ended
          if (own !== undefined && c.t[i] >= own.arrivedPs) {
            slice(kind.name, category, c, i, track(chunk.lane, own.tid, `packet ${c.packet[i]}`), ghz);
          }
        } else {
          if (c.kind[i] === K.packetArrived && tracks.packets < PACKET_TRACKS) {
            tracks.open.set(c.packet[i], { tid: TRACK.packet + tracks.packets++, arrivedPs: c.t[i] });
          }
          const on = instantTrack(c, i);
          put(
            `{"ph":"i","s":"t","name":"${kind.name}","cat":"instant","ts":${microseconds(c.t[i])},` +
              `${track(chunk.lane, on.tid, on.name)},"args":${argsOf(c, i, ghz)}}`,
          );
          if (own !== undefined && (c.kind[i] === K.packetDelivered || c.kind[i] === K.packetDropped)) {
            tracks.open.delete(c.packet[i]);
            const fate = c.kind[i] === K.packetDropped ? `dropped: ${causeWords(c.arg[i])}` : 'delivered';
            put(
              `{"ph":"X","name":"packet ${c.packet[i]}","cat":"packet","ts":${microseconds(own.arrivedPs)},` +
                `"dur":${microseconds(c.t[i] - own.arrivedPs)},` +
                `${track(chunk.lane, own.tid, `packet ${c.packet[i]}`)},"args":{"fate":${JSON.stringify(fate)}}}`,
            );
          }
        }
      }
    },
    end(): void {
      put('{"ph":"M","name":"trace_end","pid":0,"tid":0,"args":{}}');
      sink.add('\n]}\n');
      sink.flush();
    },
  };
}

interface OnTrack {
  tid: number;
  name: string;
}

/** Track of a span or of work; null for a packet's DMA, which stands on the packet's track only. */
function ownTrack(c: TraceColumns, i: number): OnTrack | null {
  const kind = c.kind[i];
  if (KINDS[kind].shape === 'work') return { tid: TRACK.core + c.core[i], name: `core ${c.core[i]}` };
  if (kind === K.pollSlept) return { tid: TRACK.polling + c.core[i], name: `core ${c.core[i]}, empty polls` };
  if (kind === K.interruptThrottled) return { tid: TRACK.vector + c.queue[i], name: `vector ${c.queue[i]}` };
  if (kind === K.vmDisplaced) return { tid: TRACK.vm + c.vm[i], name: `${vmName(c.vm[i])} displaced` };
  return null;
}

function instantTrack(c: TraceColumns, i: number): OnTrack {
  if (c.queue[i] !== NONE) return { tid: TRACK.queue + c.queue[i], name: `queue ${c.queue[i]}` };
  if (c.core[i] !== NONE) return { tid: TRACK.core + c.core[i], name: `core ${c.core[i]}` };
  return { tid: TRACK.nic, name: 'NIC' };
}

function argsOf(c: TraceColumns, i: number, ghz: number): string {
  const parts: string[] = [];
  const kind = c.kind[i];
  if (c.packet[i] !== NO_PACKET) parts.push(`"packet":${c.packet[i]}`);
  if (c.vm[i] !== NONE) parts.push(`"vm":"vm${c.vm[i]}"`);
  if (c.queue[i] !== NONE) parts.push(`"queue":${c.queue[i]}`);
  if (kind === K.packetDropped) parts.push(`"cause":${JSON.stringify(causeWords(c.arg[i]))}`);
  else if (kind === K.vmExited) parts.push(`"reason":${JSON.stringify(reasonWords(c.arg[i]))}`);
  else if (kind === K.mailboxAnswered) parts.push(`"message":${JSON.stringify(messageWords(c.arg[i]))}`);
  else if (KINDS[kind].arg !== '' && KINDS[kind].arg !== 'queue')
    parts.push(`${JSON.stringify(KINDS[kind].arg)}:${c.arg[i]}`);
  if (KINDS[kind].shape === 'work') parts.push(`"cycles":${cyclesText(c.dur[i], ghz)}`);
  return `{${parts.join(',')}}`;
}
