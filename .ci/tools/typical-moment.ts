// The moment of the default run at which the gauges, which show the last packets, are nearest to the whole run's figures.
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';

const STEP_PS = 20e6;

/** Time in nanoseconds, in the second half of the run. */
export function typicalMomentNs(): number {
  const { scenario, warnings, laneWarnings } = completeScenario({});
  const whole = new Simulation(scenario, { warnings, laneWarnings });
  while (!whole.advance(100_000));
  const means = whole.report().lanes.map((lane) => lane.cycles_per_packet.total ?? 0);
  const again = new Simulation(scenario, { warnings, laneWarnings });
  let best = Number.POSITIVE_INFINITY;
  let bestPs = 0;
  for (let tPs = whole.windowClosePs / 2; tPs <= whole.windowClosePs; tPs += STEP_PS) {
    again.runTo(tPs);
    const recent = again.report().lanes.map((lane) => lane.recent?.cycles_per_packet ?? 0);
    const strays = recent.map((cycles, i) => Math.abs(Math.log(cycles / means[i])));
    const worst = Math.max(...strays);
    if (worst < best) {
      best = worst;
      bestPs = tPs;
    }
  }
  return Math.round(bestPs / 1000);
}
