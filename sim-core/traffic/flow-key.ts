// Which flow a captured frame belongs to: addresses, protocol and ports where they were captured, else hardware addresses.
import { mix32 } from '../engine/random.ts';

const MAC_PAIR_BYTES = 12;
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const VLAN_TAGS = [0x8100, 0x88a8, 0x9100];
const MOST_TAGS = 4;
const MOST_EXTENSIONS = 8;
/** TCP, UDP, DCCP, SCTP, UDP-Lite: protocols that begin with two 16-bit ports. */
const WITH_PORTS = [6, 17, 33, 132, 136];

let h1 = 0;
let h2 = 0;

function hashByte(x: number): void {
  h1 = Math.imul(h1 ^ x, 0x01000193);
  h2 = Math.imul(h2 + x + 1, 0x5bd1e995);
}

function hashBytes(bytes: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) hashByte(bytes[i]);
}

function begin(kind: number): void {
  h1 = 0x811c9dc5 | 0;
  h2 = kind;
}

/** A stable 53-bit number. */
function finish(): number {
  return (mix32(h1) >>> 0) * 2097152 + (mix32(h2 ^ h1) >>> 11);
}

function hashPorts(bytes: Uint8Array, protocol: number, at: number, end: number): void {
  hashByte(protocol);
  if (WITH_PORTS.includes(protocol) && at + 4 <= end) hashBytes(bytes, at, at + 4);
}

function hashIpv4(bytes: Uint8Array, at: number, end: number): void {
  begin(4);
  hashBytes(bytes, at + 12, at + 20);
  const protocol = bytes[at + 9];
  // Later fragments have no ports, so no fragment is told by them.
  const fragment = ((bytes[at + 6] << 8) | bytes[at + 7]) & 0x3fff;
  if (fragment !== 0) hashByte(protocol);
  else hashPorts(bytes, protocol, at + (bytes[at] & 15) * 4, end);
}

function hashIpv6(bytes: Uint8Array, at: number, end: number): void {
  begin(6);
  hashBytes(bytes, at + 8, at + 40);
  let next = bytes[at + 6];
  let p = at + 40;
  for (let i = 0; i < MOST_EXTENSIONS && p + 8 <= end; i++) {
    const routed = next === 0 || next === 43 || next === 60;
    if (!routed && next !== 51) break;
    const length = next === 51 ? (bytes[p + 1] + 2) * 4 : (bytes[p + 1] + 1) * 8;
    next = bytes[p];
    p += length;
  }
  hashPorts(bytes, next, p, end);
}

/** A hash of the frame's flow; `captured` bytes of it begin at `offset`. */
export function flowKey(bytes: Uint8Array, offset: number, captured: number): number {
  const end = offset + captured;
  let at = offset + MAC_PAIR_BYTES;
  let type = at + 2 <= end ? (bytes[at] << 8) | bytes[at + 1] : 0;
  at += 2;
  for (let i = 0; i < MOST_TAGS && VLAN_TAGS.includes(type) && at + 4 <= end; i++) {
    type = (bytes[at + 2] << 8) | bytes[at + 3];
    at += 4;
  }
  if (type === ETHERTYPE_IPV4 && at + 20 <= end) hashIpv4(bytes, at, end);
  else if (type === ETHERTYPE_IPV6 && at + 40 <= end) hashIpv6(bytes, at, end);
  else {
    begin(1);
    hashBytes(bytes, offset, Math.min(end, offset + MAC_PAIR_BYTES));
  }
  return finish();
}
