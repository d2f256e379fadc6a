// Find: what people look for in a run, resolved while it opens; Enter goes there and pauses, Shift Enter opens the packet.
import '../styles/time.css';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { FIND_WORDS as WORDS } from '../i18n/en-find.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import type { LaneReader } from '../scene/readers.ts';
import { markRowsOf } from '../playback/lane-marks.ts';
import { useLab, useLabState, useTraceGrowth } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { clock, count, duration } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { type FindId, type FindLane, type FindOptions, type Found, find } from './find-rows.ts';
import { goWhenHeld } from './go-when-held.ts';
import { Choices } from './time-controls.tsx';

export interface FindPopoverProps {
  anchor: RefObject<HTMLElement | null>;
  scenario: Scenario;
  packetPs: number;
  readers: () => readonly LaneReader[];
  onClose: () => void;
  onPacket: (packet: number) => void;
}

const ROWS: readonly FindId[] = [
  'firstDrop',
  'nextDrop',
  'nextExit',
  'nextInterrupt',
  'nextLate',
  'nextUpcall',
  'slowest',
  'percentile',
  'idle',
];
const PERCENTILES = [
  ['0.5', 'p50'],
  ['0.9', 'p90'],
  ['0.99', 'p99'],
  ['0.999', 'p99.9'],
] as const;
type Percentile = (typeof PERCENTILES)[number][0];

/** The lanes to look in, with what is known of each. */
function useFindLanes(only: number): (readers: readonly LaneReader[]) => FindLane[] {
  const lab = useLab();
  return (readers) => {
    const trace = lab.trace();
    return readers.flatMap(({ store }, lane) => {
      const marks = trace?.lanes[lane]?.marks;
      return marks === undefined || (only >= 0 && lane !== only) ? [] : [{ lane, store, marks }];
    });
  };
}

export default function FindPopover(props: FindPopoverProps) {
  const { anchor, scenario, packetPs, readers, onClose, onPacket } = props;
  const lab = useLab();
  const [only, setOnly] = useState(-1);
  const [percentile, setPercentile] = useState<Percentile>('0.99');
  const [flow, setFlow] = useState(0);
  const tPs = useLabState((state) => state.tPs);
  const openPs = useLabState((state) => state.windowOpenPs);
  const growth = useTraceGrowth();
  const lanes = useFindLanes(only);
  const first = useFlowStart(flow);
  const options: FindOptions = { tPs, openPs, packetPs, percentile: Number(percentile) };
  const at = (id: FindId) => find(id, lanes(readers()), options);
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth means that there is more to be found
  const found = useMemo(
    () => new Map(ROWS.map((id) => [id, at(id)])),
    [only, percentile, tPs, openPs, packetPs, growth, readers],
  );
  const go = (id: FindId | 'flow', fates: boolean) => {
    const one = id === 'flow' ? first : found.get(id);
    if (one === null || one === undefined || one === 'looking') return;
    if (one.exact || id === 'flow') lab.playback.goTo(one.tPs);
    else {
      goWhenHeld(lab, one.tPs, () => {
        const next = find(id, lanes(readers()), { ...options, tPs: one.tPs });
        return next?.exact ? next.tPs : null;
      });
    }
    onClose();
    if (fates && one.packet >= 0) onPacket(one.packet);
  };
  const upcalls = scenario.lanes.some(({ features }) => markRowsOf(features).includes('upcalls'));
  return (
    <Popover anchor={anchor} label={TIME_WORDS.find} side="top" onClose={onClose}>
      <div className="find">
        <div className="top">
          <h3>{TIME_WORDS.find}</h3>
          <Choices
            label={WORDS.lanes}
            value={String(only)}
            choices={[
              ['-1', WORDS.all] as const,
              ...scenario.lanes.map((_, i) => [String(i), String(i + 1)] as const),
            ]}
            onChoice={(id) => setOnly(Number(id))}
          />
        </div>
        <Rows>
          {ROWS.filter((id) => id !== 'idle' && (id !== 'nextUpcall' || upcalls)).map((id) => (
            <Row
              key={id}
              words={WORDS.rows[id]}
              found={found.get(id) ?? null}
              onGo={(fates) => go(id, fates)}
            >
              {id === 'percentile' && (
                <Choices
                  label={WORDS.percentile}
                  value={percentile}
                  choices={PERCENTILES}
                  onChoice={setPercentile}
                />
              )}
            </Row>
          ))}
          <Row words={WORDS.rows.flow} found={first} onGo={(fates) => go('flow', fates)}>
            <input
              className="field"
              type="number"
              aria-label={WORDS.flow}
              min={0}
              max={Math.max(0, scenario.traffic.flows - 1)}
              value={flow}
              onChange={(event) => setFlow(Math.max(0, Math.round(Number(event.target.value)) || 0))}
            />
          </Row>
          <Row
            words={WORDS.rows.idle}
            found={found.get('idle') ?? null}
            onGo={(fates) => go('idle', fates)}
          />
        </Rows>
        <p>{WORDS.how}</p>
      </div>
    </Popover>
  );
}

