// ovs-vswitchd over time: it deletes idle rules now and then, and a restart takes it away for a while.
import { START_PS } from '../../engine/time.ts';
import { type Actor, PRIORITY } from '../../engine/event-queue.ts';
import type { Fabric } from '../../hardware/fabric.ts';
import { K } from '../../trace/kinds.ts';
import type { FlowTable } from './flow-table.ts';
import type { SwitchSettings } from './settings.ts';

const SWEEP = 0;
const STOP = 1;
const START = 2;

/** A datapath as the daemon's life and death concern it. */
export interface SwitchProcess {
  readonly table: FlowTable;
  /** The daemon ended. */
  stop(): void;
  /** Its successor runs, with its OpenFlow tables restored; rules that the datapath still has are deleted. */
  start(): void;
}

/**
 * What a restart leaves: the configuration (it is OVSDB's, and no part of a lane) and, in a kernel, the installed rules,
 * which go on to forward while nobody handles misses. OpenFlow tables are the daemon's memory: the controller restores
 * them, and until then no rule can be made. A poll-mode datapath lives in the process and stands still with it.
 */
export class Daemon implements Actor {
  private readonly fabric: Fabric;
  private readonly settings: SwitchSettings;
  private readonly datapaths: readonly SwitchProcess[];
  private readonly actor: number;
  private away = false;
  private backPs = START_PS;

  /** `restartsPs`: when it is restarted. */
  constructor(
    fabric: Fabric,
    settings: SwitchSettings,
    datapaths: readonly SwitchProcess[],
    restartsPs: readonly number[],
  ) {
    this.fabric = fabric;
    this.settings = settings;
    this.datapaths = datapaths;
    this.actor = fabric.register(this);
    for (const atPs of restartsPs) fabric.queue.at(atPs, PRIORITY.timer, this.actor, STOP, 0);
    datapaths.forEach((datapath, i) => {
      fabric.queue.at(datapath.table.wheel.widthPs, PRIORITY.timer, this.actor, SWEEP, i);
    });
  }

  fire(op: number, index: number): void {
    if (op === SWEEP) this.sweep(index);
    else if (op === STOP) this.stop();
    else this.start();
  }

  /** A revalidator's round through one datapath's rules; without a daemon there is none. */
  private sweep(index: number): void {
    const { fabric } = this;
    const { table } = this.datapaths[index];
    const gone = this.away ? 0 : table.sweep(fabric.nowPs);
    if (gone > 0) this.record(K.flowExpired, gone);
    fabric.queue.at(fabric.nowPs + table.wheel.widthPs, PRIORITY.timer, this.actor, SWEEP, index);
  }

  private stop(): void {
    const { fabric, settings } = this;
    this.backPs = fabric.nowPs + settings.restartPs;
    fabric.queue.at(this.backPs, PRIORITY.timer, this.actor, START, 0);
    if (this.away) return;
    this.away = true;
    this.record(K.daemonStopped, 0);
    for (const datapath of this.datapaths) datapath.stop();
  }

  private start(): void {
    if (!this.away || this.fabric.nowPs < this.backPs) return;
    this.away = false;
    this.record(K.daemonStarted, 0);
    for (const datapath of this.datapaths) datapath.start();
  }

  private record(kind: number, arg: number): void {
    this.fabric.trace?.record(kind, this.fabric.nowPs, 0, -1, arg, 255, 255, 255, 0);
  }
}
