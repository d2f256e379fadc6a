// Finds the known name that is most like a misspelt one.

/** Edit distance (insert, delete, replace, each 1), without regard to case. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, previous[j] + 1, row[j - 1] + 1));
    }
    previous = row;
  }
  return previous[b.length];
}

/** The known name nearest to `name`, or null if none is near enough to be meant. */
export function nearest(name: string, known: readonly string[]): string | null {
  const wanted = name.slice(0, 60).toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const d = distance(wanted, candidate.toLowerCase());
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

/** "did you mean …?" when a name is near, else the list of those known. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === null ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
}
