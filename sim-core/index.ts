// The simulator's door for the page: what a screen may use without the worker in between.
export { COST_OPTIONS, costBounds } from './paths/cost-options.ts';
export { type LanePath, PATHS, pathOf } from './paths/registry.ts';
export * from './report/types.ts';
export * from './scenario/index.ts';
