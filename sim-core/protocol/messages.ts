// The conversation between page and worker: requests with their responses, and what either side sends unasked.
import type { CaptureInspection, CaptureReport, Report } from '../report/types.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Keyframe } from '../trace/event-line.ts';

/** Version of this conversation; both sides refuse another. */
export const PROTOCOL_VERSION = 1;

/** On every message: a run is one complete scenario under simulation, numbered by the page from 1. */
export interface Envelope {
  version: typeof PROTOCOL_VERSION;
  runId: number;
}

/** Times of the run that are known so far, picoseconds; −1 where not known yet. */
export interface RunTimes {
  /** Every lane has been simulated and its trace sent up to here. */
  simulatedPs: number;
  windowOpenPs: number;
  /** Arrival of the last offered packet; known once the run has ended. */
  windowClosePs: number;
}

export interface OpenRequest {
  /** The scenario as the user wrote it, checked field by field (`checkInput`): the worker has no schema. */
  input: unknown;
  /** The capture's bytes; `null` drops the one held, absent keeps it. */
  capture?: Uint8Array | null;
}

/** The scenario is complete and its run under way. */
export interface Opened {
  scenario: Scenario;
  warnings: string[];
  laneWarnings: string[][];
  /** What the capture holds; null for synthetic traffic. */
  capture: CaptureReport | null;
  /** Lanes whose run goes on from the run before, trace included: nothing they depend on has changed. */
  keptLanes: { lane: number; previousLane: number }[];
  /** Where the run is expected to end, picoseconds; exact for line-rate traffic. */
  expectedEndPs: number;
}

/** The input cannot be used; the previous run goes on as if nothing had been asked. */
export interface Refused {
  reason: string;
}

/** A stretch of one lane's trace: from the chunk that holds a record, as far as a time. */
export interface RangePart {
  lane: number;
  fromRecord: number;
  /** Every record that ends by then is sent, if the run has got so far. */
  toPs: number;
  /** Most chunks to send for this part. */
  chunks: number;
  /**
   * With it the part may begin later, at a keyframe that comes first as a message of its own, if all that is shown at
   * this time can be made from there and it saves more than a few chunks.
   */
  seekPs?: number;
}

export interface RangeRequest {
  parts: RangePart[];
}

/** How far a lane's trace has been handed out. */
export interface LaneExtent {
  /** Records handed out: the number of the next one. */
  records: number;
  /** Every record that ends by then is among them, picoseconds. */
  completePs: number;
  /** Events of the lane in them; 0 where they are not counted, in a run that a page may hold whole. */
  events: number;
}

/** The n-th event of a lane, from 1. */
export interface EventRequest {
  lane: number;
  event: number;
}

export interface EventTime {
  /** −1 where the lane has no such event, or has not got so far. */
  tPs: number;
  /** Events of the lane so far; 0 where they are not counted. */
  events: number;
}

export interface InspectRequest {
  /** Name in messages. */
  file: string;
  bytes: Uint8Array;
}

/** One of a run's arrivals: a packet by its number, or the first of a flow. */
export type ArrivalRequest = { packet: number } | { flow: number };

/** Request → response, by name. Every request gets exactly one response with its id, or a Refused. */
export interface Requests {
  open: { request: OpenRequest; response: Opened };
  /** The report with its window closing at `tPs`. */
  report: { request: { tPs: number }; response: { report: Report } };
  /**
   * Sends again, byte for byte, what the page has let go: `chunk` messages with `again` set, then the response. A range
   * that is asked for ends the one before.
   */
  range: { request: RangeRequest; response: { extents: LaneExtent[] } };
  /** Reads a capture and says what is in it; nothing runs, and it is not kept. */
  inspect: { request: InspectRequest; response: CaptureInspection };
  /** When a packet arrives, whatever of the run has been simulated; packet −1 where there is none. */
  arrival: { request: ArrivalRequest; response: { packet: number; tPs: number } };
  /** When something happens in a lane, by its number. */
  event: { request: EventRequest; response: EventTime };
  /** Stops the run; what was sent stays valid. */
  cancel: { request: Record<string, never>; response: Record<string, never> };
}

export type RequestName = keyof Requests;

export type RequestMessage = {
  [N in RequestName]: Envelope & { type: 'request'; id: number; name: N; body: Requests[N]['request'] };
}[RequestName];

export type ResponseMessage = Envelope &
  (
    | {
        [N in RequestName]: {
          type: 'response';
          id: number;
          name: N;
          ok: true;
          body: Requests[N]['response'];
        };
      }[RequestName]
    | { type: 'response'; id: number; name: RequestName; ok: false; refused: Refused }
  );

/** Permission to send so many more chunks, with buffers of CHUNK_BYTES to reuse for them. Transferred. */
export interface CreditMessage extends Envelope {
  type: 'credit';
  chunks: number;
  buffers: ArrayBuffer[];
}

/** One chunk of a lane's trace (trace/chunk.ts); the buffer is transferred. */
export interface ChunkMessage extends Envelope {
  type: 'chunk';
  lane: number;
  /** Number of its first record within the lane; the same chunk sent again has the same. */
  first: number;
  count: number;
  /** Every record of the lane that ends by then is in this chunk or one before it, picoseconds. */
  completePs: number;
  buffer: ArrayBuffer;
  /** Sent again for the range request with this id; −1: the run itself. */
  again: number;
}

/** A part of a range begins here: the lane's state at a time, and the chunks after it follow. */
export interface KeyframeMessage extends Envelope {
  type: 'keyframe';
  lane: number;
  /** Its state is bare data: `LaneState.revived` makes a state of it. */
  keyframe: Keyframe;
  /** From this time on everything shown can be made from there, picoseconds. */
  reachesPs: number;
  /** Counters when the window opened; null while that is not known. */
  openCounters: Float64Array | null;
  /** The range request that it belongs to. */
  again: number;
}

export interface ProgressMessage extends Envelope, RunTimes {
  type: 'progress';
  lanes: LaneExtent[];
  events: number;
}

/** The run has ended and all of its trace has been sent. */
export interface DoneMessage extends Envelope, RunTimes {
  type: 'done';
  lanes: LaneExtent[];
  report: Report;
  /** Hash over every record of every lane, 16 hexadecimal digits; independent of how records fell into chunks. */
  traceHash: string;
  laneHashes: string[];
}

/** The run has ended, its trace has been sent, and its measuring window had no packet: there is nothing to report. */
export interface EmptyMessage extends Envelope, RunTimes {
  type: 'empty';
  lanes: LaneExtent[];
  /** What the command line refuses such a run with. */
  reason: string;
}

/** The program is at fault; the run stands still, the worker lives. */
export interface FaultMessage extends Envelope {
  type: 'fault';
  message: string;
  seed: number;
  /** Name of the lane, empty if none was running. */
  lane: string;
  /** Time up to which the lane had been simulated, picoseconds. */
  lastPs: number;
}

export type StreamMessage =
  | ChunkMessage
  | KeyframeMessage
  | ProgressMessage
  | DoneMessage
  | EmptyMessage
  | FaultMessage;
export type ToWorker = RequestMessage | CreditMessage;
export type FromWorker = ResponseMessage | StreamMessage;

/** Chunks the worker may have under way before the page grants more. */
export const FIRST_CREDITS = 16;
