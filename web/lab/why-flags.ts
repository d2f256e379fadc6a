// Which floors a what-if touches: those with work that the overridden constant prices.
import { CATEGORIES, KINDS, type Scenario } from '../../sim-core/index.ts';
import { CATEGORY_PART, type Part } from '../scene/floors.ts';
import { overridesOf } from './why-constants.ts';

/** Names of the kinds of work that a part sums. */
export function kindsOf(part: Part): string[] {
  return KINDS.filter(
    ({ category }) => category < CATEGORIES.length && CATEGORY_PART[CATEGORIES[category]] === part,
  ).map(({ name }) => name);
}

/** Overrides that price work in any of these parts. */
function overridesIn(parts: readonly Part[], costs: Scenario['costs']): string[] {
  return [...new Set(parts.flatMap((part) => overridesOf(kindsOf(part), costs)))];
}

/** Overridden constants that price work in any of these parts. */
export function whatIfsOf(parts: readonly Part[], costs: Scenario['costs']): readonly string[] {
  return Object.keys(costs).length === 0 ? [] : overridesIn(parts, costs);
}

/** Whether an override prices work in any of these parts. */
export function usesWhatIf(parts: readonly Part[], costs: Scenario['costs']): boolean {
  return whatIfsOf(parts, costs).length > 0;
}
