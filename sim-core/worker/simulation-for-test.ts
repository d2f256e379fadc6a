// A small lane for the tests of this room: packets with work records, deterministic, restorable, at fault on demand.
import { RandomStream } from '../engine/random.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../engine/snapshot.ts';
import type { Report } from '../report/types.ts';
import { K } from '../trace/kinds.ts';
import { TraceWriter } from '../trace/writer.ts';
import type { CreateSimulation, LaneInputs, LaneSimulation, Prepared } from './simulation-port.ts';

/** Lanes named like this throw after so many events. */
export const FAULTY_LANE = 'faulty';
export const FAULT_AFTER_EVENTS = 20_000;

class State {
  nowPs = 0;
  events = 0;
  openPs = -1;
  readonly random: RandomStream;

  constructor(seed: number, name: string) {
    this.random = new RandomStream(seed, name);
  }
}

/** One event a packet: it arrives, a core works on it, it is delivered when the work ends. */
class TestSimulation implements LaneSimulation {
  private readonly inputs: LaneInputs;
  private readonly state: State;
  private readonly writer: TraceWriter;
  private readonly packets: number;
  private readonly warmup: number;

  constructor(
    inputs: LaneInputs,
    onChunk: (chunk: Parameters<Parameters<CreateSimulation>[1]>[0]) => ArrayBuffer,
  ) {
    const { scenario } = inputs;
    this.inputs = inputs;
    this.packets = scenario.stop.packets ?? 1000;
    this.warmup = scenario.warmup.packets ?? 0;
    this.state = new State(scenario.seed, JSON.stringify(scenario.lanes[0].features));
    this.writer = new TraceWriter(0, onChunk);
  }

  get furthestPs(): number {
    return this.state.nowPs;
  }

  get done(): boolean {
    return this.state.events >= this.packets;
  }

  get events(): number {
    return this.state.events;
  }

  get windowOpenPs(): number {
    return this.warmup === 0 ? 0 : this.state.openPs;
  }

  get windowClosePs(): number {
    return this.done ? this.state.nowPs : -1;
  }

  advance(events: number): boolean {
    for (let i = 0; i < events && !this.done; i++) this.packet();
    return this.done;
  }

  /** Packets come every 67.2 ns, so the next one's time is known. */
  runTo(tPs: number): void {
    while (!this.done && this.state.nowPs + 67_200 <= tPs) this.packet();
  }

  flushTrace(): void {
    this.writer.flush();
  }

  report(): Report {
    const { scenario, warnings } = this.inputs;
    const { events, nowPs, openPs } = this.state;
    const lane = { ...scenario.lanes[0], packets: { offered: events }, at: nowPs, openPs };
    const whole = { version: 1, scenario, warnings, engine: { events }, capture: null, lanes: [lane] };
    return structuredCopy(whole) as unknown as Report;
  }

  snapshot(): object {
    return { inner: takeSnapshot(this.state), records: this.writer.recordCount };
  }

  restore(state: object): void {
    const { inner, records } = state as { inner: Snapshot; records: number };
    restoreSnapshot(inner);
    this.writer.position(records);
  }

  private packet(): void {
    const { state, writer } = this;
    if (this.inputs.scenario.lanes[0].name === FAULTY_LANE && state.events === FAULT_AFTER_EVENTS) {
      throw new Error('the lane has lost count');
    }
    state.nowPs += 67_200;
    const packet = state.events++;
    if (state.events === this.warmup) state.openPs = state.nowPs;
    const work = 1000 + state.random.below(60_000);
    writer.record(K.packetArrived, state.nowPs, 0, packet, 64, 255, 1, 255, 0);
    writer.record(K.mbufReceived, state.nowPs - work, work, packet, 0, 0, 1, 0, 5);
    writer.record(K.packetDelivered, state.nowPs, 0, packet, 64, 0, 1, 255, 0);
  }
}

function structuredCopy(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}

export const createTestSimulation: CreateSimulation = (inputs, onChunk) =>
  new TestSimulation(inputs, onChunk);

/** A prepared scenario of test lanes: each its name and the feature that sets it apart. */
export function prepareTest(input: unknown): Prepared {
  const {
    packets,
    lanes,
    seed = 1,
    warmup = Math.floor(packets / 5),
  } = input as { packets: number; lanes: [string, number][]; seed?: number; warmup?: number };
  const scenario = {
    version: 1,
    seed,
    stop: { packets },
    warmup: { packets: warmup },
    machine: { cores: 1 },
    traffic: { link_gbps: 10, vms: 1, capture: null },
    lanes: lanes.map(([name, batch]) => ({ name, preset: 'dpdk', features: { batch } })),
  } as unknown as Prepared['scenario'];
  return {
    scenario,
    warnings: [],
    laneWarnings: lanes.map(() => []),
    capture: null,
    expectedEndPs: packets * 67_200,
  };
}
