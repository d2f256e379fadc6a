// The transport joined to playback: discrete changes through React, the playhead frame by frame without it.
import { UI } from '../i18n/en.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import { Search } from 'lucide-react';
import { lazy, memo, Suspense, useCallback, useEffect, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { packetInSight } from './packet-in-sight.ts';
import { useReady } from './page-effects.ts';
import { Ruler } from './ruler.tsx';
import type { Surface } from './surfaces.tsx';
import { Transport } from './transport.tsx';
import { useRunEnd } from './use-marks.ts';
import { usePace } from './use-pace.tsx';

const FindPopover = lazy(() => import('./find-popover.tsx'));

export interface TransportBarProps {
  scenario: Scenario;
  packetPs: number;
  surface: Surface;
  readers: () => readonly LaneReader[];
  /** Packets are drawn (0), bands in place of them (1), or packets that fade into bands. */
  flows: number;
  /** Every other packet is left out. */
  thinned: boolean;
  /** The first lane on the screen. */
  first: number;
  onSurface: (surface: Surface) => void;
}

/** Drawn again only for something of its own: clock and slider follow the playhead by themselves. */
export default memo(function TransportBar(props: TransportBarProps) {
  const { scenario, packetPs, surface, readers, flows, thinned, first, onSurface } = props;
  const { playback, store } = useLab();
  // the last piece to come: with it the Lab can be operated
  useReady();
  const playing = useLabState((state) => state.playing);
  const known = useLabState((state) => state.drawable);
  const stepSize = useLabState((state) => state.stepSize);
  const loop = useLabState((state) => state.loop);
  const openPs = useLabState((state) => state.windowOpenPs);
  const marksLane = Math.min(
    scenario.lanes.length - 1,
    useLabState((state) => state.marksLane),
  );
  const endPs = useRunEnd();
  const pace = usePace(flows, thinned);
  const onFrame = useCallback(
    (listener: (tNs: number) => void) => playback.onFrame((t) => listener(t / 1000)),
    [playback],
  );
  const eventAt = useCallback(
    (tNs: number) => {
      const reader = readers()[marksLane];
      return reader?.holds(tNs * 1000) ? reader.store.eventAfter(Math.round(tNs * 1000)) : -1;
    },
    [readers, marksLane],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the playhead's place depends on the run's length too
  useEffect(() => playback.redraw(), [playback, endPs, eventAt]);
  useEffect(() => playback.setPacketTime(packetPs), [playback, packetPs]);
  const timeOpen = surface?.kind === 'time';
  return (
    <Transport
      playing={playing}
      known={known}
      endNs={endPs / 1000}
      {...pace}
      stepSize={stepSize}
      loop={loop}
      ruler={<Ruler lane={marksLane} features={scenario.lanes[marksLane].features} packetPs={packetPs} />}
      timeOpen={timeOpen}
      onFrame={onFrame}
      eventAt={eventAt}
      eventHint={TIME_WORDS.eventOf(marksLane + 1)}
      onToggle={() => playback.toggle(Math.max(0, openPs))}
      onStep={() => playback.step()}
      onStepBack={() => playback.stepBack()}
      onStepSize={(size) => playback.setStepSize(size)}
      onSeek={(tNs) => playback.seek(tNs * 1000)}
      onTime={() => onSurface(timeOpen ? null : { kind: 'time' })}
    >
      <FindButton {...props} />
      <button
        type="button"
        className="btn fates"
        aria-expanded={surface?.kind === 'packet'}
        onClick={() => {
          const { followed } = store.getState();
          const packet = surface?.kind === 'packet' ? -1 : packetInSight(readers(), followed, first);
          onSurface(packet >= 0 ? { kind: 'packet', packet } : null);
        }}
      >
        <span>
          {UI.packet.open}
          <span className="wide">{UI.packet.openWide}</span>
        </span>
      </button>
    </Transport>
  );
});

function FindButton({ scenario, packetPs, surface, readers, onSurface }: TransportBarProps) {
  const button = useRef<HTMLButtonElement>(null);
  const open = surface?.kind === 'find';
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn find"
        aria-label={TIME_WORDS.find}
        title={TIME_WORDS.findHint}
        aria-expanded={open}
        onClick={() => onSurface(open ? null : { kind: 'find' })}
      >
        <Search size="1.2em" aria-hidden="true" />
      </button>
      {open && (
        <Suspense fallback={null}>
          <FindPopover
            anchor={button}
            scenario={scenario}
            packetPs={packetPs}
            readers={readers}
            onClose={() => onSurface(null)}
            onPacket={(packet) => onSurface({ kind: 'packet', packet })}
          />
        </Suspense>
      )}
    </>
  );
}
