// What each core has spent its time on, where single steps would blur: a strip a core, its shares in stack order.
import { CATEGORIES, type LaneStore } from '../../sim-core/index.ts';
import type { Pen } from '../painter/pen.ts';
import type { StripBox } from './core-strip.ts';
import { CATEGORY_PART, PARTS, type Part } from './floors.ts';
import type { Fills } from './palette.ts';

const until = new Float64Array(CATEGORIES.length);
const from = new Float64Array(CATEGORIES.length);

/** Share of a core's time by part over the `spanPs` before `tPs`. */
export function coreShares(
  store: LaneStore,
  core: number,
  tPs: number,
  spanPs: number,
): Record<Part, number> {
  const span = Math.max(1, Math.min(spanPs, tPs - Math.max(0, store.firstPs)));
  store.work.before(core, tPs, until);
  store.work.before(core, tPs - span, from);
  const shares = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;
  for (const [i, category] of CATEGORIES.entries())
    shares[CATEGORY_PART[category]] += (until[i] - from[i]) / span;
  return shares;
}

/** Draws the shares of `cores`; what a polling core polls in vain is hatched, other idle time is blank. */
export function drawCoreShares(
  ctx: Pen,
  fills: Fills,
  store: LaneStore,
  cores: readonly number[],
  tPs: number,
  spanPs: number,
  polls: boolean,
  box: StripBox,
): void {
  const height = box.height / Math.max(1, cores.length);
  for (const [row, core] of cores.entries()) {
    const shares = coreShares(store, core, tPs, spanPs);
    const y = box.y + row * height;
    const tall = cores.length > 1 ? height - 1 : height;
    let x = box.x;
    for (const part of PARTS) {
      const wide = shares[part] * box.width;
      if (wide < 0.3) continue;
      ctx.fillStyle = fills.of(part, polls && part === 'poll');
      ctx.fillRect(x, y, wide, tall);
      x += wide;
    }
    const sleeps = store.sleeps[core];
    if (sleeps === undefined || sleeps.end === sleeps.base) continue;
    ctx.fillStyle = fills.spare;
    ctx.fillRect(x, y, Math.max(0, box.x + box.width - x), tall);
  }
}
