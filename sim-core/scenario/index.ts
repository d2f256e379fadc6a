// The scenario's door: what the rest of the program may use of it.
export { captureOf, checkInput, completeScenario } from './complete.ts';
export { type CompletedScenario, captureOfChecked, completeChecked } from './completion.ts';
export { CONFLICTS } from './conflicts.ts';
export { type CaptureFacts, fillDefaults } from './defaults.ts';
export { InputError } from './input-error.ts';
export type { ScenarioInput } from './schema.ts';
export { FEATURE_NAMES, LINK_SPEEDS } from './schema.ts';
export { type Obstacle, obstacleTo } from './prerequisites.ts';
export { parseJson } from './json.ts';
export { type DecodedLink, decodeLink } from './link.ts';
export { encodeLink } from './link-write.ts';
export * from './types.ts';
export { GUEST_FEATURES, usesFeature, viewLane } from './usage.ts';
export { emptyWindow } from './window.ts';
