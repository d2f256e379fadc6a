// Moves the playhead: play, pause, step, step back, scrub. It reads the trace and never touches the simulator.
import { PlaybackClock } from './clock.ts';
import type { FrameLoop } from './frame-loop.ts';
import { clampScale, DEFAULT_NS_PER_S } from './time-scale.ts';

/** What playback must know of the trace. Times are picoseconds. */
export interface Timeline {
  /** Trace is there without a gap from `tPs` to here; below `tPs` if it is not there at `tPs` itself. */
  presentUntil(tPs: number): number;
  /** Trace is there without a gap back from `tPs` to here; above `tPs` if it is not there at `tPs` itself. */
  presentFrom(tPs: number): number;
  /** End of the run; −1 until known. */
  endPs(): number;
  /** The next time after `tPs` at which anything happens in any lane; Infinity if nothing does in what is there. */
  nextEventPs(tPs: number): number;
  /** The last time before `tPs` at which anything happened; −Infinity if nothing did in what is there. */
  previousEventPs(tPs: number): number;
}

export interface PlaybackState {
  tPs: number;
  playing: boolean;
  /** It wants to go on but the trace is not there yet. */
  loading: boolean;
  scaleNsPerS: number;
}

type Waiting = 'none' | 'play' | 'step' | 'step back' | 'here';

/** One playhead for all lanes. `onFrame` listeners draw; `onChange` listeners hear of discrete changes only. */
export class Playback {
  private readonly loop: FrameLoop;
  private readonly timeline: Timeline;
  private readonly clock = new PlaybackClock();
  private readonly frameListeners = new Set<(tPs: number) => void>();
  private readonly changeListeners = new Set<(state: PlaybackState) => void>();
  private readonly moveListeners = new Set<(tPs: number) => void>();
  private readonly unhook: () => void;
  private t = 0;
  private running = false;
  private waiting: Waiting = 'none';
  /** The next frame's wall time becomes the clock's anchor. */
  private anchorDue = false;
  /** Who keeps time still while the page's structure moves. */
  private holds = 0;
  private scale = DEFAULT_NS_PER_S;

  constructor(loop: FrameLoop, timeline: Timeline) {
    this.loop = loop;
    this.timeline = timeline;
    this.unhook = loop.add((wallMs) => this.frame(wallMs));
  }

  get tPs(): number {
    return this.t;
  }

  get state(): PlaybackState {
    const { t, running, waiting, scale } = this;
    return { tPs: t, playing: running, loading: waiting !== 'none', scaleNsPerS: scale };
  }

  /** Draws at every frame that comes; frames come while playing and after `redraw`. */
  onFrame(listener: (tPs: number) => void): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  /** Hears of play, pause, loading, scale, and of moves that were not playing. */
  onChange(listener: (state: PlaybackState) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  /** Hears of every new t, playing or not, before it is drawn. */
  onMove(listener: (tPs: number) => void): () => void {
    this.moveListeners.add(listener);
    return () => this.moveListeners.delete(listener);
  }

  /** One frame at the present t. */
  redraw(): void {
    this.loop.requestFrame();
  }

  /** Plays on; from the end it starts over at `startPs`. */
  play(startPs = 0): void {
    if (this.running) return;
    const end = this.timeline.endPs();
    if (end >= 0 && this.t >= end) this.move(Math.min(startPs, end));
    this.running = true;
    this.resume();
  }

  pause(): void {
    if (!this.running && this.waiting === 'none') return;
    this.running = false;
    this.waiting = 'none';
    this.loop.keepRunning(false);
    this.changed();
  }

  toggle(startPs = 0): void {
    if (this.running) this.pause();
    else this.play(startPs);
  }

  /**
   * Keeps time still while the page's structure moves; it is playing all the same, and goes on when everybody has called
   * the function returned.
   */
  hold(): () => void {
    this.holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holds--;
      this.anchorDue = true;
      this.redraw();
    };
  }

