// Snapshots: whole graphs come back in place, whatever was replaced, grown, added or cleared since.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreSnapshot, takeSnapshot, UNCHANGING } from './snapshot.ts';

class Node {
  value: number;
  next: Node | null = null;
  private hidden = 1;

  constructor(value: number) {
    this.value = value;
  }

  bump(): number {
    this.hidden++;
    return this.hidden;
  }

  get seen(): number {
    return this.hidden;
  }
}

describe('snapshots', () => {
  it('bring back fields, private ones too, of nested objects and of arrays', () => {
    const root = { a: new Node(1), list: [new Node(2), new Node(3)], flag: true, name: 'x', gone: undefined };
    const [first] = root.list;
    const snapshot = takeSnapshot(root);
    root.a.value = 9;
    root.a.bump();
    first.value = 8;
    root.list[1].next = root.a;
    root.flag = false;
    root.name = 'y';
    restoreSnapshot(snapshot);
    expect([root.a.value, root.a.seen, first.value, root.list[1].next, root.flag, root.name]).toEqual([
      1,
      1,
      2,
      null,
      true,
      'x',
    ]);
  });

  it('bring back references that name other objects now, and those objects’ state', () => {
    const one = new Node(1);
    const two = new Node(2);
    const root: { current: Node; other: Node | null } = { current: one, other: two };
    const snapshot = takeSnapshot(root);
    root.current = new Node(5);
    root.other = null;
    one.value = 100;
    restoreSnapshot(snapshot);
    expect(root.current).toBe(one);
    expect(root.other).toBe(two);
    expect(one.value).toBe(1);
  });

  it('walk cycles once and keep shared objects shared', () => {
    const a = new Node(1);
    const b = new Node(2);
    a.next = b;
    b.next = a;
    const snapshot = takeSnapshot({ a, b });
    a.next = null;
    b.value = 7;
    restoreSnapshot(snapshot);
    expect(a.next).toBe(b);
    expect(b.next).toBe(a);
    expect(b.value).toBe(2);
  });

  it('bring back typed arrays that were written, replaced by longer ones, or set to another', () => {
    const root = { f: Float64Array.of(1, 2, 3), i: Int32Array.of(4, 5), b: Uint8Array.of(6) };
    const { i } = root;
    const snapshot = takeSnapshot(root);
    for (let round = 0; round < 2; round++) {
      root.f[0] = 99;
      root.i[1] = -5;
      root.b = new Uint8Array(16).fill(7);
      restoreSnapshot(snapshot);
      expect(Array.from(root.f)).toEqual([1, 2, 3]);
      expect(root.i).toBe(i);
      expect(Array.from(root.i)).toEqual([4, 5]);
      expect(Array.from(root.b)).toEqual([6]);
      expect(root.b).toBeInstanceOf(Uint8Array);
    }
  });

  it('are not changed by what happens after them, however often they are restored', () => {
    const root = { values: Float64Array.of(1, 2) };
    const snapshot = takeSnapshot(root);
    root.values = new Float64Array(8);
    restoreSnapshot(snapshot);
    root.values[0] = 50;
    restoreSnapshot(snapshot);
    expect(Array.from(root.values)).toEqual([1, 2]);
    expect(snapshot.bytes).toBeGreaterThanOrEqual(16);
  });

  it('pass functions, frozen objects and what is marked unchanging by', () => {
    const marked = { [UNCHANGING]: true, value: 1 };
    const frozen = Object.freeze({ inner: { value: 1 } });
    const root = { marked, frozen, call: (): number => 1 };
    const snapshot = takeSnapshot(root);
    marked.value = 2;
    frozen.inner.value = 3;
    const before = root.call;
    restoreSnapshot(snapshot);
    expect(marked.value).toBe(2);
    expect(frozen.inner.value).toBe(3);
    expect(root.call).toBe(before);
  });
});

describe('long arrays', () => {
  const long = () => Float64Array.from({ length: 4096 }, (_, i) => (i > 1000 && i < 1100 ? i : 0));

  it('take the room of what is in them and come back whole', () => {
    const root = { bins: long(), empty: new Int32Array(4096) };
    const snapshot = takeSnapshot(root);
    expect(snapshot.bytes).toBeLessThan(2000);
    root.bins.fill(7);
    root.empty.fill(7);
    restoreSnapshot(snapshot);
    expect(root.bins).toEqual(long());
    expect(root.empty).toEqual(new Int32Array(4096));
  });

  it('come back at their length, whatever they have grown to, and keep negative zeros', () => {
    const root = { bins: long() };
    root.bins[4095] = -0;
    const snapshot = takeSnapshot(root);
    root.bins = new Float64Array(10_000).fill(1);
    restoreSnapshot(snapshot);
    expect(root.bins).toHaveLength(4096);
    expect(Object.is(root.bins[4095], -0)).toBe(true);
    expect(root.bins[1099]).toBe(1099);
  });

  it('of any kind and any pattern of zeros come back, into an array in any place', () => {
    const kinds = [Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array, Int8Array, Int16Array];
    const stretch = fc.record({ at: fc.nat(1100), length: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(stretch, { maxLength: 12 }), (Kind, stretches) => {
        const before = new Kind(1200);
        for (const { at, length } of stretches) before.fill(1 + (at % 100), at, at + length);
        const root = { long: before.slice() };
        const snapshot = takeSnapshot(root);
        const inPlace = root.long.fill(9);
        restoreSnapshot(snapshot);
        expect(root.long).toBe(inPlace);
        expect(root.long).toEqual(before);
        // no place for words
        if (Kind === Uint8Array) root.long = new Uint8Array(new ArrayBuffer(1204), 1, 1200).fill(9);
        restoreSnapshot(snapshot);
        expect(Array.from(root.long)).toEqual(Array.from(before));
        const filled = Array.from(before).filter((x) => x !== 0).length;
        // what is stored are the stretches, small gaps within them, and where they are
        expect(snapshot.bytes).toBeLessThan(
          300 + before.BYTES_PER_ELEMENT * filled + stretches.length * (32 * 4 + 8),
        );
      }),
    );
  });
});

it('a field that is as it was is not written: what is compiled for fields that never change stays', () => {
  let written = 0;
  const root = { changed: 1, zero: -0, nothing: Number.NaN };
  Object.defineProperty(root, 'steady', {
    enumerable: true,
    get: () => 7,
    set: () => written++,
  });
  const snapshot = takeSnapshot(root);
  Object.assign(root, { changed: 2, zero: 0 });
  written = 0;
  restoreSnapshot(snapshot);
  expect(written).toBe(0);
  expect(root).toMatchObject({ changed: 1, zero: -0, nothing: Number.NaN });
});
