// What the readers of both formats fill: one row a packet in growing columns, nothing allocated per packet.
import { type FaultReporter, MOST_CAPTURE_PACKETS } from './capture-fault.ts';
import { flowKey } from './flow-key.ts';

const NO_ADDRESS = -1;
const ADDRESS_BYTES = 6;

function grown<T extends Float64Array | Int32Array>(column: T, bigger: T): T {
  bigger.set(column);
  return bigger;
}

/** Packets in the order of the file. Times are whole seconds and a fraction in picoseconds. */
export class PacketColumns {
  count = 0;
  /** Packets without a timestamp of their own. */
  simple = 0;
  capturedBytes = 0;
  truncated = 0;
  seconds = new Float64Array(1024);
  fractionPs = new Float64Array(1024);
  /** Original length as recorded. */
  original = new Int32Array(1024);
  /** Destination address as a 48-bit number; −1 where the frame was captured too short for it. */
  address = new Float64Array(1024);
  /** 53-bit hash of what makes a flow. */
  flowKey = new Float64Array(1024);

  private readonly bytes: Uint8Array;
  private readonly faults: FaultReporter;
  private timed = false;

  constructor(bytes: Uint8Array, faults: FaultReporter) {
    this.bytes = bytes;
    this.faults = faults;
  }

  /** Takes a packet whose captured bytes begin at `offset`; `record` is the byte where its record begins. */
  add(
    record: number,
    seconds: number,
    fractionPs: number,
    offset: number,
    captured: number,
    original: number,
  ): void {
    if (!this.timed) {
      // Packets before the first timestamp have that one: they lead, back-to-back.
      this.seconds.fill(seconds, 0, this.count);
      this.fractionPs.fill(fractionPs, 0, this.count);
      this.timed = true;
    }
    this.append(record, seconds, fractionPs, offset, captured, original);
  }

  /** Takes a packet without a timestamp: it follows its predecessor back-to-back. */
  addSimple(record: number, offset: number, captured: number, original: number): void {
    const before = this.count - 1;
    const seconds = before < 0 ? 0 : this.seconds[before];
    const fractionPs = before < 0 ? 0 : this.fractionPs[before];
    this.append(record, seconds, fractionPs, offset, captured, original);
    this.simple++;
  }

  private append(
    record: number,
    seconds: number,
    fractionPs: number,
    offset: number,
    captured: number,
    original: number,
  ): void {
    this.faults.checkLengths(record, captured, original);
    if (this.count === this.seconds.length) this.grow(record);
    const i = this.count++;
    this.seconds[i] = seconds;
    this.fractionPs[i] = fractionPs;
    this.original[i] = original;
    this.address[i] = captured < ADDRESS_BYTES ? NO_ADDRESS : this.addressAt(offset);
    this.flowKey[i] = flowKey(this.bytes, offset, captured);
    this.capturedBytes += captured;
    if (captured < original) this.truncated++;
  }

  private addressAt(offset: number): number {
    const b = this.bytes;
    const high = (b[offset] << 8) | b[offset + 1];
    const low = (b[offset + 2] << 24) | (b[offset + 3] << 16) | (b[offset + 4] << 8) | b[offset + 5];
    return high * 4294967296 + (low >>> 0);
  }

  private grow(record: number): void {
    if (this.count >= MOST_CAPTURE_PACKETS) {
      throw this.faults.at(
        record,
        `more than ${MOST_CAPTURE_PACKETS} packets`,
        'cut the capture into smaller files',
      );
    }
    const size = Math.min(MOST_CAPTURE_PACKETS, this.seconds.length * 2);
    this.seconds = grown(this.seconds, new Float64Array(size));
    this.fractionPs = grown(this.fractionPs, new Float64Array(size));
    this.original = grown(this.original, new Int32Array(size));
    this.address = grown(this.address, new Float64Array(size));
    this.flowKey = grown(this.flowKey, new Float64Array(size));
  }
}
