// What only long runs need, a piece of its own: the lane's state beside its snapshots, and events found by their numbers.
export { EventJob } from './event-job.ts';
export { Landmarks } from './landmarks.ts';
