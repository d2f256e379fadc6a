// Words for records: one sentence each from the kinds table, and the list of what happened between two times.
import { NO_PACKET, NONE } from './chunk.ts';
import { DROP_CAUSES, EXIT_REASON, K, KINDS, MAILBOX_MESSAGES } from './kinds.ts';
import { FIRST_REPLICA } from './phases.ts';
import { readRecord, type TraceRecord } from './records.ts';
import type { LaneStore } from './store.ts';

const CAUSE_WORDS: Record<(typeof DROP_CAUSES)[number], string> = {
  nic_no_descriptor: 'its queue had no free descriptor',
  nic_fifo_full: "the NIC's buffer was full",
  backlog_full: "the host's backlog was full",
  vm_queue_full: "the VM's queue was full",
  socket_full: 'the socket was full',
  tx_full: 'the transmit ring was full',
  upcall_full: 'the queue to the slow path was full',
  not_for_us: 'no VM has its address',
};

const REASON_WORDS: Record<number, string> = {
  [EXIT_REASON.externalInterrupt]: 'an interrupt came',
  [EXIT_REASON.hlt]: 'it halted',
  [EXIT_REASON.ioInstruction]: 'it touched an I/O port',
  [EXIT_REASON.eoiInduced]: 'it ended an interrupt',
  [EXIT_REASON.eptViolation]: 'a page was missing',
  [EXIT_REASON.eptMisconfig]: 'it touched a device register',
};

/** A VM's name: VM A for the first (1), VM B …, by number beyond Z; "the host" for none. */
export function vmName(vm: number): string {
  if (vm === NONE || vm === 0) return 'the host';
  return vm <= 26 ? `VM ${String.fromCharCode(64 + vm)}` : `VM ${vm}`;
}

/** Why a packet was dropped, in words; `cause` is the argument of packet.dropped. */
export function causeWords(cause: number): string {
  const name = DROP_CAUSES[cause];
  return name === undefined ? `cause ${cause}` : CAUSE_WORDS[name];
}

/** Why a VM left the guest, in words; `reason` is the argument of vm.exited. */
export function reasonWords(reason: number): string {
  return REASON_WORDS[reason] ?? `exit reason ${reason}`;
}

/** What a driver asked by mailbox; `message` is the argument of mailbox.answered. */
export function messageWords(message: number): string {
  return MAILBOX_MESSAGES[message] ?? `message ${message}`;
}

function grouped(n: number): string {
  const digits = String(n);
  let out = '';
  for (let i = 0; i < digits.length; i++) {
    if (i > 0 && (digits.length - i) % 3 === 0) out += ',';
    out += digits[i];
  }
  return out;
}

/** A length of time in the unit that suits it, three figures: "67.2 ns", "1.64 µs", "3 ms". */
export function timeWords(ps: number): string {
  if (ps < 1000) return `${ps} ps`;
  const units: [number, string][] = [
    [1e12, 's'],
    [1e9, 'ms'],
    [1e6, 'µs'],
    [1e3, 'ns'],
  ];
  for (const [size, unit] of units) {
    if (ps < size) continue;
    const value = ps / size;
    const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return `${String(Number(value.toFixed(decimals)))} ${unit}`;
  }
  return `${ps} ps`;
}

/** A packet's name as sentences use it: its number, or for a replica which copy it is. */
export function packetName(packet: number): string {
  if (packet === NO_PACKET) return '';
  return packet >= FIRST_REPLICA ? `copy ${grouped(packet - FIRST_REPLICA)}` : grouped(packet);
}

/** The sentence of a record, everything filled in. */
export function describeRecord(record: TraceRecord): string {
  const kind = KINDS[record.kind];
  const fill: Record<string, string> = {
    packet: packetName(record.packet),
    vm: vmName(record.vm),
    core: record.core === NONE ? 'of the NIC' : String(record.core),
    queue: record.queue === NONE ? '' : String(record.queue),
    arg: record.kind === K.packetReplicated ? packetName(record.arg) : grouped(record.arg),
    dur: timeWords(record.durPs),
    cause: causeWords(record.arg),
    reason: reasonWords(record.arg),
    message: messageWords(record.arg),
  };
  // a frame that is for nobody in particular is not "for the host"
  const sentence = record.vm === NONE ? kind.sentence.replace(' for {vm}', '') : kind.sentence;
  const words = sentence
    .replace(/\{(\w+)\}/g, (_, name: string) => fill[name])
    .replace(/ +([.:,])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/\b1 (line|packet|byte|descriptor|time)s\b/g, '1 $1');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** With a small letter at the beginning, unless a name stands there. */
function uncapitalized(words: string): string {
  return /^(VM|NIC|DMA|TLB|Open)\b/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

/** Something that happened, in words. */
export interface Happening {
  record: number;
  tPs: number;
  durPs: number;
  kind: number;
  packet: number;
  words: string;
}

/**
 * What happened after `fromPs` up to and including `toPs`, in time order: instants, and work when it begins; with
 * `ends` also work when it ends. At most `limit`, the latest; `left` says how many earlier ones are not in the list.
 */
export function happenings(
  store: LaneStore,
  fromPs: number,
  toPs: number,
  limit: number,
  ends = false,
): { list: Happening[]; left: number } {
  const first = store.eventAfter(fromPs);
  const list: Happening[] = [];
  let left = 0;
  for (let p = store.eventAfter(toPs) - 1; p >= first; p--) {
    const code = store.events.at(p);
    const r = code >> 1;
    const kind = store.records.kind(r);
    const endOnly = kind === K.pollSlept || kind === K.interruptThrottled || kind === K.vmDisplaced;
    const ended = (code & 1) === 1 && !endOnly;
    if (ended && !ends) continue;
    if (list.length === limit) {
      left++;
      continue;
    }
    const record = readRecord(store.records, r);
    list.push({
      record: r,
      tPs: store.codePs(code),
      durPs: record.durPs,
      kind,
      packet: record.packet,
      words: ended ? `Done: ${uncapitalized(describeRecord(record))}` : describeRecord(record),
    });
  }
  return { list: list.reverse(), left };
}
