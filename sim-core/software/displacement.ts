// Stolen time: how long a computing VM was displaced from its core, and by whose packets (contract §3, idle guests).
import { NEVER_PS, START_PS } from '../engine/time.ts';
import type { Fabric } from '../hardware/fabric.ts';
import { K } from '../trace/kinds.ts';

export class Displacement {
  /** VM whose turn it is to compute; 0 nobody. */
  owner = 0;
  /** Stolen so far, picoseconds, by VM (index 0 unused). */
  readonly stolenPs = new Float64Array(65);
  private readonly fabric: Fabric;
  private readonly core: number;
  private hostPs = START_PS;
  private otherPs = START_PS;
  private hostPackets = 0;
  private ownPackets = 0;
  private beganPs = NEVER_PS;

  constructor(fabric: Fabric, core: number) {
    this.fabric = fabric;
    this.core = core;
  }

  /** A stretch of work ended: by the host (`vm` 0) or by a guest. */
  served(vm: number, ps: number): void {
    if (this.owner === 0 || vm === this.owner || ps === 0) return;
    if (this.beganPs < 0) this.beganPs = this.fabric.nowPs - ps;
    if (vm === 0) this.hostPs += ps;
    else this.otherPs += ps;
  }

  /** The host handled a packet for `vm` on this core. */
  hostPacket(vm: number): void {
    if (this.owner === 0) return;
    this.hostPackets++;
    if (vm === this.owner) this.ownPackets++;
  }

  /** Stolen from `vm` up to now, the open account included, picoseconds. Changes nothing. */
  stolenFrom(vm: number): number {
    return this.stolenPs[vm] + (vm === this.owner ? this.openPs() : 0);
  }

  /** The owner computes again, or its turn ends: the account is closed. */
  end(): void {
    const stolen = this.openPs();
    if (stolen > 0) {
      this.stolenPs[this.owner] += stolen;
      const { trace, nowPs } = this.fabric;
      trace?.record(
        K.vmDisplaced,
        this.beganPs,
        nowPs - this.beganPs,
        -1,
        Math.round(stolen / 1000),
        this.core,
        this.owner,
        255,
        0,
      );
    }
    this.beganPs = -1;
    this.hostPs = 0;
    this.otherPs = 0;
    this.hostPackets = 0;
    this.ownPackets = 0;
  }

  /** What the open account comes to: others' time in full, the host's by the share of packets not the owner's. */
  private openPs(): number {
    if (this.beganPs < 0) return 0;
    const share = this.hostPackets === 0 ? 1 : (this.hostPackets - this.ownPackets) / this.hostPackets;
    return this.otherPs + Math.round(this.hostPs * share);
  }
}
