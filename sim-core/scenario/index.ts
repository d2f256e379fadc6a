// The scenario's door: what the rest of the program may use of it.
export { type CompletedScenario, captureOf, completeScenario } from './complete.ts';
export { CONFLICTS } from './conflicts.ts';
export { type CaptureFacts, fillDefaults } from './defaults.ts';
export { InputError } from './input-error.ts';
export type { ScenarioInput } from './schema.ts';
export { FEATURE_NAMES, LINK_SPEEDS } from './schema.ts';
export { type Obstacle, obstacleTo } from './prerequisites.ts';
export { parseJson } from './json.ts';
export { type DecodedLink, decodeLink, encodeLink } from './link.ts';
export * from './types.ts';
export { GUEST_FEATURES, usesFeature, viewLane } from './usage.ts';
export { emptyWindow } from './window.ts';
