// Which test holds which property of the model; every file named here exists.
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';

const RANDOM = 'sim-core/checks/random-scenarios-1.test.ts';
const RUNS = 'sim-core/checks/properties.test.ts';
const MEMORY = 'sim-core/checks/behaviour-memory.test.ts';
const INTERRUPTS = 'sim-core/checks/behaviour-interrupts.test.ts';
const VSWITCH = 'sim-core/checks/vswitch-laws.test.ts';
const LOAD = 'sim-core/checks/behaviour-load.test.ts';
const BEHAVIOUR = 'sim-core/checks/behaviour.test.ts';

const HELD_BY: Readonly<Record<string, string>> = {
  'H1, H2, H4 to H11, H13, H15 to H18: conservation, ends, order, interrupts, cores, latency': RANDOM,
  'H3, rings': 'sim-core/hardware/receive-ring.test.ts',
  'H12, drained lanes are empty': RUNS,
  'H14, who is robbed': BEHAVIOUR,
  'H19, H20, H22: determinism, snapshots, idle switches': RUNS,
  'H21, serialization': 'sim-core/scenario/link.test.ts',
  'H23, Little by container': RUNS,
  'H24, utilization': RANDOM,
  'H27, H28: rte_ring in every order': 'sim-core/software/rte-ring/explore.test.ts',
  'H29, mempool': 'sim-core/software/mempool-policy.test.ts',
  'H30, object size': 'sim-core/software/mempool-layout.test.ts',
  'H31, DDIO': RANDOM,
  'H33, wire arithmetic': 'sim-core/traffic/wire.test.ts',
  'S25, S26, saturation and no loss below it': LOAD,
  'S34, S35, S40, bursts, batches that wait, frame sizes': LOAD,
  'S36, throttle': INTERRUPTS,
  'S37, S38, S39: rings, ways, pages': MEMORY,
  'S41, masks and flows': VSWITCH,
  'S42, the ladder': BEHAVIOUR,
  'S43, sharing a function': 'sim-core/paths/shared-function.test.ts',
  'metamorphic: slower by k, VMs renamed, idle gap, clock': 'sim-core/checks/metamorphic.test.ts',
  'queueing theory': 'sim-core/checks/queueing-theory.test.ts',
  'closed forms, one packet': 'sim-core/paths/closed-form.test.ts',
  'closed forms, twice capacity': 'sim-core/paths/closed-form-load.test.ts',
};

it.each(Object.entries(HELD_BY))('%s', (_law, file) => {
  expect(existsSync(file)).toBe(true);
});
