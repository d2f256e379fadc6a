// A capture as arrivals: its recorded gaps, stretched or shrunk gaps, or none; a gap the wire cannot keep waits.
import { UNCHANGING } from '../engine/snapshot.ts';
import { nsToPs } from '../engine/time.ts';
import { InputError } from '../scenario/input-error.ts';
import type { CaptureTiming, Scenario } from '../scenario/types.ts';
import { type ArrivalBlock, type ArrivalSource, BLOCK_ARRIVALS } from './arrival-block.ts';
import { type LoadedCapture, vmOfDestination } from './loaded-capture.ts';
import { arrivedBy, LONGEST_RUN_PS, PriorityMarks, refuseTooLong } from './synthetic.ts';
import { bytePs } from './wire.ts';

/**
 * The factor on recorded times with which the last frame starts at (wire time of all frames before it) ÷ load, waiting
 * at the sender included. With factor s the last start is the maximum over k of s·time(k) + wire time of frames k …
 * last − 1, so the largest s that keeps every term at or below the target meets it. Load 1 or zero span: 0, that is,
 * back-to-back.
 */
export function scaleForLoad(capture: LoadedCapture, linkGbps: number, load: number): number {
  if (load >= 1 || capture.spanPs === 0) return 0;
  const perByte = bytePs(linkGbps);
  const last = capture.packets - 1;
  const totalPs = (capture.totalFrameBytes - capture.bytes[last] + 20 * last) * perByte;
  const targetPs = totalPs / load;
  let restPs = totalPs;
  let scale = Infinity;
  for (let k = 0; k <= last; k++) {
    const t = capture.timePs[k];
    if (t > 0) scale = Math.min(scale, (targetPs - restPs) / t);
    restPs -= (capture.bytes[k] + 20) * perByte;
  }
  return scale;
}

/** What never changes while a capture is sent; snapshots pass it by. */
class SendingPlan {
  readonly [UNCHANGING] = true;
  readonly capture: LoadedCapture;
  readonly vms: number;
  readonly bytePs: number;
  readonly scale: number;

  constructor(capture: LoadedCapture, scenario: Scenario, timing: CaptureTiming) {
    const { vms, link_gbps, load } = scenario.traffic;
    this.capture = capture;
    this.vms = vms;
    this.bytePs = bytePs(link_gbps);
    this.scale = timing === 'recorded' ? 1 : timing === 'scaled' ? scaleForLoad(capture, link_gbps, load) : 0;
    if (timing === 'recorded') refuseLongRecording(capture);
    const wirePs = (capture.totalFrameBytes + 20 * capture.packets) * this.bytePs;
    refuseTooLong(timing === 'scaled' ? wirePs / load : wirePs, LONGEST_RUN_PS);
    if (timing === 'recorded') refuseTooLong(capture.spanPs + wirePs, Number.MAX_SAFE_INTEGER);
  }
}

/** Recorded timing over two hours is refused (contract §2). */
export function refuseLongRecording(capture: { spanPs: number }): void {
  if (capture.spanPs <= LONGEST_RUN_PS) return;
  const hours = (capture.spanPs / 3.6e15).toFixed(1);
  throw new InputError(
    'traffic.capture.timing',
    `"recorded" with a capture of ${hours} hours`,
    'at most 2 hours are replayed as recorded: choose "scaled" or "back-to-back"',
  );
}

/** A capture's packets, until the scenario's stop or the end of the file. */
export class CaptureArrivals implements ArrivalSource {
  private readonly plan: SendingPlan;
  private readonly marks: PriorityMarks;
  private readonly packets: number;
  private readonly untilPs: number;
  private offered = 0;
  private freePs = 0;
  private ended = false;

  constructor(scenario: Scenario, capture: LoadedCapture) {
    const { stop, seed, traffic } = scenario;
    this.plan = new SendingPlan(capture, scenario, traffic.capture?.timing ?? 'recorded');
    this.marks = new PriorityMarks(seed, traffic.priority_share);
    this.packets = Math.min(capture.packets, stop.packets ?? Infinity);
    this.untilPs = stop.duration_ns === undefined ? Infinity : nsToPs(stop.duration_ns);
  }

  next(block: ArrivalBlock): void {
    const count = this.ended ? 0 : Math.min(BLOCK_ARRIVALS, this.packets - this.offered);
    block.first = this.offered;
    block.count = count;
    if (count === 0) return;
    this.copy(block);
    this.marks.mark(block);
    if (block.lastBitPs[count - 1] > this.untilPs) {
      block.count = arrivedBy(block, this.untilPs);
      this.ended = true;
    }
    this.offered += block.count;
  }

  private copy(block: ArrivalBlock): void {
    const { capture, vms, bytePs: perByte, scale } = this.plan;
    for (let i = 0; i < block.count; i++) {
      const k = block.first + i;
      const bytes = capture.bytes[k];
      const start = Math.max(Math.round(capture.timePs[k] * scale), this.freePs);
      this.freePs = start + (bytes + 20) * perByte;
      block.lastBitPs[i] = start + (bytes + 8) * perByte;
      block.bytes[i] = bytes;
      block.vm[i] = vmOfDestination(capture.destination[k], vms);
      block.flow[i] = capture.flow[k];
    }
  }
}
