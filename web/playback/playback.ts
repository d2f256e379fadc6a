// Moves the playhead: play, pause, step, step back, scrub, loop. It reads the trace and never touches the simulator.
import { type Course, EventPaced, type Loop, type Progress, TimeTrue } from './course.ts';
import type { FrameLoop } from './frame-loop.ts';
import { clampEventScale, clampScale, DEFAULT_EVENTS_PER_S, DEFAULT_NS_PER_S } from './time-scale.ts';
import { type StepEnd, type StepSize, stepBack, stepOn, type Timeline } from './timeline.ts';

export interface PlaybackState {
  tPs: number;
  playing: boolean;
  /** It wants to go on but the trace is not there yet. */
  loading: boolean;
  scaleNsPerS: number;
  /** Event by event instead of true to time, so many a second. */
  paced: boolean;
  eventsPerS: number;
  stepSize: StepSize;
  loop: Loop | null;
  /** Where the last step or jump began, ps; −1 where the playhead came otherwise. */
  cameFromPs: number;
}

/** What it waits for the trace to show. */
type Waiting = 'none' | 'play' | 'here' | { direction: 1 | -1; size: StepSize; searchPs: number };

/** One playhead for all lanes. `onFrame` listeners draw; `onChange` listeners hear of discrete changes only. */
export class Playback {
  private readonly frames: FrameLoop;
  private readonly timeline: Timeline;
  private readonly frameListeners = new Set<(tPs: number) => void>();
  private readonly changeListeners = new Set<(state: PlaybackState) => void>();
  private readonly moveListeners = new Set<(tPs: number) => void>();
  private readonly needListeners = new Set<(tPs: number) => void>();
  private readonly unhook: () => void;
  private t = 0;
  private running = false;
  private waiting: Waiting = 'none';
  private course: Course;
  /** The next frame's wall time is where the course begins. */
  private beginDue = false;
  /** Somebody wants the next frame drawn, moved or not. */
  private drawDue = true;
  /** Who keeps time still while the page's structure moves. */
  private holds = 0;
  private packetPs = 67_200;
  private scale = DEFAULT_NS_PER_S;
  private paced = false;
  private eventsPerS = DEFAULT_EVENTS_PER_S;
  private stepSize: StepSize = 'event';
  private loop: Loop | null = null;
  private cameFrom = -1;

  constructor(frames: FrameLoop, timeline: Timeline) {
    this.frames = frames;
    this.timeline = timeline;
    this.course = new TimeTrue(timeline, this.scale);
    this.unhook = frames.add((wallMs) => this.frame(wallMs));
  }

  get tPs(): number {
    return this.t;
  }

  get state(): PlaybackState {
    return {
      tPs: this.t,
      playing: this.running,
      loading: this.waiting !== 'none',
      scaleNsPerS: this.scale,
      paced: this.paced,
      eventsPerS: this.eventsPerS,
      stepSize: this.stepSize,
      loop: this.loop,
      cameFromPs: this.cameFrom,
    };
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

  /** Hears of times around which the trace is needed, the playhead's own and those that a step searches. */
  onNeed(listener: (tPs: number) => void): () => void {
    this.needListeners.add(listener);
    return () => this.needListeners.delete(listener);
  }

  /** The present t drawn at once, where no frame may come before it is seen: on its way to paper. */
  drawNow(): void {
    for (const listener of this.frameListeners) listener(this.t);
  }

  /** One frame at the present t. */
  redraw(): void {
    this.drawDue = true;
    this.frames.requestFrame();
  }

  /** Plays on; from the end it starts over at `startPs`, with a loop it stays inside. */
  play(startPs = 0): void {
    if (this.running) return;
    const end = this.timeline.endPs();
    const { loop } = this;
    if (loop !== null && (this.t < loop.fromPs || this.t >= loop.toPs)) this.move(loop.fromPs);
    else if (end >= 0 && this.t >= end) this.move(Math.min(startPs, end));
    this.running = true;
    this.resume();
  }

  pause(): void {
    if (!this.running && this.waiting === 'none') return;
    this.stop();
    this.need(this.t);
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
      this.beginDue = true;
      this.redraw();
    };
  }

  /** Scrubs to a time; playing goes on from there. */
  seek(tPs: number): void {
    const end = this.timeline.endPs();
    const limit = end >= 0 ? end : Infinity;
    this.cameFrom = -1;
    this.move(Math.min(limit, Math.max(0, Math.round(tPs))));
    if (this.running) this.resume();
    else this.settle(this.isHere() ? 'none' : 'here');
  }

  /** Goes to a time and stays there. */
  goTo(tPs: number): void {
    this.stop();
    this.seek(tPs);
  }

