// When frames leave the sender: the gaps of each kind of traffic, exact in whole picoseconds and never faster than the line.
import { ln } from '../engine/math.ts';
import { exponential, RandomStream } from '../engine/random.ts';
import type { ArrivalBlock } from './arrival-block.ts';
import { bytePs } from './wire.ts';

/** Turns the frame lengths of a block into the times at which their last bits are in. */
export interface Sender {
  schedule(block: ArrivalBlock): void;
}

/**
 * Each frame is followed by its own wire time ÷ load. The start is the whole wire time so far ÷ load, rounded to the
 * nearest picosecond, so no rounding is ever carried on.
 */
export class PacedSender implements Sender {
  private readonly bytePs: number;
  private readonly load: number;
  private wirePs = 0;
  private freePs = 0;

  constructor(linkGbps: number, load: number) {
    this.bytePs = bytePs(linkGbps);
    this.load = load;
  }

  schedule(block: ArrivalBlock): void {
    const { lastBitPs, bytes, count } = block;
    for (let i = 0; i < count; i++) {
      const start = Math.max(Math.round(this.wirePs / this.load), this.freePs);
      const wire = (bytes[i] + 20) * this.bytePs;
      lastBitPs[i] = start + (bytes[i] + 8) * this.bytePs;
      this.wirePs += wire;
      this.freePs = start + wire;
    }
  }
}

/**
 * Frames join the sender's queue as a Poisson process, the first at time 0, and leave at wire speed. Gaps become
 * picoseconds by rounding down with the fraction carried into the next gap.
 */
export class PoissonSender implements Sender {
  private readonly bytePs: number;
  private readonly meanGapPs: number;
  private readonly gaps: RandomStream;
  private joinPs = 0;
  private fraction = 0;
  private freePs = 0;

  constructor(linkGbps: number, load: number, meanFrameBytes: number, seed: number) {
    this.bytePs = bytePs(linkGbps);
    this.meanGapPs = ((meanFrameBytes + 20) * this.bytePs) / load;
    this.gaps = new RandomStream(seed, 'gaps');
  }

  schedule(block: ArrivalBlock): void {
    const { lastBitPs, bytes, count } = block;
    for (let i = 0; i < count; i++) {
      const start = Math.max(this.joinPs, this.freePs);
      lastBitPs[i] = start + (bytes[i] + 8) * this.bytePs;
      this.freePs = start + (bytes[i] + 20) * this.bytePs;
      const gap = exponential(this.gaps) * this.meanGapPs + this.fraction;
      const whole = Math.floor(gap);
      this.fraction = gap - whole;
      this.joinPs += whole;
    }
  }
}

/** Bursts at line rate of geometric length (at least one frame), then exponential pauses; the first burst at time 0. */
export class OnOffSender implements Sender {
  private readonly bytePs: number;
  private readonly meanPausePs: number;
  /** ln of the chance that a burst goes on after a frame; −Infinity for bursts of one. */
  private readonly lnGoesOn: number;
  private readonly gaps: RandomStream;
  private left: number;
  private fraction = 0;
  private freePs = 0;

  constructor(linkGbps: number, load: number, burstPackets: number, meanFrameBytes: number, seed: number) {
    this.bytePs = bytePs(linkGbps);
    this.meanPausePs = burstPackets * (meanFrameBytes + 20) * this.bytePs * (1 / load - 1);
    this.lnGoesOn = ln(1 - 1 / burstPackets);
    this.gaps = new RandomStream(seed, 'gaps');
    this.left = this.burst();
  }

  private burst(): number {
    return 1 + Math.floor(exponential(this.gaps) / -this.lnGoesOn);
  }

  private pausePs(): number {
    const pause = exponential(this.gaps) * this.meanPausePs + this.fraction;
    const whole = Math.floor(pause);
    this.fraction = pause - whole;
    return whole;
  }

  schedule(block: ArrivalBlock): void {
    const { lastBitPs, bytes, count } = block;
    for (let i = 0; i < count; i++) {
      if (this.left === 0) {
        this.freePs += this.pausePs();
        this.left = this.burst();
      }
      this.left--;
      lastBitPs[i] = this.freePs + (bytes[i] + 8) * this.bytePs;
      this.freePs += (bytes[i] + 20) * this.bytePs;
    }
  }
}
