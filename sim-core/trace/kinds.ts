// The one table of trace kinds: number, cost category, sentence, mark. Packing, gauge, narration and exports read it.
import type { CategoryName, ContextName, DropCause } from '../report/types.ts';

/** Category numbers as used in typed arrays; the order is the report's. */
export const CATEGORIES: readonly CategoryName[] = [
  'interrupt',
  'vm_exit',
  'context_switch',
  'classify',
  'vswitch',
  'copy',
  'dram',
  'cache',
  'driver',
  'kernel_stack',
  'syscall',
  'application',
];
export const CATEGORY_COUNT = CATEGORIES.length;
export const CAT = {
  interrupt: 0,
  vmExit: 1,
  contextSwitch: 2,
  classify: 3,
  vswitch: 4,
  copy: 5,
  dram: 6,
  cache: 7,
  driver: 8,
  kernelStack: 9,
  syscall: 10,
  application: 11,
} as const;
/** Category of a record that costs no CPU time. */
export const NO_CATEGORY = 255;

/** Who a core works for; 0 is nobody (the record is not CPU work). */
export const CONTEXTS: readonly ContextName[] = [
  'hypervisor',
  'host_kernel',
  'guest_kernel',
  'application',
  'poll',
];
export const CTX = {
  none: 0,
  hypervisor: 1,
  hostKernel: 2,
  guestKernel: 3,
  application: 4,
  poll: 5,
} as const;

/** Added to a work record's context when it goes on with work that an interrupt had cut off: not a new one of its kind. */
export const CONTINUED = 128;

/** Causes of a drop, in the order of `packet.dropped`'s argument. */
export const DROP_CAUSES: readonly DropCause[] = [
  'nic_no_descriptor',
  'nic_fifo_full',
  'backlog_full',
  'vm_queue_full',
  'socket_full',
  'tx_full',
  'upcall_full',
  'not_for_us',
];
export const DROP = {
  nicNoDescriptor: 0,
  nicFifoFull: 1,
  backlogFull: 2,
  vmQueueFull: 3,
  socketFull: 4,
  txFull: 5,
  upcallFull: 6,
  notForUs: 7,
} as const;

/** How Open vSwitch found a packet's rule, in the argument of its lookups; `none`: it did not. */
export const LOOKUP = { none: 0, maskCache: 1, mask: 2, emc: 3, classifier: 4 } as const;

/** Argument of a lookup: how it went (LOOKUP), and how many masks or subtables were tried. */
export function lookupArgument(level: number, tried: number): number {
  return level + 256 * tried;
}

/** What a virtual function's driver asks the physical function by mailbox, in this order; the argument of its record. */
export const MAILBOX_MESSAGES = [
  'reset',
  'API negotiation',
  'set MAC address',
  'get queues',
  'multicast mode',
] as const;

/** Reasons of a VM exit, the argument of `vm.exited`: VMX basic exit reasons where there is one. */
export const EXIT_REASON = {
  exception: 0,
  externalInterrupt: 1,
  hlt: 12,
  ioInstruction: 30,
  eoiInduced: 45,
  eptViolation: 48,
  eptMisconfig: 49,
} as const;

/** `instant` takes no time; `work` is CPU time and costs cycles; `span` is time of something else (DMA, sleep, waiting). */
export type KindShape = 'instant' | 'work' | 'span';

export interface TraceKind {
  id: number;
  /** noun.past-verb, the name in every export. */
  name: string;
  shape: KindShape;
  /** Category number that a `work` record charges; NO_CATEGORY otherwise. */
  category: number;
  /** What the record's `arg` means, in words; empty if it has none. */
  arg: string;
  /** Sentence for narration; {packet} {vm} {core} {queue} {arg} {dur} are filled in. */
  sentence: string;
  /** The mark the drawing uses for it (design §3); empty if it has none of its own. */
  mark: '' | 'badge' | 'bolt' | 'chevron' | 'cross' | 'gap' | 'cell' | 'arc' | 'loop' | 'doorbell';
}

const kinds: TraceKind[] = [];
function kind(
  name: string,
  shape: KindShape,
  category: number,
  arg: string,
  sentence: string,
  mark: TraceKind['mark'] = '',
): number {
  const id = kinds.length;
  kinds.push({ id, name, shape, category, arg, sentence, mark });
  return id;
}
const N = NO_CATEGORY;

