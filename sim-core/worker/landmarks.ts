// Keyframes of a lane's run, found while it runs, for its snapshots: what a page needs to begin in the middle of a trace.
import type { TraceChunk } from '../trace/chunk.ts';
import { LaneCursor } from '../trace/cursor.ts';
import { EventLine, type Keyframe } from '../trace/event-line.ts';
import { baseIndex, type Milestone, milestoneOf, SETTLED_PS } from '../trace/keyframe-base.ts';
import type { ShelfEntry } from './snapshot-shelf.ts';

/** Chunks taken between two looks at what is settled. */
const LOOK_EVERY = 8;

/** A keyframe and the time from which on everything shown can be made from it, ps. */
export interface Landmark {
  keyframe: Keyframe;
  reachesPs: number;
}

export class Landmarks {
  /** Counters when the window opened; null until that is settled. */
  openCounters: Float64Array | null = null;
  private readonly line = new EventLine(0);
  /** Of all keyframes that are settled. */
  private readonly milestones: Milestone[] = [];
  private untilLook = LOOK_EVERY;

  /** Events of the lane so far; those of the last moments may still get others before them. */
  get events(): number {
    return this.line.events.end;
  }

  /** Takes a chunk of the run; each comes once, in order. Its buffer is free afterwards. */
  take(chunk: TraceChunk): void {
    this.line.append(chunk);
    this.untilLook--;
  }

  /** Gives snapshots the keyframes that are settled by now, and lets go of what no snapshot will need. */
  settle(entries: readonly ShelfEntry[], completePs: number, openPs: number): void {
    if (this.untilLook > 0) return;
    this.untilLook = LOOK_EVERY;
    const { line } = this;
    const settledPs = completePs - SETTLED_PS;
    const seen = this.milestones.at(-1)?.events ?? -1;
    for (const keyframe of line.keyframes) {
      if (keyframe.events > seen && keyframe.tPs <= settledPs) this.milestones.push(milestoneOf(keyframe));
    }
    for (const entry of entries) entry.keyframe ??= this.after(entry.records, settledPs);
    if (this.openCounters === null) {
      if (openPs < 0 || openPs > settledPs) return;
      this.openCounters = new LaneCursor(line).seek(openPs).counters.slice();
    }
    line.forgetBefore(settledPs);
  }

  /** The latest of the snapshots' keyframes from which all that is shown at a time can be made; null without. */
  baseFor(entries: readonly ShelfEntry[], tPs: number): Landmark | null {
    const { milestones } = this;
    const base = baseIndex(milestones, tPs);
    if (base < 0) return null;
    const { events } = milestones[base];
    const found = entries.findLast(({ keyframe }) => keyframe !== null && keyframe.events <= events);
    if (found === undefined || found.keyframe === null) return null;
    return { keyframe: found.keyframe, reachesPs: this.reach(found.keyframe, tPs) };
  }

  /** The first milestone's time from which on a keyframe is early enough; at most `tPs`. */
  private reach({ events }: Keyframe, tPs: number): number {
    const { milestones } = this;
    const fits = milestones.find((each) => milestones[baseIndex(milestones, each.tPs)].events >= events);
    return Math.min(tPs, fits?.tPs ?? tPs);
  }

  private after(record: number, settledPs: number): Keyframe | null {
    const found = this.line.keyframes.find(({ needFrom }) => needFrom >= record);
    return found !== undefined && found.tPs <= settledPs ? found : null;
  }
}
