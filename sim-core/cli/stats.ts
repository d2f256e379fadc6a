// The line of --stats.

/** Events, wall time in milliseconds and events a second, as one line of JSON. */
export function statsLine(events: number, wallMs: number): string {
  const rate = Math.round(events / Math.max(wallMs, 0.001) / 0.001);
  return `{"events": ${events}, "wall_ms": ${wallMs.toFixed(1)}, "events_per_s": ${rate}}\n`;
}
