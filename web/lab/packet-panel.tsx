// One packet, every lane: its intervals from the last bit on the wire to its end, drawn as bars and printed as a table.
import { UI } from '../i18n/en.ts';
import * as m from 'framer-motion/m';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { LaneCursor, type Scenario, type Waterfall, waterfall } from '../../sim-core/index.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLabState } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { count } from '../ui/format.ts';
import { laneTitle } from './lane-words.ts';
import { PacketTable } from './packet-table.tsx';
import { Fates } from './packet-fates.tsx';
import { Scroll } from '../ui/scroll.tsx';

export interface PacketPanelProps {
  packet: number;
  scenario: Scenario;
  readers: () => readonly LaneReader[];
  onClose: () => void;
  onPacket: (packet: number) => void;
}

export interface LaneFate {
  title: string;
  fall: Waterfall | null;
}

export default function PacketPanel({ packet, scenario, readers, onClose, onPacket }: PacketPanelProps) {
  const revision = useLabState((state) => state.traceRevision);
  const close = useRef<HTMLButtonElement>(null);
  const done = useRef<{ packet: number; scenario: Scenario; fates: LaneFate[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means that the trace has more of this packet
  const fates = useMemo<LaneFate[]>(() => {
    const kept = done.current;
    if (kept !== null && kept.packet === packet && kept.scenario === scenario) return kept.fates;
    const all = readers();
    const found = scenario.lanes.map((lane, i) => ({
      title: laneTitle(lane),
      fall:
        all[i] === undefined ? null : waterfall(new LaneCursor(all[i].store), packet, scenario.machine.ghz),
    }));
    if (found.every(({ fall }) => fall !== null && fall.endedPs >= 0))
      done.current = { packet, scenario, fates: found };
    return found;
  }, [packet, scenario, readers, revision]);
  useEffect(() => {
    const opener = document.activeElement;
    close.current?.focus({ preventScroll: true });
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const vm = fates.find((fate) => fate.fall !== null)?.fall?.vm ?? 0;
  return (
    <m.aside
      className="panel bottom"
      aria-label={UI.packet.name}
      initial={{ y: '30%', opacity: 0 }}
      animate={{ y: 0, opacity: 1 }}
      transition={{ duration: 0.38, ease: [0.2, 0.75, 0.2, 1] }}
    >
      <header>
        <h3>
          <Badge vm={vm} size="1.4em" /> Packet {count(packet)} in every lane
        </h3>
        <p>{UI.packet.how}</p>
        <button
          type="button"
          className="icon"
          aria-label={UI.packet.previous}
          disabled={packet <= 0}
          onClick={() => onPacket(packet - 1)}
        >
          <ChevronLeft size="1.3em" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon next"
          aria-label={UI.packet.next}
          onClick={() => onPacket(packet + 1)}
        >
          <ChevronRight size="1.3em" aria-hidden="true" />
        </button>
        <button ref={close} type="button" className="icon next" aria-label={UI.page.close} onClick={onClose}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      </header>
      <Scroll label={UI.packet.caption}>
        <Fates fates={fates} scenario={scenario} />
        <PacketTable fates={fates} />
      </Scroll>
    </m.aside>
  );
}