/** Arrival of a flow's first packet; `looking` while the simulator looks. */
function useFlowStart(flow: number): Found | null | 'looking' {
  const lab = useLab();
  const runId = useLabState((state) => state.runId);
  const [start, setStart] = useState<{ key: string; found: Found | null } | null>(null);
  const key = `${runId} ${flow}`;
  useEffect(() => {
    let current = true;
    lab.arrival({ flow }).then(
      ({ packet, tPs }) => {
        const found = { lane: -1, tPs, packet, vm: 0, core: -1, takesPs: -1, exact: true };
        if (current) setStart({ key, found: packet < 0 ? null : found });
      },
      () => {
        if (current) setStart({ key, found: null });
      },
    );
    return () => {
      current = false;
    };
  }, [lab, flow, key]);
  return start?.key === key ? start.found : 'looking';
}

/** Up and down go from row to row. */
function Rows({ children }: { children: React.ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.go') ?? [])];
    const here = rows.indexOf(document.activeElement as HTMLElement);
    if (step === 0 || here < 0) return;
    event.preventDefault();
    rows[(here + step + rows.length) % rows.length].focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moves focus between the buttons inside
    <div ref={list} className="find-rows" onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

interface RowProps {
  words: string;
  found: Found | null | 'looking';
  /** With true the packet's fates open. */
  onGo: (fates: boolean) => void;
  children?: React.ReactNode;
}

function Row({ words, found, onGo, children }: RowProps) {
  const known = found !== null && found !== 'looking' ? found : null;
  const time = known === null ? (found === null ? WORDS.none : WORDS.looking) : timeOf(known);
  return (
    <div className="find-row">
      <button
        type="button"
        className="go"
        aria-disabled={known === null}
        onClick={(event) => onGo(event.shiftKey)}
      >
        <b>{words}</b>
        <span>{known !== null && <Where found={known} />}</span>
        <strong>{time}</strong>
      </button>
      {children}
    </div>
  );
}

function timeOf({ tPs, takesPs, packet, exact }: Found): string {
  if (takesPs >= 0) {
    const time = duration(takesPs / 1000);
    return packet >= 0 ? WORDS.takes(time) : time;
  }
  return exact ? clock(tPs / 1000) : WORDS.about(clock(tPs / 1000));
}

function Where({ found: { lane, vm, packet, core } }: { found: Found }) {
  return (
    <>
      {lane >= 0 && WORDS.lane(lane + 1)}
      {core >= 0 && `, ${WORDS.core(core)}`}
      {packet >= 0 && (
        <>
          {lane >= 0 && ', '}
          <Badge vm={vm} /> {WORDS.packet(count(packet))}
        </>
      )}
    </>
  );
}
