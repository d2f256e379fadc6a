// The simple IMIX: what `traffic.kind` imix sends, for whoever sizes, draws or shows it.

/** Frame lengths with FCS, bytes, and how many of twelve have each: the lecture's mix. */
export const IMIX: readonly [number, number][] = [
  [64, 7],
  [594, 4],
  [1518, 1],
];
