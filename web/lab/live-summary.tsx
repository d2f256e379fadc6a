// What a listener hears: one polite sentence a lane, when playback stops or something has changed, never more often than needed.
import { SUMMARY } from '../i18n/en-figures.ts';
import { useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { mpps, significant } from '../ui/format.ts';
import { useLabState } from '../stores/use-lab.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import type { LaneReader } from '../scene/readers.ts';
import { coresText, type LaneFigures, printedTotal } from './figures.ts';
import { laneTitle } from './lane-words.ts';
import { useStepChanges } from './step-row.tsx';
import { laneNumbers, type StepChanges } from './step-words.ts';

/** Shortest time between two announcements, ms. */
const QUIET_MS = 3000;

function sentenceOf(title: string, lane: number, figures: LaneFigures): string {
  const { bill, deliveredPps, offeredPps } = figures;
  const head = SUMMARY.lane(lane + 1, title);
  if (bill === null || deliveredPps === null || offeredPps === null) return `${head} ${SUMMARY.noFigures}`;
  const cores = coresText(bill.coresSharing);
  const cost = SUMMARY.cost(String(printedTotal(bill)), cores, significant(bill.budgetUsed));
  const rate = SUMMARY.rate(mpps(deliveredPps), mpps(offeredPps));
  return `${head} ${cost} ${rate}`;
}

export interface LiveSummaryProps {
  scenario: Scenario;
  figures: readonly LaneFigures[];
  readers: () => readonly LaneReader[];
}

/** "Lane 1: … Lanes 2 and 4: nothing." */
function stepSentences(changes: StepChanges | null): string {
  if (changes === null) return '';
  const said = changes.changed.map(({ lane, words }) => `${TIME_WORDS.lane(lane + 1)}: ${words}`);
  if (changes.changed.length === 0) said.push(TIME_WORDS.nothingAnywhere);
  else if (changes.unchanged.length > 0)
    said.push(`${TIME_WORDS.nothingIn(laneNumbers(changes.unchanged))}.`);
  return `${said.join(' ')} `;
}

export default function LiveSummary({ scenario, figures, readers }: LiveSummaryProps) {
  const step = useStepChanges(readers);
  const playing = useLabState((state) => state.playing);
  const loading = useLabState((state) => state.loading);
  const [said, setSaid] = useState('');
  const last = useRef(0);
  useEffect(() => {
    if (playing || loading) return;
    const lanes = scenario.lanes.map((lane, i) => sentenceOf(laneTitle(lane), i, figures[i])).join(' ');
    const text = stepSentences(step) + lanes;
    const wait = Math.max(400, last.current + QUIET_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [playing, loading, scenario, figures, step]);
  return (
    <div className="sr" role="status" aria-live="polite">
      {said}
    </div>
  );
}
