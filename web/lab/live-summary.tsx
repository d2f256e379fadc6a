// What a listener hears: one polite sentence a lane, when playback stops or something has changed, never more often than needed.
import { useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { mpps, significant } from '../ui/format.ts';
import { useLabState } from '../stores/use-lab.ts';
import { coresText, type LaneFigures, printedTotal } from './figures.ts';
import { laneTitle } from './lane-words.ts';

/** Shortest time between two announcements, ms. */
const QUIET_MS = 3000;

function sentenceOf(title: string, lane: number, figures: LaneFigures): string {
  const { bill, deliveredPps, offeredPps } = figures;
  const head = `Lane ${lane + 1}, ${title}.`;
  if (bill === null || deliveredPps === null || offeredPps === null) return `${head} No figures yet.`;
  const cores = coresText(bill.coresSharing);
  const cost = `${printedTotal(bill)} cycles per packet${cores === '' ? '' : ` ${cores}`}, ${significant(bill.budgetUsed)} times the budget.`;
  const rate = `Delivering ${mpps(deliveredPps)} of ${mpps(offeredPps)} million per second.`;
  return `${head} ${cost} ${rate}`;
}

export function LiveSummary({ scenario, figures }: { scenario: Scenario; figures: readonly LaneFigures[] }) {
  const playing = useLabState((state) => state.playing);
  const loading = useLabState((state) => state.loading);
  const [said, setSaid] = useState('');
  const last = useRef(0);
  useEffect(() => {
    if (playing || loading) return;
    const text = scenario.lanes.map((lane, i) => sentenceOf(laneTitle(lane), i, figures[i])).join(' ');
    const wait = Math.max(400, last.current + QUIET_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [playing, loading, scenario, figures]);
  return (
    <div className="sr" role="status" aria-live="polite">
      {said}
    </div>
  );
}
