// The kernel's part of Open vSwitch: rules shared by all cores, lookups by mask, and the bounded queue of misses.
import { IntQueue } from '../../engine/int-queue.ts';
import type { Core } from '../../hardware/core.ts';
import type { Step } from '../../hardware/step.ts';
import { DROP, K, lookupArgument } from '../../trace/kinds.ts';
import type { Displacement } from '../displacement.ts';
import type { Route } from '../route.ts';
import type { PacketSink, World } from '../world.ts';
import type { SwitchProcess } from './daemon.ts';
import { FlowTable, whoOf } from './flow-table.ts';
import { MaskCache } from './mask-cache.ts';
import type { SwitchSettings } from './settings.ts';

/** Spreads a flow's number over the 32 bits of a packet hash. */
function packetHash(inPort: number, flow: number): number {
  return Math.imul(flow ^ Math.imul(inPort + 1, 0x27d4eb2f), 0x9e3779b1) ^ (flow >>> 15);
}

/** Takes misses from the queue; told when there is one, and when the process ends. */
export interface MissHandler {
  wake(): void;
  /** The process ended: what it had in hand is lost. */
  abandon(): void;
}

export class KernelDatapath implements SwitchProcess {
  readonly table: FlowTable;
  readonly settings: SwitchSettings;
  readonly ports: KernelPort[] = [];
  /** A daemon listens. Without one misses are lost, and rules go on to serve. */
  alive = true;
  handler: MissHandler | null = null;
  private readonly world: World;
  private readonly slots = new IntQueue(64);
  private readonly portsOfSlots = new IntQueue(64);

  constructor(world: World, settings: SwitchSettings) {
    this.world = world;
    this.settings = settings;
    this.table = new FlowTable(settings);
  }

  /** Misses that wait for the daemon. */
  get waiting(): number {
    return this.slots.length;
  }

  /** A packet missed: it waits for the daemon; it is lost if the queue is full or nobody listens. */
  miss(slot: number, port: number, core: number): void {
    const { fabric } = this.world;
    if (!this.alive || this.slots.length >= this.settings.upcallQueue) {
      this.lose(slot);
      return;
    }
    fabric.tally.upcalls++;
    this.slots.push(slot);
    this.portsOfSlots.push(port);
    if (fabric.trace !== null) {
      const { id, vm, queue } = fabric.packets;
      fabric.trace.record(
        K.upcallQueued,
        fabric.nowPs,
        0,
        id[slot],
        this.slots.length,
        core,
        vm[slot] || 255,
        queue[slot],
        0,
      );
    }
    this.handler?.wake();
  }

  /** Takes the oldest miss out: its port; its slot is `missed`. */
  take(): KernelPort {
    this.missed = this.slots.shift();
    return this.ports[this.portsOfSlots.shift()];
  }
  /** Slot of the miss taken last. */
  missed = -1;

  /** A packet that nobody will handle. */
  lose(slot: number): void {
    this.world.data.release(slot);
    this.world.ends.dropped(slot, DROP.upcallFull);
  }

  stop(): void {
    this.alive = false;
    while (this.slots.length > 0) {
      this.take();
      this.lose(this.missed);
    }
    this.handler?.abandon();
  }

  start(): void {
    this.table.clear();
    this.alive = true;
  }
}

/** Where packets enter the datapath on one core, and where they go on once a rule says so. */
export class KernelPort implements PacketSink {
  /** The rest of the way: what it costs, and where it leads. */
  readonly next: PacketSink;
  private readonly world: World;
  private readonly datapath: KernelDatapath;
  private readonly cache: MaskCache;
  private readonly kind: number;
  private readonly inPort: number;
  private readonly displacement: Displacement | null;
  private readonly route: Route | null;
  private readonly index: number;
  private core = 0;
  private hit = false;

  /**
   * `inPort`: 0 the wire, else the VM whose tap it is; `kind`: the lookup's record, which decides its category;
   * `displacement`: of the core, told of packets whose way ends here for now; `route`: where guests send to, else
   * only to the wire.
   */
  constructor(
    world: World,
    datapath: KernelDatapath,
    next: PacketSink,
    kind: number,
    inPort: number,
    displacement: Displacement | null = null,
    route: Route | null = null,
  ) {
    this.world = world;
    this.datapath = datapath;
    this.next = next;
    this.kind = kind;
    this.inPort = inPort;
    this.displacement = displacement;
    this.route = route;
    this.cache = new MaskCache(datapath.table);
    this.index = datapath.ports.length;
    datapath.ports.push(this);
  }

  /** Port and destination of a packet as rules know them. */
  who(slot: number): number {
    const { inPort, route } = this;
    return whoOf(inPort, inPort === 0 ? this.world.fabric.packets.vm[slot] : (route?.next(slot) ?? 0));
  }

  charge(step: Step, core: Core, slot: number): void {
    const { world, datapath, cache } = this;
    const { settings, table } = datapath;
    const { packets, nowPs } = world.fabric;
    const flow = packets.flow[slot];
    const rule = cache.lookup(this.who(slot), flow, packetHash(this.inPort, flow));
    this.hit = rule >= 0;
    this.core = core.id;
    if (this.hit) table.use(rule, nowPs);
    const further = Math.max(0, cache.tried - 1);
    step.addRaw(
      core.clock,
      this.kind,
      settings.kernelLookup.mc + further * settings.kernelMask.mc,
      settings.kernelLookup.ps + further * settings.kernelMask.ps,
      world.hostContext,
      packets.id[slot],
      lookupArgument(cache.level, cache.tried),
      packets.vm[slot],
      packets.queue[slot],
    );
    if (this.hit) this.next.charge(step, core, slot);
  }

  accept(slot: number): void {
    if (this.hit) {
      this.next.accept(slot);
      return;
    }
    this.displacement?.hostPacket(this.world.fabric.packets.vm[slot]);
    this.datapath.miss(slot, this.index, this.core);
  }
}
