// Snapshots lie evenly over a run, however long it turns out to be, and within their bytes.
import { describe, expect, test } from 'vitest';
import { type ShelfEntry, SnapshotShelf } from './snapshot-shelf.ts';

const SLICE_PS = 1000;

function entry(slices: number, bytes = 1000): ShelfEntry {
  const rest = { records: 10 * slices, completePs: 0, events: 0, keyframe: null };
  return { state: {}, slices, nowPs: slices * SLICE_PS, bytes, ...rest };
}

function filled(slices: number, expectedSlices: number, limitBytes = 1e9, laterBytes = 1000): SnapshotShelf {
  const shelf = new SnapshotShelf({
    slices: 4,
    limit: 32,
    limitBytes,
    expectedEndPs: expectedSlices * SLICE_PS,
  });
  shelf.put(entry(0));
  for (let n = 1; n <= slices; n++) if (shelf.due(n, n * SLICE_PS)) shelf.put(entry(n, laterBytes));
  return shelf;
}

/** The longest way from a snapshot to a slice of the run. */
function longestWay(shelf: SnapshotShelf, slices: number): number {
  const places = [...shelf.entries.map((each) => each.slices), slices];
  return Math.max(...places.slice(1).map((place, i) => place - places[i]));
}

describe('a shelf', () => {
  test('is even over a run as long as expected', () => {
    const shelf = filled(6400, 6400);
    expect(shelf.entries.length).toBeGreaterThan(28);
    expect(longestWay(shelf, 6400)).toBeLessThanOrEqual(6400 / 31 + 4);
  });

  test('of a run much longer than expected has half the snapshots at least, at twice the distance', () => {
    const shelf = filled(64_000, 640);
    expect(shelf.entries.length).toBeGreaterThanOrEqual(14);
    expect(shelf.entries.length).toBeLessThanOrEqual(32);
    expect(longestWay(shelf, 64_000)).toBeLessThanOrEqual(64_000 / 8);
    expect(shelf.entries[0].slices).toBe(0);
  });

  test('holds no more than its bytes, also when it gets less room later', () => {
    const shelf = filled(6400, 6400, 20_000);
    expect(shelf.bytes).toBeLessThanOrEqual(20_000);
    expect(longestWay(shelf, 6400)).toBeLessThanOrEqual(6400 / 15);
    shelf.allow(8000);
    expect(shelf.bytes).toBeLessThanOrEqual(8000);
    expect(shelf.entries.length).toBeGreaterThan(2);
  });

  test('has as many as fit where the first state is much smaller than all others', () => {
    const shelf = filled(6400, 6400, 60_000, 2500);
    expect(shelf.bytes).toBeLessThanOrEqual(60_000);
    // 24 of 2,500 bytes fit; halving them once on the way would leave 12 to 18
    expect(shelf.entries.length).toBeGreaterThanOrEqual(20);
    expect(longestWay(shelf, 6400)).toBeLessThanOrEqual(6400 / 20);
  });

  test('finds the place before a record and before a time', () => {
    const shelf = filled(6400, 6400);
    const { slices } = shelf.beforeRecord(10 * 3210);
    expect(slices).toBeLessThanOrEqual(3210);
    expect(slices).toBeGreaterThan(3210 - 6400 / 30);
    expect(shelf.beforeTime(3210 * SLICE_PS).slices).toBeLessThan(3210);
    expect(shelf.beforeTime(0).slices).toBe(0);
  });
});
