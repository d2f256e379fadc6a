// The tests that mutation testing runs: those beside the mutated files, none that simulate whole lanes.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'sim-core/scenario/*.test.ts',
      'sim-core/costs/*.test.ts',
      'sim-core/report/*.test.ts',
      'sim-core/software/rte-ring/*.test.ts',
      'sim-core/software/mempool*.test.ts',
    ],
    // every order of steps over every set of sizes takes far longer than finding a change in the ring
    exclude: ['sim-core/software/rte-ring/explore-whole.test.ts'],
    environment: 'node',
    testTimeout: 300_000,
    // properties find a change in their first cases, or not at all
    env: { FEWER_RUNS: '10' },
  },
});
