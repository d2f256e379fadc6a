// The ring's state machine for those who step it: by hand, in every order, or in tests.
export {
  createMachine,
  initialState,
  type Operation,
  type RingChoice,
  type RingMachine,
  type RingMode,
  type RingState,
  type RingVariant,
  type Side,
  type ThreadPlan,
} from './machine.ts';
export { enabledThreads, isDone, isWaiting, step } from './step.ts';
export { describeStep, stepName } from './words.ts';
export { RULES, type RuleId, type Violation, violations } from './rules.ts';
export { type Exploration, explore, type ExploreOptions } from './explore.ts';
