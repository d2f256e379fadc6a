// Open vSwitch as a lane wants it: a kernel datapath with its daemon's handler, or one datapath for each polling core.
import { nsToPs } from '../engine/time.ts';
import type { RingTransmit } from '../software/host-kernel.ts';
import type { PacketSink } from '../software/world.ts';
import { Daemon, type SwitchProcess } from '../software/vswitch/daemon.ts';
import { KernelDatapath, KernelPort } from '../software/vswitch/kernel-datapath.ts';
import { ForwardRest } from '../software/vswitch/kernel-forward.ts';
import { PollDatapath } from '../software/vswitch/poll-datapath.ts';
import { resolveSwitchSettings, type SwitchSettings } from '../software/vswitch/settings.ts';
import { UpcallHandler } from '../software/vswitch/upcall-handler.ts';
import { K } from '../trace/kinds.ts';
import type { Assembly } from './assemble.ts';

function settingsOf({ builder, features }: Assembly): SwitchSettings {
  return resolveSwitchSettings(builder.costs, features.megaflows === 'per-flow');
}

/** Starts the daemon that the datapaths belong to, with the scenario's restarts. */
export function addDaemon(
  { builder, scenario }: Assembly,
  settings: SwitchSettings,
  datapaths: readonly SwitchProcess[],
): void {
  const restarts = scenario.workload.events.map((event) => nsToPs(event.at_ns));
  new Daemon(builder.fabric, settings, datapaths, restarts);
}

/** The kernel datapath, if this lane's switch is one; its daemon handles misses on `core`. */
export function addKernelDatapath(assembly: Assembly, core: number): KernelDatapath | null {
  const { builder, features } = assembly;
  if (features.vswitch !== 'ovs-kernel') return null;
  const settings = settingsOf(assembly);
  const datapath = new KernelDatapath(builder.world, settings);
  new UpcallHandler(builder.world, builder.schedulers[core], datapath);
  addDaemon(assembly, settings, [datapath]);
  return datapath;
}

/** Packets that a kernel datapath may hold beyond the queues there are without it: waiting, and in the handler's hands. */
export function heldByDaemon({ builder, features }: Assembly): number {
  if (features.vswitch !== 'ovs-kernel') return 0;
  return builder.costs.value('ovsk.upcallQueue') + builder.costs.value('ovsk.upcallBatch');
}

/** forward-host: the switch finds the other port; what is left of a hit is sending. */
export function forwardThrough(
  { builder }: Assembly,
  datapath: KernelDatapath,
  out: RingTransmit,
): PacketSink {
  const { world } = builder;
  const rest = new ForwardRest(world, datapath.settings.kernelRest, out);
  return new KernelPort(world, datapath, rest, K.switchLookedUp, 0);
}

/** A datapath for each of `cores` polling threads; each thread has its own rules and its own cache. */
export function addPollDatapaths(assembly: Assembly, cores: number): PollDatapath[] {
  const { features, scenario } = assembly;
  if (features.vswitch !== 'ovs-dpdk') return [];
  const settings = settingsOf(assembly);
  const datapaths: PollDatapath[] = [];
  for (let i = 0; i < cores; i++) {
    datapaths.push(new PollDatapath(settings, features.emc, scenario.seed, `of thread ${i}`));
  }
  addDaemon(assembly, settings, datapaths);
  return datapaths;
}
