// What the Lab was opened with and what it may hand out: problems of the address, and ways to share.
import type { ComponentType, RefObject } from 'react';
import type { LinkProblem } from '../../sim-core/index.ts';
import type { Scenario, SelfCheckResult } from '../../sim-core/protocol/index.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import type { ThemeChoice } from './theme.ts';

export interface ShareProps {
  anchor: RefObject<HTMLElement | null>;
  scenario: Scenario;
  onClose: () => void;
}

/** What of an address could not be used, as data: the banner has the words. `late` is after the run's end. */
export type AddressProblem =
  | LinkProblem
  | { kind: 'route'; route: string }
  | { kind: 'time' }
  | { kind: 'late' }
  | { kind: 'play' }
  | { kind: 'theme' }
  | { kind: 'unknown'; name: string };

export interface Opening {
  /** What of the address could not be used. */
  problems: readonly AddressProblem[];
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
  /** The popover of what can be taken away. */
  Share: ComponentType<ShareProps>;
  /** Copies a link to what is shown; false where the browser does not let us. */
  copyLink: () => Promise<boolean>;
  /** Copies a report of a problem with the whole state; false where the browser does not let us. */
  reportProblem: (check: SelfCheckResult | null) => Promise<boolean>;
}
