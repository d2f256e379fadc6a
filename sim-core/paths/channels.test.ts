// What memory channels change: how far apart a mempool's buffers lie, and nothing else. Memory has no bandwidth here.
import { expect, it } from 'vitest';
import { runKept } from '../checks/run-for-test.ts';
import { completeScenario } from '../scenario/index.ts';

/** Trace of a lane whose buffers would lie `stride` bytes apart on a machine of so many channels. */
function traceOf(stride: number, dram_channels: number): string {
  const { scenario } = completeScenario({
    stop: { packets: 1000 },
    machine: { dram_channels, llc_mib: 0.25 },
    costs: { 'pmd.mbufStride': stride },
    lanes: [{ preset: 'dpdk', features: { guest_page: '4k', host_page: '4k' } }],
  });
  return runKept(scenario).hash;
}

it('buffers of 32 lines are padded to 33 on an even number of channels, those of DPDK never', () => {
  const padded = traceOf(2112, 4);
  expect(traceOf(2048, 4)).toBe(padded);
  expect(traceOf(2048, 1)).not.toBe(padded);
  expect(traceOf(2368, 1)).toBe(traceOf(2368, 12));
});
