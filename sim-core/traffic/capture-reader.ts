// What the worker fetches with the first capture: reading one for a run, and looking into one.
export { loadCapture } from './capture.ts';
export { inspectCapture } from './capture-summary.ts';
