// How packets follow each other: the generator's kinds, or what to do with a capture's timestamps.
import { UI } from '../i18n/en.ts';
import type { RefObject } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { ARRIVAL_KINDS, CAPTURE_TIMINGS } from '../i18n/en-sentence.ts';
import { Popover } from '../ui/popover.tsx';

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
  const rows: readonly (readonly [string, string, string])[] =
    capture === null ? ARRIVAL_KINDS : CAPTURE_TIMINGS;
  const chosen = capture === null ? (kind === 'constant' ? 'line-rate' : kind) : capture.timing;
  const choose = (id: string) => {
    if (capture === null) onTraffic(fieldsOf(id));
    else onTraffic({ capture: { ...capture, timing: id } });
  };
  return (
    <Popover anchor={anchor} label={UI.traffic.arrivals} onClose={onClose}>
      <h3>{UI.traffic.arrivals}</h3>
      <div className="radio" role="radiogroup" aria-label={UI.traffic.arrivals}>
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
