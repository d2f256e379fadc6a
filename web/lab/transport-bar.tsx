// The transport joined to playback: discrete changes through React, the playhead frame by frame without it.
import { UI } from '../i18n/en.ts';
import { useCallback, useEffect } from 'react';
import { DETENTS_NS_PER_S, positionToScale, scaleToPosition } from '../playback/time-scale.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Transport } from './transport.tsx';

export interface TransportBarProps {
  readers: () => readonly LaneReader[];
  /** Bands are drawn instead of packets. */
  flows: boolean;
  /** Every other packet is left out. */
  thinned: boolean;
  /** Opens the panel of a packet. */
  onFates: (packet: number) => void;
}

/** A packet that is under way in the first lane that works on one. */
function packetInSight(readers: readonly LaneReader[]): number {
  for (const reader of readers) {
    const { frame } = reader;
    for (let core = 0; core < frame.coreCount; core++)
      if (frame.corePacket[core] >= 0) return frame.corePacket[core];
  }
  for (const { frame } of readers) if (frame.count > 0) return frame.packet[0];
  return -1;
}

export function TransportBar({ readers, flows, thinned, onFates }: TransportBarProps) {
  const { playback } = useLab();
  const playing = useLabState((state) => state.playing);
  const tPs = useLabState((state) => state.tPs);
  const loading = useLabState((state) => state.loading);
  const scale = useLabState((state) => state.scaleNsPerS);
  const simulatedPs = useLabState((state) => state.simulatedPs);
  const openPs = useLabState((state) => state.windowOpenPs);
  const closePs = useLabState((state) => state.windowClosePs);
  const expectedPs = useLabState((state) => state.expectedEndPs);
  const endPs = Math.max(1, closePs >= 0 ? closePs : Math.max(expectedPs, simulatedPs));
  const onFrame = useCallback(
    (listener: (tNs: number) => void) => playback.onFrame((t) => listener(t / 1000)),
    [playback],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the playhead's place depends on the run's length too
  useEffect(() => playback.redraw(), [playback, endPs]);
  return (
    <Transport
      playing={playing}
      tNs={tPs / 1000}
      endNs={endPs / 1000}
      knownNs={Math.max(0, simulatedPs) / 1000}
      note={loading ? UI.playback.waiting : flows ? UI.playback.bands : thinned ? UI.playback.thinned : ''}
      scaleNsPerS={scale}
      scalePosition={scaleToPosition(scale)}
      onFrame={onFrame}
      onToggle={() => playback.toggle(Math.max(0, openPs))}
      onStep={() => playback.step()}
      onStepBack={() => playback.stepBack()}
      onSeek={(tNs) => playback.seek(tNs * 1000)}
      onScalePosition={(position) => playback.setScale(positionToScale(position))}
      detents={DETENTS_NS_PER_S.map(scaleToPosition)}
    >
      <button
        type="button"
        className="btn fates"
        onClick={() => {
          const packet = packetInSight(readers());
          if (packet >= 0) onFates(packet);
        }}
      >
        {UI.packet.open}
      </button>
    </Transport>
  );
}
