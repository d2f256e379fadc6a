// What the Lab was opened with: what of the address could not be used, and what is still to come.
import type { ScenarioInput } from '../stores/scenario-input.ts';
import type { ThemeChoice } from './theme.ts';

export interface Opening {
  /** What of the address could not be used. */
  problems: readonly string[];
  /** Something else that went wrong in the page itself, or empty. */
  problem: string;
  setProblem: (problem: string) => void;
  dismiss: () => void;
  /** A link's scenario that waits for its capture; null without. */
  wanted: ScenarioInput | null;
  /** Names the contents of that capture; null without. */
  wantedHash: string | null;
  /** Goes on without the capture. */
  forgetWanted: () => void;
  chooseTheme: (theme: ThemeChoice) => void;
}
