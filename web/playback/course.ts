// How the playhead moves by itself: true to time, or event by event; and how it stays inside a loop.
import { PlaybackClock } from './clock.ts';
import { stepOn, type Timeline } from './timeline.ts';

/** A stretch of time that play goes round in, ps; `toPs` is never shown by itself. */
export interface Loop {
  fromPs: number;
  toPs: number;
}

/** Shortest loop, ps. */
export const SHORTEST_LOOP_PS = 1000;

/** Packet times that a loop switched on without dragging goes round in. */
export const LOOP_PACKETS = 20;

/** A loop in order, whole, at least as long as the shortest. */
export function loopBetween(aPs: number, bPs: number): Loop {
  const fromPs = Math.max(0, Math.round(Math.min(aPs, bPs)));
  return { fromPs, toPs: Math.max(fromPs + SHORTEST_LOOP_PS, Math.round(Math.max(aPs, bPs))) };
}

/** Where playing has got to. `end`: the run is over; `wait`: the trace is not there yet. */
export interface Progress {
  tPs: number;
  /** Where the last jump came from; −1 where time flows. */
  cameFromPs: number;
  state: 'on' | 'end' | 'wait';
}

/** One way of playing: begun at a time, asked in each frame where it is by now. */
export interface Course {
  begin(tPs: number, wallMs: number): void;
  at(wallMs: number, tPs: number, loop: Loop | null): Progress;
}

/** So many simulated nanoseconds a second. */
export class TimeTrue implements Course {
  private readonly timeline: Timeline;
  private readonly clock = new PlaybackClock();
  private readonly nsPerS: number;

  constructor(timeline: Timeline, nsPerS: number) {
    this.timeline = timeline;
    this.nsPerS = nsPerS;
  }

  begin(tPs: number, wallMs: number): void {
    this.clock.anchor(tPs, wallMs, this.nsPerS);
  }

  at(wallMs: number, tPs: number, loop: Loop | null): Progress {
    let wanted = this.clock.at(wallMs);
    let from = tPs;
    const end = this.timeline.endPs();
    if (loop !== null && (wanted >= loop.toPs || (end >= 0 && wanted >= end))) {
      const to = end >= 0 ? Math.min(loop.toPs, end) : loop.toPs;
      const span = Math.max(1, to - loop.fromPs);
      if (wanted >= to && this.timeline.presentUntil(tPs) >= to) {
        wanted = loop.fromPs + ((wanted - loop.fromPs) % span);
        from = loop.fromPs;
        this.begin(wanted, wallMs);
      }
    }
    const until = this.timeline.presentUntil(from);
    const reached = Math.max(from, Math.min(wanted, until, end >= 0 ? end : Infinity));
    if (loop === null && end >= 0 && reached >= end) return { tPs: reached, cameFromPs: -1, state: 'end' };
    return { tPs: reached, cameFromPs: -1, state: wanted > reached ? 'wait' : 'on' };
  }
}

/** So many events a second: the playhead jumps from one to the next, whatever time lies between. */
export class EventPaced implements Course {
  private readonly timeline: Timeline;
  private readonly eventsPerS: number;
  private sinceMs = 0;
  private jumps = 0;

  constructor(timeline: Timeline, eventsPerS: number) {
    this.timeline = timeline;
    this.eventsPerS = eventsPerS;
  }

  begin(_tPs: number, wallMs: number): void {
    this.sinceMs = wallMs;
    this.jumps = 0;
  }

  at(wallMs: number, tPs: number, loop: Loop | null): Progress {
    const due = Math.floor(((wallMs - this.sinceMs) * this.eventsPerS) / 1000);
    let t = tPs;
    let cameFromPs = -1;
    for (; this.jumps < due; this.jumps++) {
      const step = stepOn(this.timeline, 'event', t, 0);
      if (!step.here) return { tPs: t, cameFromPs, state: 'wait' };
      const atEnd = step.tPs <= t;
      if (atEnd && loop === null) return { tPs: t, cameFromPs, state: 'end' };
      cameFromPs = t;
      t = loop !== null && (atEnd || step.tPs >= loop.toPs) ? loop.fromPs : step.tPs;
    }
    return { tPs: t, cameFromPs, state: 'on' };
  }
}
