// How packets follow each other: the generator's kinds, or what to do with a capture's timestamps.
import type { RefObject } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { Popover } from '../ui/popover.tsx';

const KINDS = [
  ['line-rate', 'Evenly spaced', 'Each frame is followed by its own wire time, divided by the load.'],
  ['poisson', 'At random', 'A Poisson process at the sender. At 100% it fills the line all the same.'],
  ['on-off', 'In bursts', 'Bursts of 32 frames on average at line rate, with pauses.'],
  ['imix', 'Of mixed sizes', '64, 594 and 1,518 bytes as 7 : 4 : 1.'],
] as const;

const TIMINGS = [
  ['recorded', 'As recorded', 'Gaps are those of the file.'],
  ['scaled', 'Scaled to the load', 'Gaps stretched or shrunk until the mean load fits.'],
  ['back-to-back', 'Back to back', 'No gaps: the link is full.'],
] as const;

export interface ArrivalsPopoverProps {
  scenario: Scenario;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  onTraffic: (fields: Record<string, unknown>) => void;
}

/** What to set for a kind: only mixed sizes have no frame length of their own. */
function fieldsOf(kind: string): Record<string, unknown> {
  if (kind === 'imix') return { kind, frame_bytes: undefined };
  return { kind: kind === 'line-rate' ? undefined : kind };
}

export default function ArrivalsPopover({ scenario, anchor, onClose, onTraffic }: ArrivalsPopoverProps) {
  const { kind, capture } = scenario.traffic;
  const rows: readonly (readonly [string, string, string])[] = capture === null ? KINDS : TIMINGS;
  const chosen = capture === null ? (kind === 'constant' ? 'line-rate' : kind) : capture.timing;
  const choose = (id: string) => {
    if (capture === null) onTraffic(fieldsOf(id));
    else onTraffic({ capture: { ...capture, timing: id } });
  };
  return (
    <Popover anchor={anchor} label="Arrivals" onClose={onClose}>
      <h3>Arrivals</h3>
      <div className="radio" role="radiogroup" aria-label="Arrivals">
        {rows.map(([id, label, says]) => (
          <label key={id} className="choice">
            <input type="radio" name="arrivals" checked={chosen === id} onChange={() => choose(id)} />
            <span>
              <b>{label}</b>
              <small>{says}</small>
            </span>
          </label>
        ))}
      </div>
    </Popover>
  );
}
