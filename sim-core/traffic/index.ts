// The door of traffic/: arrivals, captures and wire arithmetic.
export * from './arrivals.ts';
export { loadCapture } from './capture.ts';
export * from './loaded-capture.ts';
