// One combination of a sweep, run to its figures: the same in the program's own thread and in others.
import { captureOf, completeScenario } from '../../scenario/index.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { LoadedCapture } from '../../traffic/loaded-capture.ts';
import type { Io } from '../io.ts';
import { type LoadedScenario, readCapture } from '../scenario-file.ts';
import { simulate } from '../simulate.ts';
import { inCombination, type SweepPlan, scenarioOf } from './plan.ts';
import { type Figures, figuresOf } from '../../report/flat-row.ts';

/** How one combination ended; plain data, so that a thread can send it. */
export type Outcome =
  | { kind: 'done'; lanes: Figures[]; events: number }
  | { kind: 'refused'; where: string; problem: string; remedy: string }
  | { kind: 'fault'; text: string };

/** Loads and runs combinations of a plan; keeps the capture that the last one used. */
export class SweepTasks {
  private readonly io: Io;
  private readonly plan: SweepPlan;
  private captureKey = '';
  private capture: LoadedCapture | null = null;

  constructor(io: Io, plan: SweepPlan) {
    this.io = io;
    this.plan = plan;
  }

  /** Completes the scenario of combination `index`. Throws InputError, which names the combination. */
  load(index: number): LoadedScenario {
    try {
      const input = scenarioOf(this.plan, index);
      const choice = captureOf(input);
      const key = JSON.stringify(choice);
      if (key !== this.captureKey) {
        this.capture = choice === null ? null : readCapture(this.io, choice, this.plan.file);
        this.captureKey = key;
      }
      return { ...completeScenario(input, this.capture), capture: this.capture };
    } catch (error) {
      throw error instanceof InputError ? inCombination(error, this.plan, index) : error;
    }
  }

  /** Runs combination `index`; never throws. */
  run(index: number): Outcome {
    try {
      const loaded = this.load(index);
      try {
        const report = simulate(loaded);
        return { kind: 'done', lanes: report.lanes.map(figuresOf), events: report.engine.events };
      } catch (error) {
        throw error instanceof InputError ? inCombination(error, this.plan, index) : error;
      }
    } catch (error) {
      if (error instanceof InputError) {
        const { where, problem, remedy } = error;
        return { kind: 'refused', where, problem, remedy };
      }
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { kind: 'fault', text: `${text}, in combination ${index + 1}` };
    }
  }
}
