// The scenario as people write it: every field optional but a lane's preset, nothing unknown, every limit of the contract.
import { z } from 'zod';
import { PATHS } from '../paths/registry.ts';
import { suggest } from './nearest.ts';
import type { Features } from './types.ts';

export const LINK_SPEEDS = [1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 400] as const;
export const RING_SIZES = [64, 128, 256, 512, 1024, 2048, 4096] as const;
const MAX_PACKETS = 100_000_000;
const MAX_DURATION_NS = 10_000_000_000;
const MAX_LANES = 12;
const MAX_SIZES = 256;
const MAX_EVENTS = 1000;

/** "a, b or c" */
function anyOf(values: readonly (string | number | boolean)[]): string {
  if (values.length === 1) return String(values[0]);
  return `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}`;
}

function integer(min: number, max: number) {
  const error = () => `must be a whole number from ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

function real(min: number, max: number, unit = '') {
  const error = () => `must be a number from ${min} to ${max}${unit}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, {
    error: (issue) => {
      const hint = typeof issue.input === 'string' ? `; ${suggest(issue.input, values)}` : '';
      return `must be ${anyOf(values)}${hint.includes('did you mean') ? hint : ''}`;
    },
  });
}

function flag() {
  return z.boolean({ error: () => 'must be true or false' });
}

/** Numbers that are exact in thousandths: picoseconds of a time in ns, kHz-free clocks in GHz. */
function thousandths(value: number): boolean {
  return Math.round(value * 1000) / 1000 === value;
}

/** An object without unknown fields; a misspelt one gets its nearest neighbour named. */
function object<T extends z.ZodRawShape>(shape: T) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? suggest((issue.keys as string[])[0], known)
        : `must be an object with fields of ${known.join(', ')}`,
  });
}

function list<T extends z.ZodType>(element: T, min: number, max: number, of: string) {
  const error = () => `must be a list of ${min} to ${max} ${of}`;
  return z.array(element, { error }).min(min, { error }).max(max, { error });
}

function durationNs(min: number) {
  const error = () => `must be a number of ns from ${min} to ${MAX_DURATION_NS} with at most three decimals`;
  return z
    .number({ error })
    .min(min, { error })
    .max(MAX_DURATION_NS, { error })
    .refine(thousandths, { error });
}

function extent(minPackets: number, minNs: number) {
  return object({
    packets: integer(minPackets, MAX_PACKETS).optional(),
    duration_ns: durationNs(minNs).optional(),
  }).refine((e) => e.packets === undefined || e.duration_ns === undefined, {
    error: () => 'give packets or duration_ns, not both',
  });
}

const ghzError = () => 'must be a number from 0.5 to 6 with at most three decimals';

const machine = object({
  profile: oneOf(['server', 'lecture']).optional(),
  ghz: z
    .number({ error: ghzError })
    .min(0.5, { error: ghzError })
    .max(6, { error: ghzError })
    .refine(thousandths, { error: ghzError })
    .optional(),
  cores: integer(1, 64).optional(),
  llc_mib: real(0.25, 64, ' (MiB)').optional(),
  llc_ways: integer(1, 32).optional(),
  dram_channels: integer(1, 12).optional(),
  pcie_gbps: real(1, 1000, ' (Gb/s)').optional(),
  nic_socket: oneOf(['local', 'remote']).optional(),
});

const frameBytes = integer(64, 9216);
const weightError = () => 'must be a weight above 0 and at most 1000000000';
const weight = z
  .number({ error: weightError })
  .gt(0, { error: weightError })
  .max(1e9, { error: weightError });
const pairError = () => 'must be a pair [bytes, weight]';
const sizes = list(
  z.tuple([frameBytes, weight], { error: pairError }),
  1,
  MAX_SIZES,
  'pairs [bytes, weight]',
);
const linkError = () => `must be one of the link speeds ${LINK_SPEEDS.join(', ')}`;
const loadError = () => 'must be a number above 0 and at most 1';
const macError = () => 'must be a unicast MAC address such as 52:54:00:00:00:11';
const fileError = () => 'must be the name of a capture file';

const capture = object({
  file: z
    .string({ error: fileError })
    .min(1, { error: fileError })
    .max(4096, { error: fileError })
    .refine((name) => !name.includes('\0'), { error: fileError }),
  timing: oneOf(['recorded', 'scaled', 'back-to-back']).optional(),
  vms: list(
    z.string({ error: macError }).regex(/^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/i, { error: macError }),
    1,
    64,
    'MAC addresses',
  ).optional(),
  tolerant: flag().optional(),
});

