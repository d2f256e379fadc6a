// The simulator's door for the page: what a screen may use without the worker in between.
export { COST_OPTIONS, costBounds } from './paths/cost-options.ts';
export { type LanePath, PATHS, pathOf } from './paths/registry.ts';
export * from './report/types.ts';
export * from './scenario/index.ts';
export { type BudgetOptions, recentFigures, recentWindow } from './trace/budget.ts';
export { causeWords, vmName } from './trace/describe.ts';
export { type Segment, type Waterfall, waterfall } from './trace/waterfall.ts';
export * from './trace/chunk.ts';
export * from './trace/cursor.ts';
export * from './trace/frame.ts';
export * from './trace/kinds.ts';
export * from './trace/lane-state.ts';
export * from './trace/store.ts';
