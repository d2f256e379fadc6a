// The simulator's door for the page: what a screen may use without the worker in between.
export { COST_OPTIONS, type ConstantNow, constantNow, costBounds } from './paths/cost-options.ts';
export { PATHS } from './paths/registry.ts';
export { csvLine, figuresOf } from './report/flat-row.ts';
export * from './report/types.ts';
export * from './scenario/index.ts';
export {
  type BudgetOptions,
  type RecentFigures,
  lastPacketCosts,
  multipleSince,
  RECENT_PACKETS,
  recentFigures,
  recentWindow,
} from './trace/budget.ts';
export { type Batch, batchOf } from './trace/batch.ts';
export { causeWords, describeRecord, happenings, vmName } from './trace/describe.ts';
export { readRecord, type TraceRecord } from './trace/records.ts';
export { packetRecords, type Segment, type Waterfall, waterfall } from './trace/waterfall.ts';
export { NONE, viewColumns } from './trace/chunk.ts';
export {
  LaneCursor,
  nextEventPs,
  nextOfPs,
  previousEventPs,
  previousOfPs,
  type StepTarget,
} from './trace/cursor.ts';
export { type FrameOptions, frameAt, LaneFrame } from './trace/frame.ts';
export { CATEGORIES, CONTEXTS, CONTINUED, CTX, DROP_CAUSES, K, KINDS, NO_CATEGORY } from './trace/kinds.ts';
export { baseIndex, type Milestone, milestoneOf, SETTLED_PS } from './trace/keyframe-base.ts';
export { counterIndex, LaneState, PHASE } from './trace/lane-state.ts';
export { type Keyframe, LaneStore } from './trace/store.ts';
export { createArrivalBlock, createArrivals } from './traffic/arrivals.ts';
