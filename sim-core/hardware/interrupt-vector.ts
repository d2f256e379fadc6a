// One MSI-X vector with its throttle and mask: idle, armed until the throttle ends, fired and masked (mechanics §0.5).
import { START_PS } from '../engine/time.ts';
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { K } from '../trace/kinds.ts';
import type { Fabric } from './fabric.ts';
import type { Pcie } from './pcie.ts';

/** Who takes a vector's interrupts; the vector is masked until `unmask`. */
export interface InterruptTarget {
  interrupt(vector: InterruptVector): void;
}

const EXPIRED = 0;
/** Payload of an MSI-X write. */
const MESSAGE_BYTES = 4;

export class InterruptVector implements Actor {
  readonly id: number;
  /** Core it is aimed at, and the VM it belongs to (0 host); for the trace. */
  readonly core: number;
  readonly vm: number;
  target: InterruptTarget | null = null;
  private readonly gapPs: number;
  private readonly fabric: Fabric;
  /** The message is a posted write of its own. */
  private readonly link: Pcie | null;
  private readonly actor: number;
  private nextPs = START_PS;
  private armed = false;
  private armedPs = START_PS;
  private masked = false;
  private latched = false;

  /** `gapPs`: least time between two interrupts (ITR). */
  constructor(id: number, core: number, vm: number, gapPs: number, fabric: Fabric, link: Pcie | null = null) {
    this.link = link;
    this.id = id;
    this.core = core;
    this.vm = vm;
    this.gapPs = gapPs;
    this.fabric = fabric;
    this.actor = fabric.register(this);
  }

  /** A descriptor was written back for one of its queues. `urgent`: a low-latency filter matched. */
  cause(urgent: boolean): void {
    if (this.masked) {
      this.latched = true;
      return;
    }
    const now = this.fabric.nowPs;
    if (urgent || now >= this.nextPs) {
      this.raise(urgent);
    } else if (!this.armed) {
      this.armed = true;
      this.armedPs = now;
      this.fabric.queue.at(this.nextPs, PRIORITY.timer, this.actor, EXPIRED, 0);
    }
  }

  /** The driver is done: a cause that came meanwhile interrupts again. */
  unmask(): void {
    this.masked = false;
    const { trace } = this.fabric;
    if (trace !== null)
      trace.record(K.interruptUnmasked, this.fabric.nowPs, 0, -1, 0, this.core, this.vm || 255, this.id, 0);
    if (this.latched) {
      this.latched = false;
      this.cause(false);
    }
  }

  /** A poll has emptied the queues: what was latched is already served. */
  clear(): void {
    this.latched = false;
  }

  fire(): void {
    if (!this.armed || this.fabric.nowPs < this.nextPs) return;
    if (this.masked) {
      this.armed = false;
      this.latched = true;
      return;
    }
    this.raise(false);
  }

  private raise(urgent: boolean): void {
    const { fabric } = this;
    const now = fabric.nowPs;
    if (fabric.trace !== null) {
      if (this.armed && now > this.armedPs) {
        fabric.trace.record(
          K.interruptThrottled,
          this.armedPs,
          now - this.armedPs,
          -1,
          0,
          this.core,
          this.vm || 255,
          this.id,
          0,
        );
      }
      fabric.trace.record(
        K.interruptRaised,
        now,
        0,
        -1,
        urgent ? 1 : 0,
        this.core,
        this.vm || 255,
        this.id,
        0,
      );
      fabric.trace.record(K.interruptMasked, now, 0, -1, 0, this.core, this.vm || 255, this.id, 0);
    }
    this.armed = false;
    this.nextPs = now + this.gapPs;
    this.masked = true;
    this.latched = false;
    fabric.tally.interrupts++;
    this.link?.write(MESSAGE_BYTES);
    this.target?.interrupt(this);
  }
}
