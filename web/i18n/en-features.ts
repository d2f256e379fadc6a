// The lane drawer's words in English: every feature with its label, one sentence, and names of its values.
import type { Features } from '../../sim-core/index.ts';

export interface FeatureText {
  label: string;
  /** One sentence of at most 60 characters. */
  says: string;
  /** Values that are not shown under their own name. */
  values?: Record<string, string>;
  /** A switch is named for its *on* case. */
  on?: string;
}

export const FEATURE_WORDS: Record<keyof Features, FeatureText> = {
  classify: { label: 'Sorting', says: 'Who finds the VM a packet is for.' },
  vnic: {
    label: 'Device the VM sees',
    says: 'What the guest’s driver talks to.',
    values: {
      emulated: 'emulated registers',
      virtio: 'virtio, user process',
      'vhost-net': 'virtio, host kernel (vhost-net)',
      'vhost-user': 'virtio, polling switch (vhost-user)',
      passthrough: 'real hardware (passthrough)',
    },
  },
  copy: { label: 'Copying', says: 'Who moves the bytes into the VM’s memory.' },
  stack: { label: 'Packet work', says: 'The kernel, or a poll-mode driver that bypasses it.' },
  ring_size: { label: 'Ring size', says: 'Descriptors that a receive queue can hold.' },
  drop_enable: {
    label: 'Drop when full',
    says: 'Or let packets wait in the NIC, holding up all VMs.',
    on: 'Drop at once',
  },
  notify: { label: 'How work is announced', says: 'Each packet; first packet, then poll; or poll only.' },
  delivery: { label: 'Into the VM', says: 'With a VM exit, or straight to the running VM.' },
  itr_us: { label: 'Shortest gap', says: 'No two interrupts of a vector come closer.' },
  msix: {
    label: 'Vectors',
    says: 'One a queue, spread over cores, or one for all.',
    on: 'One a queue (MSI-X)',
  },
  affinity: { label: 'Cores for host work', says: 'Where interrupts and the host’s threads run.' },
  lli: {
    label: 'Low-latency interrupts',
    says: 'Matching packets do not wait for the shortest gap.',
    on: 'Bypass the gap',
  },
  placement: { label: 'Packets land in', says: 'Memory, memory with a hint, or the last-level cache.' },
  ddio_ways: { label: 'Cache ways for DMA', says: 'How much of the cache DMA may allocate into.' },
  paging: { label: 'Guest paging', says: 'How the VM’s addresses become the machine’s.' },
  guest_page: { label: 'Guest pages', says: 'Page size inside the VM.' },
  host_page: { label: 'Host pages', says: 'Page size of the host, under the VM’s memory.' },
  prefault: {
    label: 'First touch',
    says: 'Pages touched before time zero cost no faults.',
    on: 'Touched before',
  },
  vswitch: { label: 'Switch', says: 'The software switch in the host.' },
  emc: { label: 'Exact-match cache', says: 'Known flows skip the rule tables.', on: 'EMC' },
  megaflows: { label: 'One cached rule covers', says: 'A whole VM, or a single flow.' },
  batch: { label: 'Largest burst', says: 'Most packets taken in one burst or poll.' },
  batch_wait: {
    label: 'Wait for a full one',
    says: 'Cheaper a packet, slower at light load.',
    on: 'Wait',
  },
  poll_cores: { label: 'Polling cores', says: 'Cores of the host that only poll.' },
  isolated: { label: 'Left alone', says: 'The scheduler keeps other work away.', on: 'isolcpus' },
  pipeline: { label: 'Stages', says: 'Cores hand packets on through rings.', on: 'Pipeline' },
  ring_mode: { label: 'Kind of ring', says: 'How producers keep out of each other’s way.' },
  mempool: { label: 'Buffer pool’s cache', says: 'When a core’s cache of buffers is filled and flushed.' },
  tx_reclaim: { label: 'Sent buffers come back', says: 'At every burst, or when slots run low.' },
  free_unsent: { label: 'Unsent packets', says: 'Freed, as in DPDK’s example, or leaked.', on: 'Freed' },
  vfs: { label: 'Virtual functions', says: 'VMs beyond their number share the last one.' },
  iommu: { label: 'IOMMU', says: 'DMA addresses are translated and checked.', on: 'Translates' },
};

/** Groups in the drawer's order. */
export const FEATURE_GROUP_WORDS = {
  receive: 'Receive path',
  interrupts: 'Interrupts',
  memory: 'Memory',
  switch: 'Host switch',
  poll: 'Poll mode',
  sending: 'Sending',
  functions: 'Functions',
} as const;

/** Why a group has no effect in a lane as it stands; it can be set all the same. */
export const GROUP_NOTES = {
  polls: 'no interrupts while notify is poll',
  noSwitch: 'no switch in this lane',
  noPolling: 'used when notify is poll; the burst always',
  nothingSent: 'nothing is sent in this workload',
  noFunctions: 'functions are used when sorting is sriov',
} as const;

export const DRAWER_WORDS = {
  title: (name: string) => `${name}, all features`,
  groups: 'Groups of features',
  filter: 'Find a feature',
  filterHint: 'Find a feature (/)',
  none: 'No feature is called that.',
  noneChanged: 'Nothing differs from the preset.',
  presetMark: 'preset’s value',
  changedMark: 'changed',
  preset: (value: string) => `Preset: ${value}.`,
  unused: 'Not used: no VM is on the path.',
  would: (value: string) => `Would become ${value}.`,
  notYet: 'Nothing has changed yet.',
  setToo: (names: string) => `Set ${names} too`,
  turnToo: (names: string) => `Turn ${names} too`,
  notPossible: 'Not possible yet',
  keep: (value: string) => `Keep ${value}`,
  keepAll: 'Keep it as it is',
  noWay: 'Nothing else in this lane would make it possible.',
  reset: 'Reset lane',
  onlyChanged: 'Show only changed',
  count: (n: number) => `${n} features`,
  shown: (n: number, all: number) => `${n} of ${all} features`,
  done: 'Done',
  off: 'off',
  on: 'on',
  changes: (n: number) => (n === 1 ? '1 change' : `${n} changes`),
  exact: (label: string) => `${label}, exact`,
  range: (min: number, max: number, unit: string) => `From ${min} to ${max}${unit === '' ? '' : ` ${unit}`}.`,
  onlyThese: (values: string) => `One of ${values}.`,
} as const;

/** What a feature's number counts. */
export const FEATURE_UNITS = {
  slots: 'slots',
  us: 'µs',
  ways: 'ways',
  packets: 'packets',
  cores: (n: number) => (n === 1 ? 'core' : 'cores'),
  functions: 'functions',
} as const;