  /** To the next of what steps go by, all events of that time together; pauses. */
  step(size: StepSize = this.stepSize): void {
    this.stop();
    this.search(1, size, this.t);
  }

  /** To the last of what steps go by before this time; pauses. */
  stepBack(size: StepSize = this.stepSize): void {
    this.stop();
    this.search(-1, size, this.t);
  }

  /** Sets how much simulated time passes per second, ns per s. */
  setScale(nsPerS: number): void {
    this.scale = clampScale(nsPerS);
    this.setCourse(this.paced);
  }

  /** Sets how many events are shown per second when time goes event by event. */
  setEventScale(eventsPerS: number): void {
    this.eventsPerS = clampEventScale(eventsPerS);
    this.setCourse(this.paced);
  }

  /** Event by event, or true to time. */
  setPaced(paced: boolean): void {
    this.setCourse(paced);
  }

  setStepSize(size: StepSize): void {
    this.stepSize = size;
    this.changed();
  }

  /** Play stays inside from here on; null lets it out. */
  setLoop(loop: Loop | null): void {
    this.loop = loop;
    if (this.running && loop !== null && (this.t < loop.fromPs || this.t >= loop.toPs)) {
      this.move(loop.fromPs);
      this.resume();
    } else this.changed();
  }

  /** How long a packet time is, ps. */
  setPacketTime(packetPs: number): void {
    this.packetPs = Math.max(1, Math.round(packetPs));
  }

  /** The trace has grown or come back: what waited for it goes on. */
  traceChanged(): void {
    const { waiting } = this;
    const end = this.timeline.endPs();
    if ((waiting === 'none' || waiting === 'here') && end >= 0 && this.t > end) {
      // a run may end sooner than a link expected; what lies behind its end will never be here
      this.seek(end);
    } else if (waiting === 'play') {
      if (this.timeline.presentUntil(this.t) > this.t || this.atEnd()) this.resume();
    } else if (waiting === 'here') {
      if (this.isHere()) this.settle('none');
    } else if (waiting !== 'none') this.search(waiting.direction, waiting.size, waiting.searchPs);
    this.redraw();
  }

  /** Lets go of the frame loop. */
  dispose(): void {
    this.stop();
    this.unhook();
    for (const each of [this.frameListeners, this.changeListeners, this.moveListeners, this.needListeners])
      each.clear();
  }

  private search(direction: 1 | -1, size: StepSize, searchPs: number): void {
    const find = direction === 1 ? stepOn : stepBack;
    const found: StepEnd = find(this.timeline, size, searchPs, this.packetPs);
    if (found.here) {
      this.waiting = 'none';
      this.cameFrom = this.t;
      this.move(found.tPs);
      if (!this.isHere()) this.waiting = 'here';
      this.changed();
      return;
    }
    this.waiting = { direction, size, searchPs: found.tPs };
    this.need(direction === 1 ? found.tPs : Math.max(0, found.tPs - 2));
    this.changed();
  }

  private setCourse(paced: boolean): void {
    this.paced = paced;
    const { timeline, scale, eventsPerS } = this;
    this.course = paced ? new EventPaced(timeline, eventsPerS) : new TimeTrue(timeline, scale);
    this.beginDue = true;
    this.changed();
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
    this.beginDue = true;
    this.frames.keepRunning(true);
    this.changed();
  }

  private stop(): void {
    this.running = false;
    this.waiting = 'none';
    this.frames.keepRunning(false);
  }

  private settle(waiting: Waiting): void {
    this.waiting = waiting;
    this.changed();
  }

  private need(tPs: number): void {
    for (const listener of this.needListeners) listener(tPs);
  }

  private move(tPs: number): void {
    this.t = tPs;
    this.need(tPs);
    for (const listener of this.moveListeners) listener(tPs);
    this.redraw();
  }

  private frame(wallMs: number): void {
    if (this.running && this.waiting === 'none' && this.holds === 0) this.advance(wallMs);
    // event by event most frames show what the one before did
    if (!this.drawDue) return;
    this.drawDue = false;
    for (const listener of this.frameListeners) listener(this.t);
  }

  private advance(wallMs: number): void {
    if (this.beginDue) {
      this.beginDue = false;
      this.course.begin(this.t, wallMs);
    }
    const { tPs, cameFromPs, state }: Progress = this.course.at(wallMs, this.t, this.loop);
    if (cameFromPs >= 0 || !this.paced) this.cameFrom = cameFromPs;
    if (tPs !== this.t) this.move(tPs);
    if (!this.paced) this.drawDue = true;
    if (state === 'end') {
      this.stop();
      this.changed();
    } else if (state === 'wait') {
      this.frames.keepRunning(false);
      this.settle('play');
    }
  }

  private changed(): void {
    const state = this.state;
    for (const listener of this.changeListeners) listener(state);
    this.redraw();
  }
}
