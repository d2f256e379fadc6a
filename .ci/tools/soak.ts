// Checks the hard invariants on many random legal scenarios: `npm run soak [-- COUNT [FIRST]]`, 10,000 by default.
import { complaints } from '../../sim-core/checks/properties.ts';
import { randomScenario } from '../../sim-core/checks/random-scenario-for-test.ts';
import { runKept } from '../../sim-core/checks/run-for-test.ts';

const [count = 10_000, first = 0] = process.argv.slice(2).map(Number);
const PACKETS = 1000;
let bad = 0;
let packets = 0;
const began = process.hrtime.bigint();
for (let i = first; i < first + count; i++) {
  const scenario = randomScenario(i, PACKETS);
  const run = runKept(scenario);
  packets += run.report.lanes.reduce((sum, lane) => sum + lane.packets.offered, 0);
  const found = complaints(scenario, run);
  if (found.length === 0) continue;
  bad++;
  console.log(`scenario ${i}: ${found.join('; ')}`);
}
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
console.log(`${count} scenarios, ${packets} packets, ${bad} with complaints, ${seconds.toFixed(0)} s`);
process.exitCode = bad === 0 ? 0 : 1;
