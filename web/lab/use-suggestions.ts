// What a typed time, event or packet means in each lane, as far as the trace has got.
import { useMemo } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { GO_TO_WORDS } from '../i18n/en-find.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab, useLabState, useTraceGrowth } from '../stores/use-lab.ts';
import { readGoTo, type Suggestion, suggestionsFor } from './go-to.ts';
import { useRunEnd } from './use-marks.ts';

export interface SuggestionsOptions {
  scenario: Scenario;
  readers: () => readonly LaneReader[];
}

export interface Suggestions {
  list: readonly Suggestion[];
  /** Why there is none; empty otherwise. */
  wrong: string;
}

/** Suggestions for what is typed. */
export function useSuggestions({ scenario, readers }: SuggestionsOptions, text: string): Suggestions {
  const lab = useLab();
  const closePs = useLabState((state) => state.windowClosePs);
  const marksLane = useLabState((state) => state.marksLane);
  const growth = useTraceGrowth();
  const endPs = useRunEnd();
  const eventTime = (lane: number, n: number) => lab.trace()?.lanes[lane]?.eventTime(n) ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth means that the trace has more to offer
  const found = useMemo(() => {
    if (text.trim() === '') return { list: [], wrong: GO_TO_WORDS.how };
    return suggestionsFor(readGoTo(text), {
      readers: readers(),
      eventTime,
      endPs,
      ended: closePs >= 0,
      packets: scenario.stop.packets ?? Infinity,
      firstLane: marksLane,
    });
  }, [text, readers, scenario, endPs, closePs, marksLane, growth]);
  return found;
}
