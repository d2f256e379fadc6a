// What tells flows apart: ports where they were captured, else what there is.
import { describe, expect, it } from 'vitest';
import { flowKey } from './flow-key.ts';

type Bytes = number[];

const MACS: Bytes = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];

function ipv4({
  protocol = 17,
  from = 1,
  to = 2,
  ports = [0, 80, 4, 1],
  fragment = 0,
  options = 0,
} = {}): Bytes {
  const header = [0x45 + options, 0, 0, 60, 9, 9, fragment >> 8, fragment & 255, 64, protocol, 0, 0];
  return [8, 0, ...header, 10, 0, 0, from, 10, 0, 0, to, ...new Array<number>(options * 4).fill(1), ...ports];
}

function ipv6(next: number, from: number, payload: Bytes): Bytes {
  const address = (last: number) => [0xfe, 0x80, ...new Array<number>(13).fill(0), last];
  return [0x86, 0xdd, 0x60, 0, 0, 0, 0, 40, next, 64, ...address(from), ...address(9), ...payload];
}

function key(...parts: Bytes[]): number {
  // Not at the start of the buffer, and with something behind: only the captured bytes may matter.
  const captured = [...MACS, ...parts.flat()];
  return flowKey(Uint8Array.from([7, 7, 7, ...captured, 123, 45, 67, 89]), 3, captured.length);
}

describe('flow key', () => {
  it('is a whole number below 2⁵³ and depends on nothing around the frame', () => {
    const captured = Uint8Array.from([...MACS, ...ipv4()]);
    expect(flowKey(captured, 0, captured.length)).toBe(key(ipv4()));
    expect(Number.isSafeInteger(key(ipv4()))).toBe(true);
  });

  it('tells addresses, ports and protocols apart', () => {
    const keys = [
      key(ipv4()),
      key(ipv4({ from: 3 })),
      key(ipv4({ to: 3 })),
      key(ipv4({ protocol: 6 })),
      key(ipv4({ ports: [0, 80, 4, 2] })),
      key(ipv4({ ports: [4, 1, 0, 80] })),
      key(ipv6(17, 1, [0, 80, 4, 1, 0, 0, 0, 0])),
      key(ipv6(17, 2, [0, 80, 4, 1, 0, 0, 0, 0])),
      key([8, 6, 0, 1]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('looks past VLAN tags, header options and what is not captured of the payload', () => {
    expect(key([0x81, 0, 0, 5], ipv4())).toBe(key(ipv4()));
    expect(key([0x88, 0xa8, 0, 5], [0x81, 0, 0, 6], ipv4())).toBe(key(ipv4()));
    expect(key(ipv4({ options: 2 }))).toBe(key(ipv4()));
    expect(key(ipv4(), [1, 2, 3])).toBe(key(ipv4(), [4, 5]));
  });

  it('looks past IPv6 extension headers', () => {
    const udp = [0, 80, 4, 1, 0, 0, 0, 0];
    const hopByHop = [17, 0, 0, 0, 0, 0, 0, 0];
    const authentication = [17, 1, ...new Array<number>(10).fill(0)];
    expect(key(ipv6(0, 1, [...hopByHop, ...udp]))).toBe(key(ipv6(17, 1, udp)));
    expect(key(ipv6(51, 1, [...authentication, ...udp]))).toBe(key(ipv6(17, 1, udp)));
  });

  it('gives all fragments of a datagram one flow', () => {
    const first = key(ipv4({ fragment: 0x2000, ports: [0, 80, 4, 1] }));
    expect(key(ipv4({ fragment: 0x00b9, ports: [9, 9, 9, 9] }))).toBe(first);
  });

  it('takes addresses without ports for ICMP or where ports were not captured', () => {
    expect(key(ipv4({ protocol: 1, ports: [8, 0, 1, 1] }))).toBe(
      key(ipv4({ protocol: 1, ports: [0, 0, 2, 2] })),
    );
    expect(key(ipv4({ ports: [0, 80] }))).toBe(key(ipv4({ ports: [] })));
  });

  it('falls back to hardware addresses, as far as they were captured', () => {
    expect(key([8, 6, 0, 1])).toBe(key([0x88, 0xb5]));
    expect(key([8, 0, 0x45, 0, 0])).toBe(key([8, 6, 0, 1]));
    const bytes = Uint8Array.from(MACS);
    expect(flowKey(bytes, 0, 6)).not.toBe(flowKey(bytes, 0, 12));
    expect(flowKey(bytes, 12, 0)).toBe(flowKey(new Uint8Array(0), 0, 0));
  });

  it('does not collide among a hundred thousand flows', () => {
    const keys = new Set<number>();
    for (let i = 0; i < 100_000; i++)
      keys.add(key(ipv4({ from: i & 255, ports: [i >> 16, (i >> 8) & 255, 0, 80] })));
    expect(keys.size).toBe(100_000);
  });
});
