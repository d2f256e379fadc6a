// A bounded number of snapshots of one lane's run, evenly over the time that it is expected to take; when the shelf is full every second one goes.
import type { Keyframe } from '../trace/event-line.ts';

/** One point from which a lane's run can be taken up again. */
export interface ShelfEntry {
  state: object;
  /** Slices run before it. */
  slices: number;
  /** Records handed out before it. */
  records: number;
  /** Every record that ends by then is among them, picoseconds. */
  completePs: number;
  /** The lane's time, picoseconds. */
  nowPs: number;
  events: number;
  /** Size of the state, as far as it says. */
  bytes: number;
  /** The first keyframe whose records all come after it: from there a page can begin. Null until it is known. */
  keyframe: Keyframe | null;
}

export interface ShelfOptions {
  /** Snapshots are taken after multiples of so many slices. */
  slices: number;
  /** Most snapshots. */
  limit: number;
  limitBytes: number;
  /** When the run is expected to end, picoseconds. */
  expectedEndPs: number;
}

/** Room for states that still grow, when the largest so far decides how many fit. */
const GROWTH = 1.1;

function bytesOf({ bytes, keyframe }: ShelfEntry): number {
  return bytes + (keyframe?.state.bytes ?? 0);
}

export class SnapshotShelf {
  private readonly options: ShelfOptions;
  private limitBytes: number;
  /** Time between two snapshots, at least, picoseconds. */
  private everyPs = 0;
  private kept: ShelfEntry[] = [];

  constructor(options: ShelfOptions) {
    this.options = options;
    this.limitBytes = options.limitBytes;
  }

  /** In order of time. */
  get entries(): readonly ShelfEntry[] {
    return this.kept;
  }

  get bytes(): number {
    return this.kept.reduce((sum, entry) => sum + bytesOf(entry), 0);
  }

  /** Whether a snapshot belongs here after so many slices, at a time. */
  due(slices: number, nowPs: number): boolean {
    const last = this.kept.at(-1);
    if (last === undefined) return true;
    return slices % this.options.slices === 0 && slices > last.slices && nowPs >= last.nowPs + this.everyPs;
  }

  /** Puts a snapshot on the shelf; the first one stays for ever. */
  put(entry: ShelfEntry): void {
    this.kept.push(entry);
    // the first state is small; what a state takes once rings and caches have filled shows in the next ones
    this.everyPs = Math.max(this.everyPs, this.spacing(this.largest()));
    this.thin();
  }

  /** From here on the shelf may hold so many bytes. */
  allow(bytes: number): void {
    this.limitBytes = bytes;
    this.thin();
  }

  /** The latest snapshot that precedes record number `record`. */
  beforeRecord(record: number): ShelfEntry {
    return this.last((entry) => entry.records <= record);
  }

  /** The latest snapshot taken before `tPs`. */
  beforeTime(tPs: number): ShelfEntry {
    return this.last((entry) => entry.nowPs < tPs);
  }

  private spacing(bytes: number): number {
    const { limit, expectedEndPs } = this.options;
    const fits = Math.floor(this.limitBytes / (GROWTH * Math.max(1, bytes)));
    // the first one lies at the beginning
    return expectedEndPs / Math.max(2, Math.min(limit, fits) - 1);
  }

  private largest(): number {
    return this.kept.reduce((most, each) => Math.max(most, bytesOf(each)), 0);
  }

  private thin(): void {
    while (this.kept.length > 2 && this.full()) {
      const meanPs = (this.kept[this.kept.length - 1].nowPs - this.kept[0].nowPs) / (this.kept.length - 1);
      this.everyPs = 2 * Math.max(this.everyPs, meanPs);
      this.kept = this.kept.filter((_, i) => i % 2 === 0);
    }
  }

  private full(): boolean {
    return this.kept.length > this.options.limit || this.bytes > this.limitBytes;
  }

  private last(fits: (entry: ShelfEntry) => boolean): ShelfEntry {
    return this.kept.findLast(fits) ?? this.kept[0];
  }
}
