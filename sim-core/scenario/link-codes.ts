// The words of a link, version 1: two letters a field. Codes are never reused for another meaning.
import type { FeatureName } from './types.ts';

/** How a value is written: number, 0/1, word of an enumeration, any text, or a list of its own. */
export type Form = 'number' | 'flag' | 'word' | 'text' | 'sizes' | 'addresses' | 'events';

/** Field of the scenario, by code. */
export const FIELD_CODES: Readonly<Record<string, readonly [path: string, form: Form]>> = {
  se: ['seed', 'number'],
  sp: ['stop.packets', 'number'],
  sd: ['stop.duration_ns', 'number'],
  wp: ['warmup.packets', 'number'],
  wd: ['warmup.duration_ns', 'number'],
  mp: ['machine.profile', 'word'],
  mg: ['machine.ghz', 'number'],
  mc: ['machine.cores', 'number'],
  mm: ['machine.llc_mib', 'number'],
  mw: ['machine.llc_ways', 'number'],
  md: ['machine.dram_channels', 'number'],
  mb: ['machine.pcie_gbps', 'number'],
  ms: ['machine.nic_socket', 'word'],
  tk: ['traffic.kind', 'word'],
  tl: ['traffic.link_gbps', 'number'],
  tf: ['traffic.frame_bytes', 'sizes'],
  to: ['traffic.load', 'number'],
  tb: ['traffic.burst_packets', 'number'],
  tn: ['traffic.flows', 'number'],
  ts: ['traffic.flow_skew', 'number'],
  tv: ['traffic.vms', 'number'],
  tw: ['traffic.vm_skew', 'number'],
  tp: ['traffic.priority_share', 'number'],
  cf: ['traffic.capture.file', 'text'],
  ct: ['traffic.capture.timing', 'word'],
  cv: ['traffic.capture.vms', 'addresses'],
  cx: ['traffic.capture.tolerant', 'flag'],
  kk: ['workload.kind', 'word'],
  ka: ['workload.app_cycles', 'number'],
  kt: ['workload.touch', 'word'],
  ki: ['workload.idle_guests', 'word'],
  kw: ['workload.page_table_writes', 'number'],
  ke: ['workload.events', 'events'],
};

/** Feature of the lane that the link opened last, by code. */
export const FEATURE_CODES: Readonly<Record<string, readonly [name: FeatureName, form: Form]>> = {
  fc: ['classify', 'word'],
  fn: ['vnic', 'word'],
  fs: ['vswitch', 'word'],
  fe: ['emc', 'flag'],
  fm: ['megaflows', 'word'],
  fy: ['copy', 'word'],
  ft: ['notify', 'word'],
  fd: ['delivery', 'word'],
  fx: ['msix', 'flag'],
  fa: ['affinity', 'word'],
  fi: ['itr_us', 'number'],
  fl: ['lli', 'flag'],
  fp: ['placement', 'word'],
  fw: ['ddio_ways', 'number'],
  gp: ['paging', 'word'],
  gg: ['guest_page', 'word'],
  gh: ['host_page', 'word'],
  gf: ['prefault', 'flag'],
  gi: ['iommu', 'flag'],
  gs: ['stack', 'word'],
  gb: ['batch', 'number'],
  gw: ['batch_wait', 'flag'],
  gr: ['ring_size', 'number'],
  gd: ['drop_enable', 'flag'],
  gt: ['tx_reclaim', 'word'],
  gu: ['free_unsent', 'flag'],
  hc: ['poll_cores', 'number'],
  hi: ['isolated', 'flag'],
  hp: ['pipeline', 'flag'],
  hr: ['ring_mode', 'word'],
  hm: ['mempool', 'word'],
  hv: ['vfs', 'number'],
};

/** Entries with a form of their own. */
export const COST_CODE = 'co';
export const HASH_CODE = 'ch';
export const CHECK_CODE = 'zz';
export const LANE_CODE = 'la';
export const NAME_CODE = 'ln';
