// The axis is the legend: every row's label carries the swatch of the cost that it causes.
import { Flag } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { FIGURES } from '../i18n/en-figures.ts';
import type { Scenario } from '../../sim-core/index.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import { FLOOR_WORDS, UI } from '../i18n/en.ts';
import { type Floor, type FloorId, floorsOf, type Part } from '../scene/floors.ts';
import type { GaugeLayout } from '../scene/gauge.ts';
import { count, significant, trimmed } from '../ui/format.ts';
import { AxisHead } from './axis-head.tsx';
import { WhatIfStamp } from './what-ifs.tsx';
import type { Budget } from '../playback/packet-time.ts';
import type { PresetsButtonProps } from './presets-button.tsx';
import { whatIfsOf } from './why-flags.ts';

// the table of constants comes with it: only who has changed one needs it
const WhatIfValue = lazy(() => import('./what-if-value.tsx'));

const SWATCHES: Partial<Record<FloorId, readonly [Part | 'wire', (Part | 'wire')?]>> = {
  app: ['app'],
  kern: ['kern', 'sys'],
  vmb: ['exit'],
  copy: ['copy'],
  sort: ['sort'],
  llc: ['llc'],
  dram: ['miss'],
  nic: ['irq', 'poll'],
};

function smallText(floor: Floor, scenario: Scenario): string {
  if (floor.id === 'llc') return `${trimmed(scenario.machine.llc_mib, 3)} MiB LLC`;
  if (floor.id === 'wire') return '';
  return FLOOR_WORDS[floor.word].small;
}

/** Too low for a second line: with a what-if its name is flagged, and the stamp tells the value. */
const LOWEST: FloorId = 'vmb';

/** A floor's name; bold and with the new value where a what-if changes what it costs, or how many do. */
function FloorLabel({ floor, scenario }: { floor: Floor; scenario: Scenario }) {
  const name =
    floor.id === 'wire'
      ? `${FLOOR_WORDS.wire.label}, ${scenario.traffic.link_gbps} Gb/s`
      : FLOOR_WORDS[floor.word].label;
  const changed = whatIfsOf(floor.parts, scenario.costs);
  const flagged = changed.length > 0;
  const small = flagged ? '' : smallText(floor, scenario);
  return (
    <span className={flagged ? 'flagged' : undefined}>
      {flagged && <Flag className="pennant" size="0.8em" fill="currentColor" />}
      {name}
      {small !== '' && <small>{small}</small>}
      {flagged && floor.id !== LOWEST && (
        <small>
          {changed.length > 1 ? (
            UI.figure.whatIfs(changed.length)
          ) : (
            <Suspense fallback={null}>
              <WhatIfValue constant={changed[0]} scenario={scenario} />
            </Suspense>
          )}
        </small>
      )}
    </span>
  );
}

function Swatch({ floor }: { floor: FloorId }) {
  const pair = SWATCHES[floor];
  if (pair === undefined) return null;
  const [first, second = first] = pair;
  const style = {
    '--fillc': `var(--c-${first})`,
    '--fillc2': second === 'poll' ? 'var(--e-poll)' : `var(--c-${second})`,
    '--edge': `var(--e-${first})`,
  } as React.CSSProperties;
  return <i className={second === first ? 'sw' : 'sw two'} style={style} />;
}

/** Each row as the first lane has it that has it at all. */
function labelled(scenario: Scenario): Floor[] {
  const [first, ...others] = scenario.lanes.map((lane) => floorsOf(lane.features, scenario));
  return first.map((floor, row) =>
    floor.state !== 'absent' ? floor : (others.find((lane) => lane[row].state !== 'absent')?.[row] ?? floor),
  );
}

/** Labels of floors, gauge and counters, hidden from speech, which hears each lane whole; presets in its head. */
export interface AxisProps extends PresetsButtonProps {
  budget: Budget;
  gauge: GaugeLayout | null;
  /** The cores' strips show shares of their time. */
  shares: boolean;
  /** Presets, undo and redo stand in the bar. */
  headless: boolean;
}

/** Drawn again only for something of its own: figures that run on are not. */
export const Axis = memo(function Axis({ scenario, budget, gauge, shares, headless, ...rest }: AxisProps) {
  const floors = labelled(scenario);
  return (
    <div className="axis">
      {headless ? <div className="headlab" /> : <AxisHead {...{ scenario, ...rest }} />}
      {floors.map((floor) => (
        <div key={floor.id} className="lab-row" aria-hidden="true">
          {floor.state !== 'absent' && (
            <>
              <FloorLabel floor={floor} scenario={scenario} />
              <Swatch floor={floor.id} />
            </>
          )}
        </div>
      ))}
      <div className="gauge" aria-hidden="true">
        {gauge !== null && (
          <GaugeCaptions
            atLineRate={scenario.traffic.load === 1 && scenario.traffic.kind !== 'capture'}
            budget={budget}
            gauge={gauge}
            shares={shares}
          />
        )}
      </div>
      <div className="stamps">
        <WhatIfStamp scenario={scenario} />
      </div>
      <div className="counters" aria-hidden="true">
        <span>{UI.counters.delivered}</span>
        <span>{UI.counters.dropped}</span>
        <span>{UI.counters.eventsShort}</span>
        <span>{UI.counters.delay}</span>
      </div>
    </div>
  );
});

function GaugeCaptions({
  atLineRate,
  budget,
  gauge,
  shares,
}: {
  atLineRate: boolean;
  budget: Budget;
  gauge: GaugeLayout;
  shares: boolean;
}) {
  const { ns, cycles } = budget;
  const ticks = [10, 20, 30, 40, 50].filter(
    (line) => line - 1 <= gauge.room && (line - 1) * gauge.pitch > 2.1 * (gauge.pad / 0.62),
  );
  return (
    <>
      <div className="cap2" style={{ top: gauge.coreY - 3 }}>
        {FIGURES.cores}
        <small>{shares ? TIME_WORDS.shares : TIME_WORDS.tick(trimmed(ns, 3))}</small>
      </div>
      <div className="cap2" style={{ top: gauge.lensY + gauge.lens * 0.18 }}>
        {UI.gauge.line1}
      </div>
      <div className="cap2" style={{ top: gauge.over + gauge.pad * 0.4 }}>
        <b style={{ fontWeight: 850 }}>
          {FIGURES.cycles(cycles < 100 ? significant(cycles, 3) : count(cycles))}
        </b>
        <small>{atLineRate ? UI.gauge.nextLands : UI.gauge.packetTime}</small>
      </div>
      {ticks.map((line) => (
        <div key={line} className="tick" style={{ top: gauge.over + (line - 1) * gauge.pitch }}>
          {line === ticks.at(-1) ? FIGURES.lines(line) : line} –
        </div>
      ))}
    </>
  );
}
