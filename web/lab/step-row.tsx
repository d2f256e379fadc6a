// The tray's first row: what the last step changed, lane by lane.
import { useMemo } from 'react';
import { TIME_WORDS } from '../i18n/en-time.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLabState } from '../stores/use-lab.ts';
import { laneNumbers, type StepChanges, stepChanges } from './step-words.ts';

/** What the last step changed; null where the playhead did not come by a step. */
export function useStepChanges(readers: () => readonly LaneReader[]): StepChanges | null {
  const tPs = useLabState((state) => state.tPs);
  const cameFromPs = useLabState((state) => state.cameFromPs);
  const loading = useLabState((state) => state.loading);
  return useMemo(() => {
    if (cameFromPs < 0 || cameFromPs === tPs || loading) return null;
    const all = readers();
    const held = all.every((reader) => reader.holds(Math.min(tPs, cameFromPs)));
    return all.length > 0 && held ? stepChanges(all, cameFromPs, tPs) : null;
  }, [readers, tPs, cameFromPs, loading]);
}

export function StepChangesRow({ readers }: { readers: () => readonly LaneReader[] }) {
  const changes = useStepChanges(readers);
  if (changes === null) return <p className="step-words quiet">{TIME_WORDS.noStep}</p>;
  const { changed, unchanged } = changes;
  return (
    <p className="step-words">
      {changed.map(({ lane, words, more }) => (
        <span key={lane}>
          <b>
            <span className="sr">{TIME_WORDS.lane(lane + 1)} </span>
            <span aria-hidden="true">{lane + 1}</span>
          </b>{' '}
          {words} {more > 0 && <i>{TIME_WORDS.more(more)}</i>}
        </span>
      ))}
      {unchanged.length > 0 && (
        <span className="quiet">
          {changed.length === 0 ? TIME_WORDS.nothingAnywhere : TIME_WORDS.nothingIn(laneNumbers(unchanged))}
        </span>
      )}
    </p>
  );
}