  /** Scrubs to a time; playing goes on from there. */
  seek(tPs: number): void {
    const end = this.timeline.endPs();
    const limit = end >= 0 ? end : Infinity;
    this.move(Math.min(limit, Math.max(0, Math.round(tPs))));
    if (this.running) this.resume();
    else this.settle(this.isHere() ? 'none' : 'here');
  }

  /** To the next time at which anything happens, all events of that time together; pauses. */
  step(): void {
    this.stop();
    const { timeline, t } = this;
    const until = timeline.presentUntil(t);
    const next = timeline.nextEventPs(t);
    const end = timeline.endPs();
    if (next <= until) this.arrive(next);
    else if (end >= 0 && until >= end) this.arrive(Math.max(t, end));
    else this.settle('step');
  }

  /** To the last time before this one at which anything happened; pauses. */
  stepBack(): void {
    this.stop();
    const { timeline, t } = this;
    const from = timeline.presentFrom(t);
    const previous = timeline.previousEventPs(t);
    if (from <= t && previous >= from) this.arrive(previous);
    else if (from <= 0) this.arrive(0);
    else this.settle('step back');
  }

  /** Sets how much simulated time passes per second, ns per s. */
  setScale(nsPerS: number): void {
    this.scale = clampScale(nsPerS);
    this.anchorDue = true;
    this.changed();
  }

  /** The trace has grown or come back: what waited for it goes on. */
  traceChanged(): void {
    switch (this.waiting) {
      case 'play':
        if (this.timeline.presentUntil(this.t) > this.t || this.atEnd()) this.resume();
        break;
      case 'step':
        this.step();
        break;
      case 'step back':
        this.stepBack();
        break;
      case 'here':
        if (this.isHere()) this.settle('none');
        break;
      case 'none': {
        const end = this.timeline.endPs();
        if (end >= 0 && this.t > end) this.seek(end);
      }
    }
    this.redraw();
  }

  /** Lets go of the frame loop. */
  dispose(): void {
    this.stop();
    this.unhook();
    this.frameListeners.clear();
    this.changeListeners.clear();
    this.moveListeners.clear();
  }

  private atEnd(): boolean {
    const end = this.timeline.endPs();
    return end >= 0 && this.t >= end;
  }

  private isHere(): boolean {
    return this.timeline.presentUntil(this.t) >= this.t;
  }

  private resume(): void {
    this.waiting = 'none';
    this.anchorDue = true;
    this.loop.keepRunning(true);
    this.changed();
  }

  private stop(): void {
    this.running = false;
    this.waiting = 'none';
    this.loop.keepRunning(false);
  }

  private arrive(tPs: number): void {
    this.waiting = 'none';
    this.move(tPs);
    this.changed();
  }

  private settle(waiting: Waiting): void {
    this.waiting = waiting;
    this.changed();
  }

  private move(tPs: number): void {
    this.t = tPs;
    for (const listener of this.moveListeners) listener(tPs);
    this.redraw();
  }

  private frame(wallMs: number): void {
    if (this.running && this.waiting === 'none' && this.holds === 0) this.advance(wallMs);
    for (const listener of this.frameListeners) listener(this.t);
  }

  private advance(wallMs: number): void {
    if (this.anchorDue) {
      this.anchorDue = false;
      this.clock.anchor(this.t, wallMs, this.scale);
    }
    const wanted = this.clock.at(wallMs);
    const until = this.timeline.presentUntil(this.t);
    const end = this.timeline.endPs();
    const reached = Math.max(this.t, Math.min(wanted, until, end >= 0 ? end : Infinity));
    if (reached !== this.t) {
      this.t = reached;
      for (const listener of this.moveListeners) listener(reached);
    }
    if (end >= 0 && reached >= end) {
      this.stop();
      this.changed();
    } else if (wanted > reached) {
      this.loop.keepRunning(false);
      this.settle('play');
    }
  }

  private changed(): void {
    const state = this.state;
    for (const listener of this.changeListeners) listener(state);
    this.redraw();
  }
}
