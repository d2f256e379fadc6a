// The scenario's door: what the rest of the program may use of it.
export { captureOf, checkInput, completeScenario } from './complete.ts';
export { type CompletedScenario, captureOfChecked, completeChecked } from './completion.ts';
export { fillDefaults } from './defaults.ts';
export { IMIX } from './imix.ts';
export { InputError } from './input-error.ts';
export type { ScenarioInput } from './schema.ts';
export { FEATURE_NAMES, LINK_SPEEDS } from './schema.ts';
export { type Obstacle, obstacleTo } from './prerequisites.ts';
export { decodeLink } from './link.ts';
export type { Dropped, LinkProblem } from './link-repair.ts';
export { encodeLink } from './link-write.ts';
export * from './types.ts';
export { usesFeature, viewLane } from './usage.ts';
