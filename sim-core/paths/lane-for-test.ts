// One assembled lane with arrivals made by hand, and all that it recorded: for tests of how its parts work together.
import type { BenchRecord } from '../hardware/bench-for-test.ts';
import { ListRecorder } from '../hardware/bench-for-test.ts';
import { completeScenario } from '../scenario/index.ts';
import type { Scenario } from '../scenario/types.ts';
import { createArrivalBlock } from '../traffic/arrivals.ts';
import { assemble } from './assemble.ts';
import type { Lane } from './lane.ts';

/** A frame whose last bit is in at `us`; `vm` from 1, or 254 everybody, 255 nobody. */
export interface Frame {
  us: number;
  vm?: number;
  bytes?: number;
  flow?: number;
}

/** What a scenario file holds, as far as these tests say something. */
export interface Draft {
  seed?: number;
  machine?: object;
  traffic?: object;
  workload?: object;
  costs?: Record<string, number>;
  features?: object;
}

export class LaneBench {
  readonly scenario: Scenario;
  readonly lane: Lane;
  readonly recorder = new ListRecorder();

  constructor(preset: string, draft: Draft, frames: readonly Frame[]) {
    const { features = {}, ...rest } = draft;
    this.scenario = completeScenario({ ...rest, lanes: [{ preset, features }] }).scenario;
    this.lane = assemble(this.scenario, this.scenario.lanes[0], 9216);
    this.lane.parts.fabric.trace = this.recorder;
    const block = createArrivalBlock();
    block.count = frames.length;
    frames.forEach(({ us, vm = 1, bytes = 64, flow = 0 }, i) => {
      block.lastBitPs[i] = Math.round(us * 1e6);
      block.vm[i] = vm >= 254 ? vm : vm - 1;
      block.bytes[i] = bytes;
      block.flow[i] = flow;
    });
    this.lane.load(block);
  }

  /** Runs to `us`, inclusive. */
  run(us: number): void {
    this.lane.runTo(Math.round(us * 1e6), Infinity);
  }

  of(kind: number): BenchRecord[] {
    return this.recorder.of(kind);
  }

  /** Records of one packet and kind. */
  packet(kind: number, packet: number): BenchRecord[] {
    return this.of(kind).filter((record) => record.packet === packet);
  }

  get tally(): Lane['parts']['fabric']['tally'] {
    return this.lane.parts.fabric.tally;
  }
}

/** `n` frames `gapUs` apart, the first at `fromUs`. */
export function frames(n: number, fromUs: number, gapUs: number, rest: Partial<Frame> = {}): Frame[] {
  return Array.from({ length: n }, (_, i) => ({ us: fromUs + i * gapUs, ...rest }));
}