const traffic = object({
  kind: oneOf(['line-rate', 'constant', 'poisson', 'on-off', 'imix', 'capture']).optional(),
  link_gbps: z.literal(LINK_SPEEDS, { error: linkError }).optional(),
  frame_bytes: z.union([frameBytes, sizes, z.null()]).optional(),
  load: z.number({ error: loadError }).gt(0, { error: loadError }).max(1, { error: loadError }).optional(),
  burst_packets: integer(1, 65_536).optional(),
  flows: integer(1, 1_000_000).optional(),
  flow_skew: real(0, 10).optional(),
  vms: integer(1, 64).optional(),
  vm_skew: real(0, 10).optional(),
  priority_share: real(0, 1).optional(),
  capture: z.union([capture, z.null()]).optional(),
});

const workload = object({
  kind: oneOf(['receive', 'reply', 'drop-host', 'forward-host', 'forward-vm', 'vm-to-vm']).optional(),
  app_cycles: z.union([integer(0, 1_000_000_000), z.null()]).optional(),
  touch: oneOf(['headers', 'payload']).optional(),
  idle_guests: oneOf(['compute', 'halt']).optional(),
  page_table_writes: integer(0, 1_000_000).optional(),
  events: list(
    object({ at_ns: durationNs(0), what: oneOf(['ovs-restart']) }),
    0,
    MAX_EVENTS,
    'events',
  ).optional(),
});

const ringError = () => 'must be a power of two from 64 to 4096';

/** Schemas of the 32 features, in the contract's order. */
export const FEATURE_SCHEMAS = {
  classify: oneOf(['software', 'vmdq', 'sriov']),
  vnic: oneOf(['emulated', 'virtio', 'vhost-net', 'vhost-user', 'passthrough']),
  vswitch: oneOf(['none', 'bridge', 'ovs-kernel', 'ovs-dpdk']),
  emc: flag(),
  megaflows: oneOf(['per-vm', 'per-flow']),
  copy: oneOf(['cpu', 'quickdata', 'none']),
  notify: oneOf(['interrupt', 'napi', 'poll']),
  delivery: oneOf(['exit', 'posted']),
  msix: flag(),
  affinity: oneOf(['shared', 'per-vm', 'dedicated']),
  itr_us: real(0, 1000, ' (µs)'),
  lli: flag(),
  placement: oneOf(['dram', 'dca', 'ddio']),
  ddio_ways: integer(1, 32),
  paging: oneOf(['shadow', 'nested', 'native']),
  guest_page: oneOf(['4k', '2m', '1g']),
  host_page: oneOf(['4k', '2m', '1g']),
  prefault: flag(),
  iommu: flag(),
  stack: oneOf(['kernel', 'userspace']),
  batch: integer(1, 512),
  batch_wait: flag(),
  ring_size: z.literal(RING_SIZES, { error: ringError }),
  drop_enable: flag(),
  tx_reclaim: oneOf(['prompt', 'late']),
  free_unsent: flag(),
  poll_cores: integer(1, 64),
  isolated: flag(),
  pipeline: flag(),
  ring_mode: oneOf(['sp', 'mp', 'rts', 'hts']),
  mempool: oneOf(['current', 'classic']),
  vfs: integer(0, 256),
} satisfies Record<keyof Features, z.ZodType>;

/** Names of the features in the contract's order. */
export const FEATURE_NAMES = Object.keys(FEATURE_SCHEMAS) as (keyof Features)[];

const features = object(FEATURE_SCHEMAS).partial();
const nameError = () => 'must be 1 to 80 characters of text, without spaces at its ends';

/** One line of text that a table, a file and an address can carry. */
function isName(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const plain = codes.every(
    (code) => code > 31 && (code < 127 || code > 159) && code !== 0x2028 && code !== 0x2029,
  );
  return plain && text !== '' && text.length <= 80 && text.trim() === text;
}

const lane = object({
  name: z.string({ error: nameError }).refine(isName, { error: nameError }).optional(),
  preset: oneOf(PATHS.map((path) => path.id)),
  features: features.optional(),
});

/** The whole scenario as input. */
export const SCENARIO_SCHEMA = object({
  version: z.literal(1, { error: () => 'must be 1' }).optional(),
  seed: integer(0, 4_294_967_295).optional(),
  stop: extent(1, 0.001).optional(),
  warmup: extent(0, 0).optional(),
  machine: machine.optional(),
  traffic: traffic.optional(),
  workload: workload.optional(),
  costs: z
    .record(z.string(), z.number({ error: () => "must be a number in the constant's unit (see `costs`)" }), {
      error: () => 'must be an object of constants and numbers',
    })
    .optional(),
  lanes: list(lane, 1, MAX_LANES, 'lanes').optional(),
});

/** A scenario as people write it, checked field by field. */
export type ScenarioInput = z.infer<typeof SCENARIO_SCHEMA>;
