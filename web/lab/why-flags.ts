// Which floors a what-if touches: those with work that the overridden constant prices.
import { CATEGORIES, KINDS, type Scenario } from '../../sim-core/index.ts';
import { CATEGORY_PART, type Part } from '../scene/floors.ts';
import { UI } from '../i18n/en.ts';
import { trimmed } from '../ui/format.ts';
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

/** What stands beside a floor's name: the new value of its override, or how many there are; null without. */
export function whatIfOf(parts: readonly Part[], costs: Scenario['costs']): string | null {
  if (Object.keys(costs).length === 0) return null;
  const [first, ...others] = overridesIn(parts, costs);
  if (first === undefined) return null;
  return others.length === 0 ? `${first} ${trimmed(costs[first], 5)}` : UI.figure.whatIfs(1 + others.length);
}

/** Whether an override prices work in any of these parts. */
export function usesWhatIf(parts: readonly Part[], costs: Scenario['costs']): boolean {
  return Object.keys(costs).length > 0 && overridesIn(parts, costs).length > 0;
}
