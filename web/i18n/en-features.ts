// The lane drawer's words in English: every feature with its label, one sentence, and names of its values.
import type { Features } from '../../sim-core/index.ts';

type FeatureWords = Record<keyof Features, { label: string; says: string; values?: Record<string, string> }>;

/** The lane drawer's rows: label, one sentence, names of the values. */
export const FEATURE_WORDS: FeatureWords = {
  classify: {
    label: 'Who sorts',
    says: 'Decides which VM a packet is for.',
    values: { software: 'hypervisor', vmdq: 'NIC queues (VMDQ)', sriov: 'virtual functions (SR-IOV)' },
  },
  vnic: {
    label: 'Guest’s device',
    says: 'What the guest sees as its network card.',
    values: { 'vhost-net': 'virtio, vhost-net', passthrough: 'a virtual function' },
  },
  vswitch: {
    label: 'Software switch',
    says: 'The switch in the host.',
    values: { none: 'none', bridge: 'bridge' },
  },
  emc: { label: 'Exact-match cache', says: 'First table of Open vSwitch.' },
  megaflows: { label: 'Megaflows', says: 'What one cached rule covers.' },
  copy: {
    label: 'Copy to the guest',
    says: 'Who moves the bytes into guest memory.',
    values: { cpu: 'a core', none: 'nobody, DMA did' },
  },
  notify: {
    label: 'Driver learns of packets by',
    says: 'Interrupt for each, interrupt then poll, or poll only.',
    values: { interrupt: 'interrupt', napi: 'interrupt, then poll', poll: 'poll' },
  },
  delivery: {
    label: 'Interrupt reaches the guest',
    says: 'With exits and injection, or posted without.',
    values: { exit: 'by exit', posted: 'posted' },
  },
  msix: { label: 'A vector per queue', says: 'MSI-X: interrupts spread over cores.' },
  affinity: {
    label: 'Cores for host work',
    says: 'Where interrupts and host threads run.',
    values: { shared: 'all on core 0', 'per-vm': 'each VM’s core', dedicated: 'cores of their own' },
  },
  itr_us: { label: 'Interrupt throttle', says: 'Least time between two interrupts, µs.' },
  lli: { label: 'Low-latency interrupts', says: 'Matching packets bypass the throttle.' },
  placement: {
    label: 'Packets land in',
    says: 'Where the NIC’s writes go.',
    values: { dram: 'DRAM', ddio: 'the cache (DDIO)' },
  },
  ddio_ways: { label: 'Cache ways for DMA', says: 'How much of the cache DMA may fill.' },
  paging: { label: 'Guest paging', says: 'How guest memory is mapped.' },
  guest_page: { label: 'Guest pages', says: 'Page size in the guest.' },
  host_page: { label: 'Host pages', says: 'Page size in the host.' },
  prefault: { label: 'Pages touched before', says: 'No page faults during the run.' },
  iommu: { label: 'IOMMU', says: 'DMA addresses are translated and checked.' },
  stack: {
    label: 'Packets are processed in',
    says: 'The kernel, or a poll-mode driver that bypasses it.',
    values: { kernel: 'the kernel', userspace: 'user space (DPDK)' },
  },
  batch: { label: 'Burst', says: 'Most packets taken at once.' },
  batch_wait: { label: 'Wait for a full burst', says: 'Poll mode: take nothing until it is full.' },
  ring_size: { label: 'Ring', says: 'Descriptors in a receive queue.' },
  drop_enable: { label: 'Drop without descriptors', says: 'Off: packets wait in the NIC’s shared buffer.' },
  tx_reclaim: {
    label: 'Sent buffers are freed',
    says: 'At every burst, or when slots run low.',
    values: { prompt: 'promptly', late: 'late' },
  },
  free_unsent: { label: 'Unsent packets are freed', says: 'Off: they leak.' },
  poll_cores: { label: 'Polling cores', says: 'Cores of the host that poll.' },
  isolated: { label: 'Isolated polling cores', says: 'The scheduler leaves them alone.' },
  pipeline: { label: 'Pipeline of stages', says: 'Stages joined by rings.' },
  ring_mode: { label: 'Ring mode', says: 'How producers share a ring.' },
  mempool: { label: 'Buffer pool’s cache', says: 'Its policy.' },
  vfs: { label: 'Virtual functions', says: 'How many the NIC offers.' },
};

export const FEATURE_GROUP_WORDS = {
  receive: 'Receive path',
  interrupts: 'Interrupts',
  memory: 'Memory',
  poll: 'Poll mode and bursts',
  sending: 'Sending',
} as const;
