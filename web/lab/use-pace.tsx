// How fast time passes, in words and on the slider: simulated time a second, or events a second.
import { PACE } from '../i18n/en-figures.ts';
import { UI } from '../i18n/en.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import type { ReactNode } from 'react';
import {
  DETENTS_EVENTS_PER_S,
  DETENTS_NS_PER_S,
  eventsToPosition,
  positionToEvents,
  positionToScale,
  scaleToPosition,
} from '../playback/time-scale.ts';
import { DOT_PACKETS } from '../scene/flow-dots.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { duration, significant, trimmed } from '../ui/format.ts';

export interface Pace {
  pace: ReactNode;
  note: ReactNode;
  paceText: string;
  scalePosition: number;
  detents: readonly number[];
  onScalePosition: (position: number) => void;
}

/** "2 million times slower". */
function slower(nsPerS: number): string {
  const factor = 1e9 / nsPerS;
  return factor >= 1e6 ? PACE.million(trimmed(factor / 1e6, 2)) : PACE.times(significant(factor, 2));
}

/** What is said in place of the pace's meaning: that packets are left out, where there are any. */
export function asideOf(flows: number, thinned: boolean): string {
  return thinned && flows < 1 ? UI.playback.thinned : '';
}

/** `flows`: packets are drawn (0), bands (1), or packets that fade into bands; `thinned`: half of the packets on their way are left out. */
export function usePace(flows: number, thinned: boolean): Pace {
  const { playback } = useLab();
  const paced = useLabState((state) => state.paced);
  const loading = useLabState((state) => state.loading);
  const scale = useLabState((state) => state.scaleNsPerS);
  const eventsPerS = useLabState((state) => state.eventsPerS);
  const jumpPs = useLabState((state) => (state.cameFromPs < 0 ? -1 : Math.abs(state.tPs - state.cameFromPs)));
  const beside = loading ? UI.playback.waiting : asideOf(flows, thinned);
  const what = paced ? TIME_WORDS.events(eventsPerS) : duration(scale);
  if (paced) {
    const jumps = jumpPs < 0 ? TIME_WORDS.jumping : TIME_WORDS.jumps(duration(jumpPs / 1000));
    return {
      pace: <PaceWords what={what} />,
      note: beside === '' ? jumps : beside,
      paceText: PACE.aSecond(what),
      scalePosition: eventsToPosition(eventsPerS),
      detents: DETENTS_EVENTS_PER_S.map(eventsToPosition),
      onScalePosition: (position) => playback.setEventScale(positionToEvents(position)),
    };
  }
  const seen = flows === 1 ? TIME_WORDS.dots(DOT_PACKETS) : TIME_WORDS.fading;
  const said = flows === 0 ? slower(scale) : <SeenWords factor={slower(scale)} seen={seen} />;
  return {
    pace: <PaceWords what={what} there />,
    note: beside === '' ? said : beside,
    paceText: PACE.aSecond(what),
    scalePosition: scaleToPosition(scale),
    detents: DETENTS_NS_PER_S.map(scaleToPosition),
    onScalePosition: (position) => playback.setScale(positionToScale(position)),
  };
}

function PaceWords({ what, there = false }: { what: string; there?: boolean }) {
  return (
    <>
      {PACE.second} <span className="wide">{PACE.here}</span> = <strong>{what}</strong>
      {there && <span className="wide"> {PACE.there}</span>}
    </>
  );
}

/** What is seen in place of single packets; the factor too where there is room. */
function SeenWords({ factor, seen }: { factor: string; seen: string }) {
  return (
    <>
      <span className="wide">{factor}; </span>
      {seen}
    </>
  );
}
