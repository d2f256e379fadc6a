// Between a lane and its trace writer: keeps to the packets asked for, and names no VM that does not exist.
import { UNCHANGING } from '../engine/snapshot.ts';
import type { Recorder } from '../hardware/fabric.ts';
import type { TraceWriter } from '../trace/writer.ts';

/** Most VMs a scenario can have; larger numbers are marks for everybody and nobody. */
const MOST_VMS = 64;

export class LaneRecorder implements Recorder {
  readonly [UNCHANGING] = true;
  readonly writer: TraceWriter;

  /** `range`: packets A to B, inclusive, to keep; null keeps all. */
  constructor(writer: TraceWriter, range: readonly [number, number] | null) {
    this.writer = writer;
    if (range !== null) writer.limitPackets(range[0], range[1]);
  }

  record(
    kind: number,
    t: number,
    dur: number,
    packet: number,
    arg: number,
    core: number,
    vm: number,
    queue: number,
    context: number,
  ): void {
    this.writer.record(kind, t, dur, packet, arg, core, vm > MOST_VMS || vm === 0 ? 255 : vm, queue, context);
  }
}
