// A bounded number of snapshots of one lane's run: when the shelf is full every second one goes and the distance doubles.

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
}

export class SnapshotShelf {
  /** Slices between two snapshots at present. */
  interval: number;
  private readonly limit: number;
  private readonly limitBytes: number;
  private entries: ShelfEntry[] = [];

  constructor(interval: number, limit: number, limitBytes: number) {
    this.interval = interval;
    this.limit = limit;
    this.limitBytes = limitBytes;
  }

  get count(): number {
    return this.entries.length;
  }

  /** Whether a snapshot belongs here after so many slices. */
  due(slices: number): boolean {
    return slices % this.interval === 0 && slices > (this.entries.at(-1)?.slices ?? -1);
  }

  /** Puts a snapshot on the shelf; the first one stays for ever. */
  put(entry: ShelfEntry): void {
    this.entries.push(entry);
    while (this.entries.length > 2 && this.full()) {
      this.interval *= 2;
      this.entries = this.entries.filter((kept) => kept.slices % this.interval === 0);
    }
  }

  /** The latest snapshot that precedes record number `record`. */
  beforeRecord(record: number): ShelfEntry {
    return this.last((entry) => entry.records <= record);
  }

  /** The latest snapshot taken before `tPs`. */
  beforeTime(tPs: number): ShelfEntry {
    return this.last((entry) => entry.nowPs < tPs);
  }

  private full(): boolean {
    if (this.entries.length > this.limit) return true;
    return this.entries.reduce((sum, entry) => sum + entry.bytes, 0) > this.limitBytes;
  }

  private last(fits: (entry: ShelfEntry) => boolean): ShelfEntry {
    return this.entries.findLast(fits) ?? this.entries[0];
  }
}
