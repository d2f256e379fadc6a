// Every constant of the model: unit, value, range, source and how certain it is. The one place where figures stand.

/** Cycles scale with the clock, times do not; the rest are counts, sizes and shares. */
export type CostUnit = 'cyc' | 'ns' | 'cyc/B' | 'ns/B' | 'B' | '%' | 'share' | 'count';
/** read: seen in the source · recalled: known from it, approximate · derived: computed · assumed: ours, for want of one. */
export type Certainty = 'read' | 'recalled' | 'derived' | 'assumed';

export interface CostRow {
  key: string;
  unit: CostUnit;
  value: number;
  /** Range that the sources give; the value itself where they give none. */
  min: number;
  max: number;
  what: string;
  source: string;
  certainty: Certainty;
}

const rows: CostRow[] = [];
function group(
  prefix: string,
  list: [string, CostUnit, number, number, number, string, string, Certainty][],
): void {
  for (const [name, unit, value, min, max, what, source, certainty] of list) {
    rows.push({ key: `${prefix}.${name}`, unit, value, min, max, what, source, certainty });
  }
}

const ANANDTECH = 'AnandTech, Skylake-SP review (LMBench), 2017';
const BROUER = 'Brouer, lmbench on Xeon E5-1650 v4, xdp-project notes';
const DALL = 'Dall et al., ARM Virtualization, ISCA 2016, Table II (x86 columns)';
const XDP = 'Høiland-Jørgensen et al., The eXpress Data Path, CoNEXT 2018';
const PCIE = 'Neugebauer et al., Understanding PCIe performance for end host networking, SIGCOMM 2018';
const IXY =
  'Emmerich et al., The case for writing network drivers in high-level programming languages, ANCS 2019';
const RING = 'DPDK ring_perf_autotest output';
const OURS = 'this project';

