// What the page may know of the simulator without running it: messages and the types they carry.
export * from './messages.ts';
export type * from '../report/types.ts';
export type * from '../scenario/types.ts';
export type * from './task-messages.ts';
