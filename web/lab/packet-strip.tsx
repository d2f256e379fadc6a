// Under the multiple: the last packets one by one, so that the spread behind the mean is seen.
import { FIGURES } from '../i18n/en-figures.ts';
import { stripOf } from '../scene/strip.ts';
import type { Bill } from './figures.ts';

/** A stroke a packet on the gauge's scale; `top` in px from the gauge's top, `pad` from its sides. */
export function PacketStrip({ bill, top, pad }: { bill: Bill; top: number; pad: number }) {
  if (bill.own.length === 0) return null;
  const scale = bill.total > 0 ? bill.budgetUsed / bill.total : 0;
  const { width, strokes, ticks } = stripOf(bill.own.map((cycles) => cycles * scale));
  return (
    <div className="strip" style={{ top, left: pad, right: pad }} aria-hidden="true">
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <path className="ticks" d={ticks} />
        <path className="strokes" d={strokes} />
      </svg>
      <small>
        <span>{FIGURES.strip(bill.own.length)}</span>
        <span>{FIGURES.times(width)}</span>
      </small>
    </div>
  );
}
