// Writes captures for tests: both formats in every variant that is read, and frames to put into them.

/** Bytes in either order. */
export class ByteWriter {
  private readonly bytes: number[] = [];
  private readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  /** A whole number of `width` bytes; negative numbers in two's complement. */
  int(value: number | bigint, width: number): this {
    const digits: number[] = [];
    let rest = BigInt.asUintN(width * 8, BigInt(value));
    for (let i = 0; i < width; i++) {
      digits.push(Number(rest & 0xffn));
      rest >>= 8n;
    }
    this.bytes.push(...(this.little ? digits : digits.reverse()));
    return this;
  }

  raw(bytes: ArrayLike<number>): this {
    for (let i = 0; i < bytes.length; i++) this.bytes.push(bytes[i]);
    return this;
  }

  padTo4(): this {
    while (this.bytes.length % 4 !== 0) this.bytes.push(0);
    return this;
  }

  done(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

export interface PcapPacket {
  seconds: number;
  /** Microseconds or nanoseconds, as the file has them. */
  fraction: number;
  data: Uint8Array;
  original: number;
}

/** A classic pcap file. */
export function writePcap(
  packets: readonly PcapPacket[],
  { little = true, nanoseconds = true, linkType = 1 } = {},
): Uint8Array {
  const w = new ByteWriter(little);
  w.int(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, 4)
    .int(2, 2)
    .int(4, 2)
    .int(0, 8)
    .int(65_535, 4)
    .int(linkType, 4);
  for (const { seconds, fraction, data, original } of packets) {
    w.int(seconds, 4).int(fraction, 4).int(data.length, 4).int(original, 4).raw(data);
  }
  return w.done();
}

export interface NgInterface {
  linkType?: number;
  snapLength?: number;
  /** if_tsresol; absent: the option is not written (microseconds). */
  resolution?: number | undefined;
  offsetSeconds?: number | undefined;
}

export type NgBlock =
  | { kind: 'enhanced' | 'old'; at: number; units: bigint; data: Uint8Array; original: number }
  | { kind: 'simple'; data: Uint8Array; original: number }
  | { kind: 'unknown'; type: number; data: Uint8Array };

export interface NgSection {
  little: boolean;
  interfaces: NgInterface[];
  blocks: NgBlock[];
}

function block(little: boolean, type: number, body: Uint8Array): Uint8Array {
  const length = 12 + Math.ceil(body.length / 4) * 4;
  return new ByteWriter(little).int(type, 4).int(length, 4).raw(body).padTo4().int(length, 4).done();
}

function interfaceBody(
  little: boolean,
  { linkType = 1, snapLength = 0, resolution, offsetSeconds }: NgInterface,
): Uint8Array {
  const w = new ByteWriter(little).int(linkType, 2).int(0, 2).int(snapLength, 4);
  w.int(2, 2).int(5, 2).raw([101, 116, 104, 48, 0]).padTo4();
  if (resolution !== undefined) w.int(9, 2).int(1, 2).int(resolution, 1).raw([0, 0, 0]);
  if (offsetSeconds !== undefined) w.int(14, 2).int(8, 2).int(offsetSeconds, 8);
  return w.int(0, 4).done();
}

function writeBlock(little: boolean, b: NgBlock): Uint8Array {
  const w = new ByteWriter(little);
  if (b.kind === 'unknown') return block(little, b.type, b.data);
  if (b.kind === 'simple') return block(little, 3, w.int(b.original, 4).raw(b.data).done());
  if (b.kind === 'old') w.int(b.at, 2).int(7, 2);
  else w.int(b.at, 4);
  w.int(b.units >> 32n, 4)
    .int(b.units & 0xffffffffn, 4)
    .int(b.data.length, 4)
    .int(b.original, 4)
    .raw(b.data);
  // A comment, so that options after the data are met.
  w.padTo4().int(1, 2).int(2, 2).raw([104, 105, 0, 0]).int(0, 4);
  return block(little, b.kind === 'old' ? 2 : 6, w.done());
}

/** A pcapng file. */
export function writePcapng(sections: readonly NgSection[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { little, interfaces, blocks } of sections) {
    const header = new ByteWriter(little).int(0x1a2b3c4d, 4).int(1, 2).int(0, 2).int(-1, 8).done();
    parts.push(block(little, 0x0a0d0d0a, header));
    for (const i of interfaces) parts.push(block(little, 1, interfaceBody(little, i)));
    for (const b of blocks) parts.push(writeBlock(little, b));
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A frame's first `length` bytes: destination …:`to`, source …:`from`, then zeros. */
export function frame(to: number | readonly number[], length = 60, from = 0x99): Uint8Array {
  const destination = typeof to === 'number' ? [0x52, 0x54, 0, 0, 0, to] : to;
  const bytes = new Uint8Array(Math.max(length, 14));
  bytes.set(destination);
  bytes.set([0x52, 0x54, 0, 0, 0, from], 6);
  bytes.set([0x88, 0xb5], 12);
  return bytes.slice(0, length);
}