/** Kind numbers by camelCase name. Append only: numbers are part of the trace's format. */
export const K = {
  // the wire and the NIC
  packetArrived: kind(
    'packet.arrived',
    'instant',
    N,
    'frame bytes',
    'Packet {packet} for {vm} is in: its last bit has left the wire.',
    'badge',
  ),
  packetClassified: kind(
    'packet.classified',
    'instant',
    N,
    'queue',
    'The NIC sorts packet {packet} into queue {queue}.',
    'badge',
  ),
  packetDropped: kind(
    'packet.dropped',
    'instant',
    N,
    'cause',
    'Packet {packet} is dropped: {cause}.',
    'cross',
  ),
  packetReplicated: kind(
    'packet.replicated',
    'instant',
    N,
    'packet it is a replica of',
    'Packet {arg} is broadcast: packet {packet} is its replica for {vm}.',
    'badge',
  ),
  dmaWrittenDram: kind(
    'dma.written-dram',
    'span',
    N,
    'lines',
    'DMA writes packet {packet} to memory: {arg} lines.',
    'cell',
  ),
  dmaWrittenCache: kind(
    'dma.written-cache',
    'span',
    N,
    'lines updated + 65536 × lines allocated',
    'DMA writes packet {packet} into the cache.',
    'cell',
  ),
  descriptorWritten: kind(
    'descriptor.written',
    'instant',
    N,
    'descriptors written back together',
    'Packet {packet} has its descriptor: software can see it.',
    'cell',
  ),
  ringRefilled: kind(
    'ring.refilled',
    'instant',
    N,
    'descriptors posted',
    'Queue {queue} gets {arg} free descriptors.',
    'cell',
  ),
  doorbellRung: kind(
    'doorbell.rung',
    'instant',
    N,
    'descriptors announced',
    'The driver rings the doorbell of queue {queue}.',
    'doorbell',
  ),
  dmaRead: kind(
    'dma.read',
    'span',
    N,
    'lines read from the cache + 65536 × lines from memory',
    'The NIC reads packet {packet} to send it.',
    'cell',
  ),
  packetSent: kind(
    'packet.sent',
    'instant',
    N,
    'frame bytes',
    'The last bit of packet {packet} is on the wire.',
    'badge',
  ),
  packetDelivered: kind(
    'packet.delivered',
    'instant',
    N,
    'frame bytes',
    'Packet {packet} has reached its end.',
    'badge',
  ),
  // interrupts
  interruptThrottled: kind(
    'interrupt.throttled',
    'span',
    N,
    '',
    'Vector {queue} has waited {dur} for its throttle.',
    'bolt',
  ),
  interruptRaised: kind(
    'interrupt.raised',
    'instant',
    N,
    '1 if low-latency',
    'Vector {queue} interrupts core {core}.',
    'bolt',
  ),
  interruptMasked: kind(
    'interrupt.masked',
    'instant',
    N,
    '',
    'Vector {queue} is masked: polling takes over.',
  ),
  interruptUnmasked: kind(
    'interrupt.unmasked',
    'instant',
    N,
    '',
    'Vector {queue} is unmasked: the poll found its ring empty.',
  ),
  interruptPosted: kind(
    'interrupt.posted',
    'instant',
    N,
    '1 if a notification was sent',
    'Vector {queue} is posted to {vm} without an exit.',
    'bolt',
  ),
  interruptHandled: kind(
    'interrupt.handled',
    'work',
    CAT.interrupt,
    '',
    'Core {core} handles the interrupt.',
    'bolt',
  ),
  interruptNotified: kind(
    'interrupt.notified',
    'work',
    CAT.interrupt,
    '',
    'The notification reaches {vm} in guest mode.',
    'bolt',
  ),
  interruptInjected: kind(
    'interrupt.injected',
    'work',
    CAT.vmExit,
    '',
    'The hypervisor injects an interrupt into {vm}.',
    'bolt',
  ),
  // virtual machines and scheduling
  vmExited: kind(
    'vm.exited',
    'work',
    CAT.vmExit,
    'exit reason',
    '{vm} exits to the hypervisor and comes back: {reason}.',
    'chevron',
  ),
  vmScheduled: kind('vm.scheduled', 'instant', N, '', '{vm} runs on core {core}.'),
  vmPreempted: kind('vm.preempted', 'instant', N, '', '{vm} is taken off core {core}.'),
  vmDisplaced: kind(
    'vm.displaced',
    'span',
    N,
    'nanoseconds stolen',
    '{vm} lost {arg} ns of its core to others.',
  ),
  turnStarted: kind('turn.started', 'instant', N, '', '{vm} has its turn on core {core}.'),
  contextSwitched: kind('context.switched', 'work', CAT.contextSwitch, '', 'Core {core} switches context.'),
  // the kernel's receive path, host's or guest's
  napiPolled: kind('napi.polled', 'work', CAT.driver, 'queue', 'The driver polls queue {queue}.'),
  napiCompleted: kind('napi.completed', 'instant', N, 'packets', 'The poll of queue {queue} is done.'),
  napiSqueezed: kind(
    'napi.squeezed',
    'instant',
    N,
    'packets',
    'The poll of queue {queue} has spent its budget and goes on as a thread.',
  ),
  skbBuilt: kind(
    'skb.built',
    'work',
    CAT.driver,
    '',
    'The driver builds a packet buffer for packet {packet}.',
    'arc',
  ),
  cacheHit: kind(
    'cache.hit',
    'work',
    CAT.cache,
    'lines',
    'Core {core} finds the lines in the last-level cache.',
    'arc',
  ),
  cacheMissed: kind('cache.missed', 'work', CAT.dram, 'lines', 'Core {core} waits for memory.', 'arc'),
  backlogQueued: kind(
    'backlog.queued',
    'instant',
    N,
    'packets queued',
    'Packet {packet} joins the backlog.',
    'badge',
  ),
  switchDecided: kind(
    'switch.decided',
    'work',
    CAT.classify,
    'Open vSwitch: how, and masks tried, as in switch.looked-up',
    'The hypervisor finds out whose packet {packet} is: {vm}.',
    'arc',
  ),
  switchForwarded: kind(
    'switch.forwarded',
    'work',
    CAT.vswitch,
    '',
    'The host forwards packet {packet}.',
    'arc',
  ),
  tapQueued: kind(
    'tap.queued',
    'instant',
    N,
    'packets queued',
    'Packet {packet} waits in the tap of {vm}.',
    'badge',
  ),
  copyFinished: kind(
    'copy.finished',
    'work',
    CAT.copy,
    'bytes',
    'vhost copies packet {packet} into {vm}: {arg} bytes.',
    'gap',
  ),
  vringQueued: kind(
    'vring.queued',
    'instant',
    N,
    'packets queued',
    'Packet {packet} is in the virtio ring of {vm}.',
    'cell',
  ),
  stackReceived: kind(
    'stack.received',
    'work',
    CAT.kernelStack,
    '',
    'The kernel of {vm} takes packet {packet} through its protocols.',
    'arc',
  ),
  socketQueued: kind(
    'socket.queued',
    'instant',
    N,
    'packets queued',
    'Packet {packet} waits in the socket of {vm}.',
    'badge',
  ),
  guestCopied: kind(
    'guest.copied',
    'work',
    CAT.kernelStack,
    'bytes',
    'The kernel of {vm} copies packet {packet} to the application.',
    'gap',
  ),
  syscallReturned: kind(
    'syscall.returned',
    'work',
    CAT.syscall,
    '',
    'A system call of {vm} for packet {packet}.',
    'arc',
  ),
  applicationFinished: kind(
    'application.finished',
    'work',
    CAT.application,
    '',
    'The application works on packet {packet}.',
    'arc',
  ),
  stackSent: kind(
    'stack.sent',
    'work',
    CAT.kernelStack,
    '',
    'The kernel of {vm} sends packet {packet}.',
    'arc',
  ),
  transmitQueued: kind(
    'transmit.queued',
    'work',
    CAT.driver,
    '',
    'The driver queues packet {packet} for transmission.',
    'arc',
  ),
  // poll mode
  burstReceived: kind(
    'burst.received',
    'work',
    CAT.driver,
    'packets',
    'A receive burst on queue {queue} takes {arg} packets.',
    'loop',
  ),
  mbufReceived: kind(
    'mbuf.received',
    'work',
    CAT.driver,
    '',
    'The poll-mode driver takes packet {packet}.',
    'arc',
  ),
  burstSent: kind(
    'burst.sent',
    'work',
    CAT.driver,
    'packets',
    'A transmit burst sends {arg} packets.',
    'loop',
  ),
  mbufSent: kind('mbuf.sent', 'work', CAT.driver, '', 'The poll-mode driver sends packet {packet}.', 'arc'),
  mbufFreed: kind('mbuf.freed', 'work', CAT.driver, '', 'Packet {packet} goes back to the pool.', 'arc'),
  pollSlept: kind(
    'poll.slept',
    'span',
    N,
    'empty polls',
    'Core {core} polled {arg} times and found nothing.',
    'loop',
  ),
  // Open vSwitch
  switchLookedUp: kind(
    'switch.looked-up',
    'work',
    CAT.vswitch,
    'how (0 nothing found, 1 mask cache, 2 masks, 3 exact match, 4 classifier) + 256 × masks tried',
    'Open vSwitch looks for the rule of packet {packet}.',
    'arc',
  ),
  upcallQueued: kind(
    'upcall.queued',
    'instant',
    N,
    'packets queued',
    'No rule covers packet {packet}: it goes up to the daemon.',
    'badge',
  ),
  upcallHandled: kind(
    'upcall.handled',
    'work',
    CAT.vswitch,
    '1 if a rule is made, 0 if there is one by now',
    'The daemon finds out what to do with packet {packet}.',
    'arc',
  ),
  flowInstalled: kind(
    'flow.installed',
    'instant',
    N,
    'rules in the datapath',
    'The datapath has a rule for packet {packet} and those like it.',
    'cell',
  ),
  flowExpired: kind(
    'flow.expired',
    'instant',
    N,
    'rules',
    'Rules that nobody used are deleted: {arg}.',
    'cell',
  ),
  daemonStopped: kind(
    'daemon.stopped',
    'instant',
    N,
    '',
    'The daemon of Open vSwitch ends: no new rules.',
    'cross',
  ),
  daemonStarted: kind(
    'daemon.started',
    'instant',
    N,
    '',
    'The daemon of Open vSwitch is back with its tables, and the datapath starts empty.',
  ),
  // memory virtualization
  pageWalked: kind(
    'page.walked',
    'work',
    CAT.dram,
    'table references',
    'A TLB miss: core {core} walks the page tables, {arg} references.',
    'arc',
  ),
  pageFaulted: kind(
    'page.faulted',
    'work',
    CAT.dram,
    '',
    'Core {core} touches a page for the first time: a page fault.',
    'arc',
  ),
  stackForwarded: kind(
    'stack.forwarded',
    'work',
    CAT.kernelStack,
    '',
    'The host routes packet {packet} and queues it for transmission.',
    'arc',
  ),
  // rings between polling cores
  ringEnqueued: kind(
    'ring.enqueued',
    'work',
    CAT.driver,
    'packets',
    'Core {core} puts a burst into a ring for the next core.',
    'loop',
  ),
  mbufHandedOn: kind(
    'mbuf.handed-on',
    'work',
    CAT.driver,
    'ring',
    'Packet {packet} goes into ring {arg} for the next core.',
    'arc',
  ),
  ringDequeued: kind(
    'ring.dequeued',
    'work',
    CAT.driver,
    'packets',
    'Core {core} takes a burst out of a ring.',
    'loop',
  ),
  mbufTakenOver: kind(
    'mbuf.taken-over',
    'work',
    CAT.driver,
    'ring',
    'Core {core} takes packet {packet} out of ring {arg}.',
    'arc',
  ),
  // set-up: over before time zero, recorded at it, in this order
  functionsEnabled: kind(
    'functions.enabled',
    'instant',
    N,
    'virtual functions',
    'Before time zero the driver of the physical function has enabled virtual functions: {arg}.',
  ),
  memoryPinned: kind(
    'memory.pinned',
    'instant',
    N,
    'page, KiB',
    'Before time zero VFIO has pinned the memory of {vm} and programmed the IOMMU: pages of {arg} KiB.',
  ),
  mailboxAnswered: kind(
    'mailbox.answered',
    'instant',
    N,
    'message',
    'Before time zero the physical function has answered the driver of queue {queue}, of {vm}, by mailbox: {message}.',
  ),
  vectorAssigned: kind(
    'vector.assigned',
    'instant',
    N,
    '',
    'Before time zero queue {queue} of {vm} has got its vector, aimed at core {core}.',
  ),
  pollerStarted: kind(
    'poller.started',
    'instant',
    N,
    'page, KiB',
    'Before time zero a poll-mode process has mapped pages of {arg} KiB and pinned its thread to core {core}.',
  ),
  mempoolFilled: kind(
    'mempool.filled',
    'instant',
    N,
    'buffers',
    'Before time zero the mempool behind queue {queue} has been made, with {arg} buffers.',
  ),
  ringFilled: kind(
    'ring.filled',
    'instant',
    N,
    'descriptors',
    'Before time zero queue {queue} of {vm} has been set up, with {arg} free descriptors.',
  ),
} as const;

/** The table, indexed by kind number. */
export const KINDS: readonly TraceKind[] = kinds;
