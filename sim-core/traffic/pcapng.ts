// Reads pcapng: sections of either byte order, any number of interfaces, enhanced, simple and old packet blocks.
import type { FaultReporter } from './capture-fault.ts';
import type { PacketColumns } from './packet-columns.ts';
import { TimestampScale } from './timestamp-scale.ts';

const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const INTERFACE_DESCRIPTION = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const OPTION_TSRESOL = 9;
const OPTION_TSOFFSET = 14;
/** Type and length before a block's body, length again after it. */
const HEAD_BYTES = 8;
const FRAME_BYTES = 12;
const MICROSECONDS = 6;

/** Smallest body of the blocks that are read. */
const LEAST_BODY: Record<number, number> = {
  [SECTION_HEADER]: 16,
  [INTERFACE_DESCRIPTION]: 8,
  [OLD_PACKET]: 20,
  [SIMPLE_PACKET]: 4,
  [ENHANCED_PACKET]: 20,
};

interface Interface {
  linkType: number;
  /** Most bytes captured of a packet; Infinity without limit. */
  snapLength: number;
  scale: TimestampScale;
}

/** Whether a file begins as pcapng does; the mark reads the same in both byte orders. */
export function isPcapng(view: DataView): boolean {
  return view.getUint32(0) === SECTION_HEADER;
}

class PcapngReader {
  private readonly view: DataView;
  private readonly columns: PacketColumns;
  private readonly faults: FaultReporter;
  private little = true;
  private interfaces: Interface[] = [];

  constructor(view: DataView, columns: PacketColumns, faults: FaultReporter) {
    this.view = view;
    this.columns = columns;
    this.faults = faults;
  }

  read(): void {
    const end = this.view.byteLength;
    let at = 0;
    while (at < end) {
      if (end - at < FRAME_BYTES) {
        this.faults.endsInside(at, end, this.columns.count);
        return;
      }
      if (this.view.getUint32(at) === SECTION_HEADER) this.readByteOrder(at);
      const length = this.u32(at + 4);
      if (length < FRAME_BYTES || length % 4 !== 0) {
        throw this.faults.at(
          at + 4,
          `a block of ${length} bytes, but lengths are multiples of 4 from ${FRAME_BYTES} on`,
        );
      }
      if (length > end - at) {
        this.faults.endsInside(at, end, this.columns.count);
        return;
      }
      const again = this.u32(at + length - 4);
      if (again !== length) {
        throw this.faults.at(
          at + length - 4,
          `the block's length is ${length} before it and ${again} after it`,
        );
      }
      this.readBlock(at, at + HEAD_BYTES, at + length - 4);
      at += length;
    }
  }

  private u32(at: number): number {
    return this.view.getUint32(at, this.little);
  }

  private u16(at: number): number {
    return this.view.getUint16(at, this.little);
  }

  private readByteOrder(at: number): void {
    const big = this.view.getUint32(at + 8);
    this.little = big !== BYTE_ORDER_MAGIC;
    if (this.u32(at + 8) !== BYTE_ORDER_MAGIC) {
      throw this.faults.at(at + 8, 'a section without a byte-order mark');
    }
  }

  private readBlock(at: number, body: number, end: number): void {
    const type = this.u32(at);
    if (end - body < (LEAST_BODY[type] ?? 0)) {
      throw this.faults.at(at + 4, `a block of type ${type} with only ${end - body} bytes in it`);
    }
    if (type === SECTION_HEADER) this.readSection(body);
    else if (type === INTERFACE_DESCRIPTION) this.readInterface(body, end);
    else if (type === ENHANCED_PACKET) this.readPacket(at, body, end, this.u32(body));
    else if (type === OLD_PACKET) this.readPacket(at, body, end, this.u16(body));
    else if (type === SIMPLE_PACKET) this.readSimple(at, body, end);
  }

  private readSection(body: number): void {
    const major = this.u16(body + 4);
    if (major !== 1) {
      throw this.faults.at(
        body + 4,
        `pcapng version ${major}, but only version 1 is read`,
        'save it as pcapng 1.0',
      );
    }
    this.interfaces = [];
  }

  private readInterface(body: number, end: number): void {
    const snapLength = this.u32(body + 4);
    let resolution = MICROSECONDS;
    let offsetSeconds = 0;
    let at = body + 8;
    while (at + 4 <= end) {
      const code = this.u16(at);
      const length = this.u16(at + 2);
      if (code === 0) break;
      if (length > end - at - 4)
        throw this.faults.at(at, `an option of ${length} bytes that its block has no room for`);
      if (code === OPTION_TSRESOL && length >= 1) resolution = this.view.getUint8(at + 4);
      if (code === OPTION_TSOFFSET && length >= 8) offsetSeconds = this.i64(at + 4);
      at += 4 + length + ((4 - (length % 4)) % 4);
    }
    this.interfaces.push({
      linkType: this.u16(body),
      snapLength: snapLength === 0 ? Infinity : snapLength,
      scale: new TimestampScale(resolution, offsetSeconds),
    });
  }

  private i64(at: number): number {
    return Number(this.view.getBigInt64(at, this.little));
  }

  private interfaceOf(index: number, at: number): Interface {
    const found = this.interfaces[index];
    if (found === undefined) {
      throw this.faults.at(
        at,
        `a packet of interface ${index}, of which its section has ${this.interfaces.length}`,
      );
    }
    this.faults.checkLinkType(at, found.linkType);
    return found;
  }

  /** Enhanced and old packet blocks differ only in where the interface stands. */
  private readPacket(at: number, body: number, end: number, index: number): void {
    const { scale } = this.interfaceOf(index, at);
    const captured = this.u32(body + 12);
    const original = this.u32(body + 16);
    const data = body + 20;
    if (captured > end - data) {
      throw this.faults.at(body + 12, `${captured} captured bytes in a block with room for ${end - data}`);
    }
    scale.convert(this.u32(body + 4), this.u32(body + 8));
    this.columns.add(at, scale.seconds, scale.fractionPs, data, captured, original);
  }

  private readSimple(at: number, body: number, end: number): void {
    const { snapLength } = this.interfaceOf(0, at);
    const original = this.u32(body);
    const captured = Math.min(original, snapLength);
    const data = body + 4;
    if (captured > end - data) {
      throw this.faults.at(body, `a packet of ${original} bytes in a block with room for ${end - data}`);
    }
    this.columns.addSimple(at, data, captured, original);
  }
}

/** Reads all packets into the columns. Lengths are believed only as far as the file reaches. */
export function readPcapng(view: DataView, columns: PacketColumns, faults: FaultReporter): void {
  new PcapngReader(view, columns, faults).read();
}
