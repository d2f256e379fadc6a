// One packet on a phone: one lane at a time, as a list in order of time under the lanes' gauges; a swipe is the next lane.
import { ArrowRight } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { FATES } from '../i18n/en-packet.ts';
import { UI } from '../i18n/en.ts';
import { useLabState } from '../stores/use-lab.ts';
import { useBackCloses } from '../ui/back-closes.ts';
import { Badge } from '../ui/badge.tsx';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { count } from '../ui/format.ts';
import { Scroll } from '../ui/scroll.tsx';
import { PacketList } from './packet-list.tsx';
import type { PacketPanelProps } from './packet-panel.tsx';
import { PacketTable } from './packet-table.tsx';
import { PacketTurns } from './packet-turns.tsx';
import { stepAt, useFates } from './use-fates.ts';
import { useSwipe } from './use-swipe.ts';

/** The lane is the one whose gauge is chosen: a tab, a swipe, an arrow key and the button all change both. */
export function PacketSheet(props: PacketPanelProps) {
  const { packet, from, scenario, readers, shownLane: lane, onLane, onClose, onPacket } = props;
  const fates = useFates({ packet, scenario, readers });
  const tPs = useLabState((state) => state.tPs);
  const [table, setTable] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const swipe = useSwipe(!table, (step) => fates[lane + step] !== undefined && onLane(lane + step), 'input');
  useBackCloses(onClose);
  // who pressed a packet finds it where it is; another packet, another lane: from the beginning
  const pressed = useRef(from >= 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed changes with them
  useLayoutEffect(() => {
    const step = pressed.current ? list.current?.querySelector('[aria-current]') : null;
    pressed.current = false;
    if (step != null) step.scrollIntoView({ block: 'nearest' });
    else list.current?.parentElement?.scrollTo({ top: 0 });
  }, [packet, lane, table]);
  const next = (lane + 1) % fates.length;
  const turn = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0 && fates[lane + by] !== undefined) onLane(lane + by);
    else if (event.key === ']') onPacket(packet + 1);
    else if (event.key === '[' && packet > 0) onPacket(packet - 1);
    else return;
    event.preventDefault();
  };
  const fate = fates[lane];
  const vm = fates.find(({ fall }) => fall !== null)?.fall?.vm ?? 0;
  return (
    <BottomDrawer
      title={
        <span aria-live="polite">
          <Badge vm={vm} size="1.4em" /> {titleOf(packet, table ? fates.length : 0, lane)}
        </span>
      }
      label={FATES.name}
      className="one-packet"
      foot={
        <>
          <PacketTurns packet={packet} onPacket={onPacket} />
          <span className="push" />
          {!table && fates.length > 1 && (
            <button
              type="button"
              className="btn small"
              title={fates[next].title}
              onClick={() => onLane(next)}
            >
              {FATES.toLane(next + 1)} <ArrowRight size="1.1em" aria-hidden="true" />
            </button>
          )}
        </>
      }
      onKeyDown={turn}
      onClose={onClose}
    >
      <Scroll label={table ? UI.packet.caption : FATES.steps(fate.title)}>
        <div className="fate-list" ref={list} {...swipe}>
          {table ? <PacketTable fates={fates} /> : <PacketList fate={fate} now={stepAt(fate.fall, tPs)} />}
          <button type="button" className="btn small" onClick={() => setTable(!table)}>
            {table ? FATES.asList : FATES.everyLane}
          </button>
        </div>
      </Scroll>
    </BottomDrawer>
  );
}

/** "Packet 1,036 in lane 1"; "Packet 1,036, five fates" where so many lanes are shown. */
function titleOf(packet: number, lanes: number, lane: number): string {
  if (lanes === 0) return FATES.inLane(count(packet), lane + 1);
  return FATES.title(count(packet), FATES.lanes[lanes] ?? FATES.manyLanes(lanes));
}
