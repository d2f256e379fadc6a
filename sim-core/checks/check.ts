// What every check of a trace takes and gives.
import type { LaneStore } from '../trace/store.ts';

/** Features that decide what a lane may do; a lane's complete features fit. */
export interface CheckFeatures {
  classify: string;
  vnic: string;
  vswitch: string;
  copy: string;
  notify: string;
  delivery: string;
  stack: string;
  placement: string;
  itr_us: number;
  drop_enable: boolean;
  pipeline: boolean;
  vfs: number;
  /** Otherwise the scheduler's ticks interrupt whoever polls. */
  isolated: boolean;
}

/** One lane's trace, whole from time zero, and what it was made from. */
export interface CheckInput {
  store: LaneStore;
  features: CheckFeatures;
  /** receive, reply, drop-host … */
  workload: string;
  vms: number;
  ghz: number;
  linkGbps: number;
  /** True if arrivals stopped and the lane was left to finish: then every packet must have ended. */
  drained: boolean;
}

/** Outcome of one check. */
export interface CheckResult {
  /** Number of the invariant, such as "H2". */
  id: string;
  /** What must hold, in words. */
  words: string;
  /** How many things were looked at; 0 means that the lane has nothing this check is about. */
  checkedCount: number;
  violationCount: number;
  /** The first of them in words, at most VIOLATIONS_KEPT. */
  violations: string[];
}

/** First of the VMs that share a virtual function which the host serves for them; Infinity if none does. */
export function firstServed({ features, vms, workload }: CheckInput): number {
  const onHost = workload === 'drop-host' || workload === 'forward-host';
  const { classify, vnic, vfs } = features;
  return !onHost && vnic === 'passthrough' && classify === 'sriov' && vfs < vms ? vfs : Infinity;
}

export const VIOLATIONS_KEPT = 20;

/** Collects a check's outcome. */
export class Findings implements CheckResult {
  readonly id: string;
  readonly words: string;
  checkedCount = 0;
  violationCount = 0;
  readonly violations: string[] = [];

  constructor(id: string, words: string) {
    this.id = id;
    this.words = words;
  }

  violated(how: string): void {
    this.violationCount++;
    if (this.violations.length < VIOLATIONS_KEPT) this.violations.push(how);
  }
}

export type Check = (input: CheckInput) => Findings;
