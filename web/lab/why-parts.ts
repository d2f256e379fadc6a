// What a figure is made of, counted in the trace: events, what they counted, and cycles, by kind, over the same window.
import { CATEGORIES, type LaneStore, KINDS, recentWindow } from '../../sim-core/index.ts';
import { CATEGORY_PART, type Part } from '../scene/floors.ts';
import { COUNTED_BY_ARGUMENT } from './why-constants.ts';

/** Work of one kind, per delivered packet. */
export interface KindShare {
  kind: string;
  part: Part;
  /** Events, or what their arguments counted, such as lines. */
  counted: number;
  /** What `counted` counts; empty for events. */
  unit: string;
  cycles: number;
  /** Cycles by who worked: a context's number, 1 and up. */
  byContext: ReadonlyMap<number, number>;
}

export interface Made {
  packets: number;
  shares: readonly KindShare[];
}

const PART_OF_KIND: readonly (Part | null)[] = KINDS.map((kind) =>
  kind.category < CATEGORIES.length ? CATEGORY_PART[CATEGORIES[kind.category]] : null,
);

interface Sum {
  counted: number;
  ps: number;
  contexts: Map<number, number>;
}

/** Work behind the recent bill at `tPs`, per packet; null below 16 packets or where the trace does not reach back. */
export function madeOf(store: LaneStore, tPs: number, openPs: number, ghz: number): Made | null {
  const window = recentWindow(store, tPs, openPs) ?? recentWindow(store, tPs, -1);
  if (window === null) return null;
  const { fromPs, packets } = window;
  const { records } = store;
  const sums = new Map<number, Sum>();
  const found: number[] = [];
  for (let core = 0; core < store.work.count; core++) {
    found.length = 0;
    store.work.between(core, fromPs, tPs, found);
    for (const r of found) {
      const kind = records.kind(r);
      if (PART_OF_KIND[kind] === null) continue;
      const sum = sums.get(kind) ?? { counted: 0, ps: 0, contexts: new Map() };
      sums.set(kind, sum);
      const [start, end] = [records.t(r), records.endPs(r)];
      const inside = Math.min(end, tPs) - Math.max(start, fromPs);
      const share = end > start ? inside / (end - start) : 1;
      // work that an interrupt cut in two is one event
      const one = COUNTED_BY_ARGUMENT[KINDS[kind].name] === undefined ? 1 : records.arg(r);
      if (!records.continued(r)) sum.counted += one * share;
      sum.ps += inside;
      const context = records.context(r);
      sum.contexts.set(context, (sum.contexts.get(context) ?? 0) + inside);
    }
  }
  const perPacket = (ps: number) => (ps * ghz) / 1000 / packets;
  const shares = [...sums].map(([kind, sum]): KindShare => {
    const { name } = KINDS[kind];
    return {
      kind: name,
      part: PART_OF_KIND[kind]!,
      counted: sum.counted / packets,
      unit: COUNTED_BY_ARGUMENT[name] ?? '',
      cycles: perPacket(sum.ps),
      byContext: new Map([...sum.contexts].map(([context, ps]) => [context, perPacket(ps)])),
    };
  });
  return { packets, shares: shares.sort((a, b) => b.cycles - a.cycles) };
}
