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

/** Whether an override prices work in any of these parts. */
export function usesWhatIf(parts: readonly Part[], costs: Scenario['costs']): boolean {
  return parts.some((part) => overridesOf(kindsOf(part), costs).length > 0);
}
