// The poll-mode part of Open vSwitch on one core: exact-match cache, classifier, and misses handled inline.
import { START_PS } from '../../engine/time.ts';
import type { Core } from '../../hardware/core.ts';
import type { Step } from '../../hardware/step.ts';
import { CTX, K, LOOKUP, lookupArgument } from '../../trace/kinds.ts';
import type { PollWork } from '../poll-driver.ts';
import type { World } from '../world.ts';
import type { SwitchProcess } from './daemon.ts';
import { ExactMatchCache } from './exact-match-cache.ts';
import { FlowTable, whoOf } from './flow-table.ts';
import type { SwitchSettings } from './settings.ts';
import { recordInstalled } from './upcall-handler.ts';

/** Who polls for this datapath, and stands still while the process is away. */
export interface Poller {
  pause(): void;
  resume(): void;
}

export class PollDatapath implements SwitchProcess {
  readonly table: FlowTable;
  /** Null if it is switched off: then nothing is probed. */
  readonly cache: ExactMatchCache | null;
  readonly settings: SwitchSettings;
  /** The threads that poll; they live in the daemon's process. */
  readonly pollers: Poller[] = [];
  private sortedPs = START_PS;

  /** `name`: tells its random stream from those of the other polling threads. */
  constructor(settings: SwitchSettings, emc: boolean, seed: number, name: string) {
    this.settings = settings;
    this.table = new FlowTable(settings);
    this.cache = emc
      ? new ExactMatchCache(this.table, settings.emcEntries, settings.emcInsert, seed, name)
      : null;
  }

  stop(): void {
    for (const poller of this.pollers) poller.pause();
  }

  start(): void {
    this.table.clear();
    for (const poller of this.pollers) poller.resume();
  }

  /** Subtables with more hits come first from now on, if it is time. */
  sortSubtables(nowPs: number): void {
    if (nowPs - this.sortedPs < this.settings.resortPs) return;
    this.sortedPs = nowPs;
    this.table.masks.sort();
  }
}

/** What a polling thread does with each packet from one port of the switch. */
export class PollPort implements PollWork {
  private readonly world: World;
  private readonly datapath: PollDatapath;
  private readonly inPort: number;

  /** `inPort`: 0 the wire, else the VM. */
  constructor(world: World, datapath: PollDatapath, inPort: number) {
    this.world = world;
    this.datapath = datapath;
    this.inPort = inPort;
  }

  charge(step: Step, core: Core, slot: number): boolean {
    const { world, datapath } = this;
    const { cache, table, settings } = datapath;
    const { packets, nowPs } = world.fabric;
    const who = this.who(slot);
    const flow = packets.flow[slot];
    if (cache !== null) {
      const exact = cache.lookup(who, flow);
      if (exact >= 0) {
        table.use(exact, nowPs);
        this.add(step, core, slot, settings.emc.mc, settings.emc.ps, lookupArgument(LOOKUP.emc, 1));
        return false;
      }
    }
    datapath.sortSubtables(nowPs);
    const rule = table.lookup(who, flow);
    const tried = rule < 0 ? table.masks.count : table.masks.tryOf(table.maskOf(rule));
    const further = Math.max(0, tried - 1);
    let mc = settings.megaflow.mc + further * settings.subtable.mc;
    let ps = settings.megaflow.ps + further * settings.subtable.ps;
    if (cache !== null) {
      mc += settings.emcProbe.mc;
      ps += settings.emcProbe.ps;
    }
    const level = rule < 0 ? LOOKUP.none : LOOKUP.classifier;
    this.add(step, core, slot, mc, ps, lookupArgument(level, tried));
    if (rule >= 0) {
      table.use(rule, nowPs);
      table.masks.hit(table.maskOf(rule));
      cache?.offer(who, flow, rule);
      return false;
    }
    world.fabric.tally.upcalls++;
    step.add(
      core.clock,
      K.upcallHandled,
      settings.inlineUpcall,
      CTX.poll,
      packets.id[slot],
      1,
      packets.vm[slot],
      packets.queue[slot],
    );
    return true;
  }

  settled(core: Core, slot: number): void {
    const { world, datapath } = this;
    const { cache, table } = datapath;
    const { packets, nowPs } = world.fabric;
    const who = this.who(slot);
    const flow = packets.flow[slot];
    if (table.full || table.find(who, flow) >= 0) return;
    const rule = table.make(who, flow, nowPs);
    table.install(rule, nowPs);
    cache?.offer(who, flow, rule);
    recordInstalled(world, slot, table.count, core.id);
  }

  private who(slot: number): number {
    return whoOf(this.inPort, this.inPort === 0 ? this.world.fabric.packets.vm[slot] : 0);
  }

  private add(step: Step, core: Core, slot: number, mc: number, ps: number, arg: number): void {
    const { packets } = this.world.fabric;
    step.addRaw(
      core.clock,
      K.switchLookedUp,
      mc,
      ps,
      CTX.poll,
      packets.id[slot],
      arg,
      packets.vm[slot],
      packets.queue[slot],
    );
  }
}