group('mem', [
  ['l1', 'cyc', 4, 4, 5, 'level-1 cache hit', ANANDTECH, 'read'],
  ['l2', 'cyc', 13, 12, 14, 'level-2 cache hit', ANANDTECH, 'read'],
  ['l3', 'ns', 16.7, 10, 18.7, 'last-level cache hit', BROUER, 'read'],
  ['dram', 'ns', 90, 65, 100, 'local memory', ANANDTECH, 'read'],
  [
    'dramRemote',
    'ns',
    140,
    120,
    150,
    'memory of the other socket',
    'qdpma.com, memory latency summary',
    'recalled',
  ],
  ['c2cDirty', 'cyc', 100, 60, 150, 'dirty line from another core', RING, 'recalled'],
  [
    'exposed',
    'share',
    0.2,
    0.1,
    0.4,
    'share of a memory access that a poll loop with prefetch does not hide',
    IXY,
    'derived',
  ],
]);
group('sync', [
  [
    'atomic',
    'cyc',
    25,
    18,
    30,
    'uncontended locked operation',
    'Brouer, Network stack challenges, LCA 2015',
    'recalled',
  ],
  ['lockPair', 'cyc', 45, 40, 50, 'spin lock and unlock, uncontended', 'Brouer, time_bench_sample', 'read'],
]);
group('cpu', [['call', 'cyc', 4, 4, 7, 'function call', XDP, 'read']]);
rows.push(
  {
    key: 'syscall',
    unit: 'cyc',
    value: 150,
    min: 115,
    max: 250,
    what: 'null system call',
    source: 'Open Telekom Cloud microbenchmarks, E5-2667 v4',
    certainty: 'read',
  },
  {
    key: 'syscall.kpti',
    unit: 'cyc',
    value: 550,
    min: 450,
    max: 750,
    what: 'null system call with page-table isolation',
    source: 'Open Telekom Cloud microbenchmarks',
    certainty: 'read',
  },
  {
    key: 'ctxswitch',
    unit: 'cyc',
    value: 4000,
    min: 3000,
    max: 9000,
    what: 'context switch, pinned',
    source: 'Sigoure, How long does it take to make a context switch, 2010',
    certainty: 'recalled',
  },
  {
    key: 'pagefault',
    unit: 'cyc',
    value: 2000,
    min: 1000,
    max: 4500,
    what: 'minor page fault',
    source: 'lmbench lat_pagefault, Xeons of the 2010s',
    certainty: 'recalled',
  },
);
group('tlb', [
  [
    'walk',
    'cyc',
    30,
    20,
    60,
    'TLB miss, native walk served from caches',
    'Intel optimization manual, 7-cpu.com',
    'recalled',
  ],
  [
    'walkNested',
    'cyc',
    90,
    50,
    300,
    'TLB miss, nested walk',
    'scaled from published overhead ratios',
    'recalled',
  ],
  [
    'entries',
    'count',
    1536,
    1536,
    1536,
    'pages of 4 KiB and 2 MiB that a core’s TLB holds',
    'Intel optimization manual, Skylake',
    'recalled',
  ],
  [
    'entries1g',
    'count',
    16,
    4,
    16,
    'pages of 1 GiB that a core’s TLB holds',
    'Intel optimization manual, Skylake',
    'recalled',
  ],
]);
group('vm', [
  ['exitLight', 'cyc', 1300, 800, 2200, 'exit to the hypervisor and back, with dispatch', DALL, 'recalled'],
  [
    'exitUser',
    'cyc',
    5800,
    4500,
    8000,
    'exit to the user process and back',
    'Bonzini, KVM commit on APICv entry, vmexit.flat',
    'read',
  ],
  ['exitKick', 'cyc', 2400, 1500, 3000, 'doorbell of a virtio device (ioeventfd)', DALL, 'recalled'],
  [
    'irqInject',
    'cyc',
    2600,
    1800,
    4000,
    'interrupt injection with its exit',
    'Gordon et al., ELI, ASPLOS 2012: about 2.1 exits an interrupt',
    'recalled',
  ],
  ['eoiExit', 'cyc', 1550, 1300, 2500, 'end of interrupt that exits', DALL, 'recalled'],
  ['postedIrq', 'cyc', 300, 70, 700, 'posted interrupt taken in guest mode', DALL, 'recalled'],
  ['ipi', 'cyc', 5200, 3000, 6000, 'virtual interrupt between processors', DALL, 'recalled'],
  [
    'cachePollution',
    'cyc',
    500,
    0,
    2000,
    'refill of caches and TLB after an exit',
    'Landau et al., SplitX, WIOV 2011',
    'read',
  ],
]);
group('irq', [
  [
    'host',
    'cyc',
    2300,
    860,
    5600,
    'hard interrupt, soft interrupt, poll scheduled and completed',
    `${XDP}: CPU-usage figure`,
    'derived',
  ],
]);
group('kern', [
  [
    'rxDrvSkb',
    'cyc',
    715,
    600,
    750,
    'driver and packet buffer of one packet, 1.25 cache hits included',
    `${XDP}: raw drop`,
    'read',
  ],
  [
    'fwdL3',
    'cyc',
    1350,
    1250,
    1450,
    'IPv4 forwarding with queueing and transmit',
    `${XDP}: forward less drop`,
    'read',
  ],
  [
    'bridge',
    'cyc',
    2200,
    1800,
    2300,
    'bridging with queueing and transmit',
    'Emmerich et al., Performance characteristics of virtual switching, CloudNet 2014',
    'recalled',
  ],
  [
    'bridgeLookup',
    'cyc',
    150,
    100,
    250,
    'forwarding-database lookup towards a tap',
    'share of kern.bridge',
    'assumed',
  ],
  [
    'pollCall',
    'cyc',
    100,
    0,
    300,
    'one call of a poll function',
    'UDP to socket, no published constant',
    'recalled',
  ],
  [
    'rxStack',
    'cyc',
    900,
    700,
    1300,
    'IP, UDP and socket queue',
    'UDP to socket, no published constant',
    'recalled',
  ],
  [
    'txStack',
    'cyc',
    900,
    700,
    1300,
    'socket to driver queue, taken as the way in',
    'kern.rxStack',
    'assumed',
  ],
  [
    'txQdisc',
    'cyc',
    1360,
    1300,
    1550,
    'queueing discipline and driver transmit',
    'Brouer, kfree_skb_list notes: 453 ns a packet',
    'derived',
  ],
  [
    'budget',
    'count',
    300,
    300,
    300,
    'packets of one soft interrupt (netdev_budget)',
    'Linux default',
    'recalled',
  ],
  [
    'budgetTime',
    'ns',
    2e6,
    2e6,
    2e6,
    'time of one soft interrupt (netdev_budget_usecs)',
    'Linux default',
    'recalled',
  ],
  ['turn', 'count', 300, 300, 300, 'packets of one turn of a thread', 'contract: turns', 'assumed'],
  [
    'backlog',
    'count',
    1000,
    1000,
    1000,
    'packets the backlog holds (netdev_max_backlog)',
    'Linux default',
    'recalled',
  ],
  ['socket', 'count', 256, 256, 256, 'packets a socket buffer holds', 'contract: queues', 'assumed'],
  [
    'refill',
    'count',
    16,
    16,
    16,
    'missing descriptors that make the driver refill',
    'Linux ixgbe, IXGBE_RX_BUFFER_WRITE',
    'read',
  ],
  ['schedQuantum', 'ns', 3e6, 3e6, 3e6, 'turn of a computing VM', 'contract: idle guests', 'assumed'],
]);
group('ovsk', [
  [
    'hit',
    'cyc',
    1050,
    900,
    1200,
    'kernel datapath hit with transmit',
    'Emmerich et al., CloudNet 2014',
    'read',
  ],
  [
    'upcall',
    'cyc',
    150000,
    60000,
    450000,
    'miss handled in user space',
    'Open vSwitch commit 68eadcf05, 2013',
    'recalled',
  ],
]);
group('vhost', [
  [
    'hop',
    'cyc',
    2100,
    1800,
    2400,
    'tap, vhost and first line of the copy',
    "Linux commit 'tun: switch to use skb array for tx', 2016",
    'read',
  ],
  ['tap', 'count', 1000, 1000, 1000, 'packets a tap holds', 'contract: queues', 'assumed'],
  ['vring', 'count', 256, 256, 256, 'descriptors of a virtio ring', 'contract: queues', 'assumed'],
  ['turn', 'count', 256, 256, 256, 'packets of one turn of a vhost thread', 'Linux vhost/net.c', 'read'],
  [
    'signalBatch',
    'count',
    64,
    64,
    64,
    'used descriptors before the guest is signalled',
    'Linux vhost/net.c',
    'read',
  ],
]);
group('virtio', [
  ['xmit', 'cyc', 300, 200, 500, 'virtio driver transmit, per packet', 'vhost.hop, guest side', 'assumed'],
]);
group('copy', [
  ['64hot', 'cyc', 15, 8, 25, 'copy of one hot line', 'level-1 and level-2 latency', 'recalled'],
  ['64dram', 'cyc', 280, 230, 330, 'copy of one line from memory', 'one memory access', 'recalled'],
  [
    'perByteHot',
    'cyc/B',
    0.05,
    0.03,
    0.1,
    'copy from the core’s own caches',
    'AVX copy of 1500 B',
    'recalled',
  ],
  [
    'perByteL3',
    'ns/B',
    0.05,
    0.033,
    0.083,
    'copy from the last-level cache',
    'copy of 1500 B, 10 misses in flight',
    'derived',
  ],
  [
    'perByteDram',
    'ns/B',
    0.167,
    0.11,
    0.25,
    'copy from memory',
    'copy of 1500 B at about 10 GB/s',
    'derived',
  ],
]);
group('ovsdpdk', [
  ['emc', 'cyc', 110, 80, 150, 'exact-match cache hit', 'Open vSwitch commit d262ac2c6, 2016', 'recalled'],
  ['megaflow', 'cyc', 390, 300, 450, 'classifier hit', 'Open vSwitch commit 435c2797d, 2017', 'read'],
  ['subtable', 'cyc', 130, 70, 200, 'each further subtable', 'Open vSwitch commit 3453b4d62', 'recalled'],
  [
    'upcall',
    'cyc',
    60000,
    20000,
    150000,
    'miss handled inline by the poll-mode thread',
    'no published constant',
    'recalled',
  ],
  [
    'emcInsert',
    'share',
    0.01,
    0.01,
    0.01,
    'probability that a hit below enters the exact-match cache',
    'Open vSwitch default',
    'derived',
  ],
  [
    'emcProbe',
    'cyc',
    30,
    10,
    60,
    'probe of the exact-match cache that misses',
    'no published constant',
    'derived',
  ],
]);
group('vhostuser', [
  [
    'leg',
    'cyc',
    300,
    200,
    400,
    'one crossing of a vhost-user ring',
    'Open vSwitch commit 79f368756, 2018',
    'recalled',
  ],
]);
group('pmd', [
  ['perPkt', 'cyc', 76, 76, 100, 'receive and transmit of one packet, stalls apart', IXY, 'read'],
  [
    'perBurst',
    'cyc',
    300,
    220,
    320,
    'receive and transmit burst, fixed',
    `${IXY}: fit to batch 1, 2, 4`,
    'read',
  ],
  ['emptyPoll', 'cyc', 50, 20, 100, 'poll that finds nothing', 'no published constant', 'recalled'],
  [
    'mbufStride',
    'B',
    2368,
    2368,
    2368,
    'distance of packet buffers',
    'DPDK rte_mbuf and mempool layout',
    'derived',
  ],
  ['refill', 'count', 64, 32, 64, 'descriptors reposted together', 'DPDK ixgbe vector driver, 25.07', 'read'],
]);
group('ring', [
  ['spsc.b32', 'cyc', 3.5, 3.45, 4.64, 'ring, one producer and consumer, bulk 32, per object', RING, 'read'],
  ['mpmc.b32', 'cyc', 4.6, 4.6, 9.5, 'ring, many producers and consumers, bulk 32, per object', RING, 'read'],
  ['spsc.x-core.b32', 'cyc', 12.7, 12.7, 30, 'the same over two cores', RING, 'read'],
  ['mpmc.x-core.b32', 'cyc', 20.2, 20, 64, 'the same over two cores', RING, 'read'],
]);
group('mempool', [
  [
    'cached',
    'cyc',
    10,
    5,
    20,
    'get and put through the core’s cache, within pmd.perPkt',
    'DPDK mempool_perf_autotest',
    'recalled',
  ],
  ['nocache', 'cyc', 47, 9.5, 47, 'get and put without it', RING, 'read'],
  ['cacheSize', 'count', 250, 32, 512, 'objects of a core’s cache', 'DPDK skeleton example', 'read'],
  ['size', 'count', 8191, 1023, 65535, 'buffers of a pool', 'DPDK skeleton example', 'read'],
]);
group('pcie', [
  ['dmaRead64', 'ns', 550, 450, 1200, 'DMA read of 64 B, round trip', PCIE, 'recalled'],
  ['write', 'ns', 300, 200, 450, 'posted write until it is visible', PCIE, 'recalled'],
  ['ddioGain', 'ns', 70, 50, 90, 'DMA read latency saved by a cache hit', PCIE, 'recalled'],
  ['iotlbMiss', 'ns', 330, 300, 400, 'IOTLB miss', PCIE, 'recalled'],
  ['iotlbEntries', 'count', 64, 64, 64, 'IOTLB entries', PCIE, 'recalled'],
  ['remote', 'ns', 100, 80, 120, 'DMA across sockets', PCIE, 'recalled'],
  ['mmioWrite', 'cyc', 100, 50, 300, 'doorbell, within pmd.perBurst', 'no published constant', 'recalled'],
  ['mmioRead', 'cyc', 2400, 1500, 3500, 'uncached register read', 'round trip of about 0.8 µs', 'recalled'],
  ['mmioVisible', 'ns', 150, 100, 300, 'doorbell until the NIC acts', 'half a small round trip', 'derived'],
  ['tlpHeader', 'B', 24, 20, 28, 'overhead of a posted write or read request', PCIE, 'recalled'],
  ['completion', 'B', 20, 20, 24, 'overhead of a completion', PCIE, 'recalled'],
  ['dllShare', '%', 8, 0, 10, 'data-link layer’s share of the link', PCIE, 'recalled'],
  ['mps', 'B', 256, 128, 512, 'largest payload of a TLP', PCIE, 'recalled'],
  ['readRequest', 'B', 512, 128, 4096, 'largest read request', 'PCIe default of server boards', 'assumed'],
]);
group('iommu', [
  ['mapStrict', 'cyc', 4600, 700, 4618, 'map, strict', 'Malka et al., rIOMMU, ASPLOS 2015', 'recalled'],
  ['unmapStrict', 'cyc', 3000, 2900, 3100, 'unmap, strict', 'Malka et al., rIOMMU, ASPLOS 2015', 'recalled'],
  ['unmapDefer', 'cyc', 1140, 1000, 1300, 'unmap, deferred', 'Malka et al., rIOMMU, ASPLOS 2015', 'recalled'],
]);
group('ioat', [
  [
    'cpu',
    'cyc',
    400,
    200,
    1000,
    'descriptor, doorbell and completion of the copy engine',
    'no published constant',
    'recalled',
  ],
  ['latency', 'ns', 1000, 500, 2000, 'copy engine until done', 'no published constant', 'recalled'],
  ['minBytes', 'B', 4096, 4096, 16384, 'below this a core copies', 'Linux net/core/user_dma.c', 'read'],
  [
    'perByte',
    'ns/B',
    0.2,
    0.167,
    0.25,
    'copy engine, one channel: about 5 GB/s',
    'no published constant',
    'recalled',
  ],
  ['channels', 'count', 4, 1, 8, 'channels of the copy engine', 'Vaidyanathan et al., IPDPS 2007', 'read'],
]);
group('nic', [
  ['rx', 'ns', 970, 300, 1200, 'receive pipeline', `row P12, ${OURS}`, 'derived'],
  ['tx', 'ns', 970, 300, 1200, 'transmit pipeline', `row P12, ${OURS}`, 'derived'],
  ['fifo', 'B', 524288, 524288, 524288, 'shared packet buffer', 'Intel 82599 data sheet', 'read'],
  [
    'rxWriteback',
    'count',
    4,
    1,
    4,
    'receive descriptors written back together',
    'Intel 82599 data sheet',
    'read',
  ],
  [
    'descriptorFetch',
    'count',
    16,
    8,
    32,
    'descriptors fetched by one read',
    'Intel 82599 data sheet',
    'read',
  ],
  [
    'txWriteback',
    'count',
    32,
    32,
    32,
    'transmit descriptors reported together (RS)',
    'DPDK tx_rs_thresh',
    'read',
  ],
]);

/** All constants, in the order in which `costs` prints them. */
export const COSTS: readonly CostRow[] = rows;
