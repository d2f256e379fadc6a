// Synthetic traffic: sizes, VMs, flows, priorities and gaps, each from its own named stream.
import { RandomStream } from '../engine/random.ts';
import { nsToPs } from '../engine/time.ts';
import { IMIX } from '../scenario/imix.ts';
import { InputError } from '../scenario/input-error.ts';
import type { Scenario, Traffic } from '../scenario/types.ts';
import { type ArrivalBlock, type ArrivalSource, BLOCK_ARRIVALS } from './arrival-block.ts';
import { Chooser, zipfChooser } from './chooser.ts';
import { OnOffSender, PacedSender, PoissonSender, type Sender } from './sender.ts';
import { type FrameMix, meanFrameBytes, wireTimePs } from './wire.ts';

/** Two hours: beyond it a run is refused, so that every time stays an exact whole number of picoseconds. */
export const LONGEST_RUN_PS = 7.2e15;

/** The sizes that synthetic traffic draws from. */
export function syntheticMix(traffic: Traffic): FrameMix {
  if (traffic.kind === 'imix') return IMIX;
  const sizes = traffic.frame_bytes;
  if (sizes === null) {
    throw new InputError(
      'traffic.frame_bytes',
      'null without imix or a capture',
      'give a frame length from 64 to 9216',
    );
  }
  return typeof sizes === 'number' ? [[sizes, 1]] : sizes;
}

function createSender(traffic: Traffic, meanBytes: number, seed: number): Sender {
  const { kind, link_gbps, load, burst_packets } = traffic;
  if (kind === 'poisson') return new PoissonSender(link_gbps, load, meanBytes, seed);
  if (kind === 'on-off' && load < 1) return new OnOffSender(link_gbps, load, burst_packets, meanBytes, seed);
  return new PacedSender(link_gbps, load);
}

/** Refuses times above a limit, at the latest above 2⁵³, where they are no longer exact. */
export function refuseTooLong(lastPs: number, limitPs: number): void {
  if (lastPs <= limitPs) return;
  throw new InputError(
    'traffic.load',
    'the packets need more than 2 hours to arrive',
    'raise load or link_gbps, or offer fewer packets',
  );
}

/** Marks packets that a low-latency filter matches: a share of all, from the stream "priority". */
export class PriorityMarks {
  private readonly below: number;
  private readonly random: RandomStream;

  constructor(seed: number, share: number) {
    this.below = share * 4294967296;
    this.random = new RandomStream(seed, 'priority');
  }

  mark(block: ArrivalBlock): void {
    const { priority, count } = block;
    if (this.below === 0) {
      priority.fill(0, 0, count);
      return;
    }
    for (let i = 0; i < count; i++) priority[i] = this.random.uint32() < this.below ? 1 : 0;
  }
}

/** Every kind of traffic but captures. */
export class SyntheticArrivals implements ArrivalSource {
  private readonly seedSizes: RandomStream;
  private readonly seedVms: RandomStream;
  private readonly seedFlows: RandomStream;
  private readonly marks: PriorityMarks;
  private readonly sender: Sender;
  private readonly sizes: Int32Array;
  private readonly size: Chooser;
  private readonly vm: Chooser;
  /** Flow within a VM; VM i owns the numbers i·size … i·size + size − 1. */
  private readonly flow: Chooser;
  private readonly packets: number;
  private readonly untilPs: number;
  private offered = 0;
  private ended = false;

  constructor(scenario: Scenario) {
    const { traffic, seed, stop } = scenario;
    const mix = syntheticMix(traffic);
    this.seedSizes = new RandomStream(seed, 'sizes');
    this.seedVms = new RandomStream(seed, 'vms');
    this.seedFlows = new RandomStream(seed, 'flows');
    this.marks = new PriorityMarks(seed, traffic.priority_share);
    this.sizes = Int32Array.from(mix, ([bytes]) => bytes);
    this.size = new Chooser(mix.length, mix.length === 1 ? null : mix.map(([, weight]) => weight));
    this.vm = zipfChooser(traffic.vms, traffic.vm_skew);
    this.flow = zipfChooser(Math.max(1, Math.floor(traffic.flows / traffic.vms)), traffic.flow_skew);
    const meanBytes = meanFrameBytes(mix);
    this.sender = createSender(traffic, meanBytes, seed);
    this.packets = stop.packets ?? Infinity;
    this.untilPs = stop.duration_ns === undefined ? Infinity : nsToPs(stop.duration_ns);
    if (stop.packets !== undefined) {
      refuseTooLong(
        ((stop.packets - 1) * wireTimePs(meanBytes, traffic.link_gbps)) / traffic.load,
        LONGEST_RUN_PS,
      );
    }
  }

  next(block: ArrivalBlock): void {
    const count = this.ended ? 0 : Math.min(BLOCK_ARRIVALS, this.packets - this.offered);
    block.first = this.offered;
    block.count = count;
    if (count === 0) return;
    this.drawSizes(block);
    this.drawDestinations(block);
    this.marks.mark(block);
    this.sender.schedule(block);
    if (block.lastBitPs[count - 1] > this.untilPs) {
      block.count = arrivedBy(block, this.untilPs);
      this.ended = true;
    }
    refuseTooLong(block.lastBitPs[count - 1], Number.MAX_SAFE_INTEGER);
    this.offered += block.count;
  }

  private drawSizes(block: ArrivalBlock): void {
    const { bytes, count } = block;
    const sizes = this.sizes;
    if (sizes.length === 1) bytes.fill(sizes[0], 0, count);
    else for (let i = 0; i < count; i++) bytes[i] = sizes[this.size.draw(this.seedSizes)];
  }

  private drawDestinations(block: ArrivalBlock): void {
    const { vm, flow, count } = block;
    const perVm = this.flow.size;
    for (let i = 0; i < count; i++) {
      const owner = this.vm.draw(this.seedVms);
      vm[i] = owner;
      flow[i] = owner * perVm + this.flow.draw(this.seedFlows);
    }
  }
}

/** How many of the block's packets have their last bit in at `untilPs`. */
export function arrivedBy(block: ArrivalBlock, untilPs: number): number {
  let n = 0;
  while (n < block.count && block.lastBitPs[n] <= untilPs) n++;
  return n;
}
