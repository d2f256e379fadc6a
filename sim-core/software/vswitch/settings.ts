// What Open vSwitch costs and how much it holds, resolved once for a lane.
import { type Cost, type Costs, less } from '../../costs/resolve.ts';

export interface SwitchSettings {
  /** One rule covers a single flow (else all packets to one VM). */
  readonly perFlow: boolean;
  /** Kernel: lookup with one mask, what is left of a hit (actions and transmit), each further mask. */
  readonly kernelLookup: Cost;
  readonly kernelRest: Cost;
  readonly kernelMask: Cost;
  /** Kernel: a miss that makes a rule; a packet that went up while its rule was being made. */
  readonly kernelUpcall: Cost;
  readonly kernelReinject: Cost;
  /** Packets that wait for the daemon, and how many it takes together. */
  readonly upcallQueue: number;
  readonly upcallBatch: number;
  /** Poll mode. */
  readonly emc: Cost;
  readonly emcProbe: Cost;
  readonly megaflow: Cost;
  readonly subtable: Cost;
  readonly inlineUpcall: Cost;
  readonly emcEntries: number;
  /** Chance that a hit in the classifier enters the exact-match cache. */
  readonly emcInsert: number;
  /** How often subtables are put in order of their hits, picoseconds. */
  readonly resortPs: number;
  /** Distinct masks that the policy's rules have. */
  readonly masks: number;
  readonly maxFlows: number;
  readonly idlePs: number;
  readonly revalidatePs: number;
  /** From the daemon's end until its successor has its tables again, picoseconds. */
  readonly restartPs: number;
}

/** Reads the switch's constants; `perFlow`: feature `megaflows`. */
export function resolveSwitchSettings(costs: Costs, perFlow: boolean): SwitchSettings {
  const lookup = costs.cost('ovsk.lookup');
  const hit = costs.cost('ovsk.hit');
  const rest = less(hit, lookup);
  return Object.freeze({
    perFlow,
    // an overridden hit that is cheaper than the lookup alone stays the price of both
    kernelLookup: less(hit, rest),
    kernelRest: rest,
    kernelMask: costs.cost('ovsk.mask'),
    kernelUpcall: costs.cost('ovsk.upcall'),
    kernelReinject: costs.cost('ovsk.reinject'),
    upcallQueue: costs.value('ovsk.upcallQueue'),
    upcallBatch: costs.value('ovsk.upcallBatch'),
    emc: costs.cost('ovsdpdk.emc'),
    emcProbe: costs.cost('ovsdpdk.emcProbe'),
    megaflow: costs.cost('ovsdpdk.megaflow'),
    subtable: costs.cost('ovsdpdk.subtable'),
    inlineUpcall: costs.cost('ovsdpdk.upcall'),
    emcEntries: costs.value('ovsdpdk.emcEntries'),
    emcInsert: costs.value('ovsdpdk.emcInsert'),
    resortPs: costs.timePs('ovsdpdk.resort'),
    masks: costs.value('ovs.masks'),
    maxFlows: costs.value('ovs.maxFlows'),
    idlePs: costs.timePs('ovs.idleExpiry'),
    revalidatePs: costs.timePs('ovs.revalidate'),
    restartPs: costs.timePs('ovs.restart'),
  });
}
