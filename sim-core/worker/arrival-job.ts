// Looks an arrival up by making the run's traffic again: no lane is touched, and nothing has to have been simulated.
import type { ArrivalRequest } from '../protocol/messages.ts';
import {
  type ArrivalBlock,
  type ArrivalSource,
  createArrivalBlock,
  createArrivals,
} from '../traffic/index.ts';
import type { Run } from './run.ts';

/** Blocks of arrivals a slice. */
const BLOCKS = 8;

export class ArrivalJob {
  readonly name = 'arrival';
  readonly ready = true;
  readonly lane = null;
  readonly id: number;
  private readonly source: ArrivalSource;
  private readonly block: ArrivalBlock = createArrivalBlock();
  private readonly wanted: ArrivalRequest;
  private readonly most: number;
  private readonly lastPs: number;

  constructor(id: number, run: Run, wanted: ArrivalRequest) {
    const { scenario, capture } = run.prepared;
    this.id = id;
    this.wanted = wanted;
    this.source = createArrivals(scenario, capture);
    this.most = scenario.stop.packets ?? Infinity;
    this.lastPs = scenario.stop.duration_ns === undefined ? Infinity : scenario.stop.duration_ns * 1000;
  }

  leave(): void {
    // no lane was taken back
  }

  /** Does a little; the response's body once it is done. */
  slice(): { packet: number; tPs: number } | undefined {
    const { block } = this;
    for (let n = 0; n < BLOCKS; n++) {
      this.source.next(block);
      for (let i = 0; i < block.count; i++) {
        const packet = block.first + i;
        const tPs = block.lastBitPs[i];
        if (packet >= this.most || tPs > this.lastPs) return NOWHERE;
        if ('packet' in this.wanted ? packet === this.wanted.packet : block.flow[i] === this.wanted.flow)
          return { packet, tPs };
      }
      if (block.count === 0) return NOWHERE;
    }
    return undefined;
  }
}

const NOWHERE = { packet: -1, tPs: -1 };
