// The invariants that a lane's trace shows by itself; run by tests and, on demand, in the page.
import type { Check, CheckInput, CheckResult } from './check.ts';
import { little } from './little.ts';
import {
  copies,
  coresDoOneThing,
  placement,
  pollingIsQuiet,
  postedWithoutExits,
  throttled,
} from './machine-checks.ts';
import {
  causalOrder,
  conservation,
  fifo,
  latencyAddsUp,
  legalDrops,
  oneEnd,
  visibleFirst,
  wireSpeed,
} from './packet-checks.ts';

/** All checks, in the order of their numbers. */
export const CHECKS: readonly Check[] = [
  conservation,
  oneEnd,
  legalDrops,
  copies,
  fifo,
  causalOrder,
  wireSpeed,
  visibleFirst,
  pollingIsQuiet,
  throttled,
  postedWithoutExits,
  coresDoOneThing,
  latencyAddsUp,
  little,
  placement,
];

/** Runs every check on one lane's whole trace. */
export function checkTrace(input: CheckInput): CheckResult[] {
  return CHECKS.map((check) => check(input));
}

/** One line for each check that found something; empty if all holds. */
export function violationsIn(results: readonly CheckResult[]): string[] {
  return results
    .filter((r) => r.violationCount > 0)
    .map(
      (r) =>
        `${r.id} ${r.words} ${r.violationCount} times not, such as: ${r.violations.slice(0, 3).join('; ')}`,
    );
}
