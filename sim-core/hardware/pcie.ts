// The PCIe link as a finite server in each direction, charged TLP by TLP (mechanics §0.2, measurements hint 2).
import { START_PS } from '../engine/time.ts';
import type { Costs } from '../costs/resolve.ts';
import type { Clock } from '../engine/event-queue.ts';

/** Posted writes and read requests go up, completions and doorbells come down. */
export class Pcie {
  /** When the direction is free again, picoseconds. */
  upFreePs = START_PS;
  downFreePs = START_PS;
  upBytes = 0;
  downBytes = 0;
  readonly header: number;
  readonly completion: number;
  readonly mps: number;
  readonly readRequest: number;
  readonly writePs: number;
  readonly readPs: number;
  readonly cacheGainPs: number;
  readonly mmioVisiblePs: number;
  private readonly psPerByte: number;
  private readonly clock: Clock;

  /** A slot of `gbps` raw one-way bandwidth, the data-link layer's share taken off; `remote`: memory is the other socket's. */
  constructor(clock: Clock, gbps: number, costs: Costs, remote = false) {
    this.clock = clock;
    const far = remote ? costs.timePs('pcie.remote') : 0;
    this.psPerByte = 8000 / (gbps * (1 - costs.value('pcie.dllShare') / 100));
    this.header = costs.value('pcie.tlpHeader');
    this.completion = costs.value('pcie.completion');
    this.mps = costs.value('pcie.mps');
    this.readRequest = costs.value('pcie.readRequest');
    this.writePs = costs.timePs('pcie.write') + far;
    this.readPs = costs.timePs('pcie.dmaRead64') + far;
    this.cacheGainPs = costs.timePs('pcie.ddioGain');
    this.mmioVisiblePs = costs.timePs('pcie.mmioVisible');
  }

  /** Sends a write of `bytes` of payload up now; its last byte has left the device at `upFreePs`. */
  write(bytes: number): void {
    this.up(bytes + Math.ceil(bytes / this.mps) * this.header);
  }

  /** Reads `bytes` from memory, from now on; returns when the data is at the device. `cached`: all of it was in the cache. */
  read(bytes: number, cached: boolean): number {
    this.up(Math.ceil(bytes / this.readRequest) * this.header);
    const answered = this.upFreePs + this.readPs - (cached ? this.cacheGainPs : 0);
    return this.down(answered, bytes + Math.ceil(bytes / this.mps) * this.completion);
  }

  /** A doorbell: a write of four bytes from a core to the device. */
  doorbell(): void {
    this.down(this.clock.nowPs, this.header + 4);
  }

  private up(bytes: number): void {
    const { nowPs } = this.clock;
    const start = this.upFreePs > nowPs ? this.upFreePs : nowPs;
    this.upFreePs = start + Math.round(bytes * this.psPerByte);
    this.upBytes += bytes;
  }

  private down(fromPs: number, bytes: number): number {
    const start = this.downFreePs > fromPs ? this.downFreePs : fromPs;
    const end = start + Math.round(bytes * this.psPerByte);
    this.downFreePs = end;
    this.downBytes += bytes;
    return end;
  }
}
