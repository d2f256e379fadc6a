// Following one packet: brackets in every lane, and its next event one press away.
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { TIME_WORDS } from '../i18n/en-time.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab, useLabState, useTraceGrowth } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { clock, count } from '../ui/format.ts';
import { nextOfPacket } from './go-to.ts';
import { Control } from './time-controls.tsx';

/** The packet nearest to being worked on in the lanes, in their order; −1 without any. */
function packetToFollow(readers: readonly LaneReader[]): number {
  for (const { frame } of readers)
    for (let core = 0; core < frame.coreCount; core++)
      if (frame.corePacket[core] >= 0) return frame.corePacket[core];
  for (const { frame } of readers) if (frame.count > 0) return frame.packet[0];
  return -1;
}

export function Follow({ readers }: { readers: () => readonly LaneReader[] }) {
  const { actions, playback } = useLab();
  const followed = useLabState((state) => state.followed);
  const tPs = useLabState((state) => state.tPs);
  const growth = useTraceGrowth();
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth means that the trace has more of this packet
  const next = useMemo(
    () => (followed < 0 ? null : nextOfPacket(readers(), followed, tPs)),
    [readers, followed, tPs, growth],
  );
  if (followed < 0) {
    return (
      <Control label={TIME_WORDS.follow}>
        <button
          type="button"
          className="btn small"
          title={TIME_WORDS.followHint}
          onClick={() => actions.follow(packetToFollow(readers()))}
        >
          <span className="sr">{TIME_WORDS.follow} </span>
          {TIME_WORDS.aPacket}
        </button>
      </Control>
    );
  }
  return (
    <Control label={TIME_WORDS.follow}>
      <span className="followed">
        <button
          type="button"
          className="btn small primary"
          disabled={next === null}
          title={next?.words ?? TIME_WORDS.noNext}
          onClick={() => next !== null && playback.goTo(next.tPs)}
        >
          <Badge vm={vmOf(readers(), followed)} />
          {TIME_WORDS.packet(count(followed))}
          <small>
            {next === null ? TIME_WORDS.noNext : TIME_WORDS.nextOf(next.lane + 1, clock(next.tPs / 1000))}
          </small>
        </button>
        <button
          type="button"
          className="icon"
          aria-label={TIME_WORDS.letGo}
          onClick={() => actions.follow(-1)}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </span>
    </Control>
  );
}

/** Whose a packet is, from 1; 0 where no lane's trace says. */
function vmOf(readers: readonly LaneReader[], packet: number): number {
  for (const { store } of readers) {
    const r = store.packets.lastRecord(packet);
    if (r >= store.records.first && r < store.records.end) return store.records.vm(r);
  }
  return 0;
}
