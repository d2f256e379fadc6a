// A capture that is damaged: which byte, what was expected, how much comes before it; use that, another file, or neither.
import type { CaptureInspection, CaptureSummary } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { CAPTURE } from '../i18n/en-capture.ts';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { count } from '../ui/format.ts';
import { fileSize } from './capture-facts.ts';

export interface CaptureDamageProps {
  name: string;
  damage: NonNullable<CaptureInspection['damage']>;
  /** Of the whole packets; null if nothing can be used. */
  summary: CaptureSummary | null;
  onUse: () => void;
  onAnother: () => void;
  onClose: () => void;
}

export function CaptureDamage({ name, damage, summary, onUse, onAnother, onClose }: CaptureDamageProps) {
  const size = fileSize(damage.fileBytes);
  return (
    <BottomDrawer
      label={UI.capture.name}
      title={summary === null ? CAPTURE.unusable(name) : CAPTURE.broken(name)}
      note={summary === null ? size : CAPTURE.size(size, summary.format)}
      className="damaged"
      onClose={onClose}
    >
      <section>
        <h4>{CAPTURE.happened}</h4>
        {summary === null ? (
          <Reason damage={damage} />
        ) : (
          <Broken damage={damage} packets={summary.report.packets} />
        )}
      </section>
      <section>
        <h4>{CAPTURE.canDo}</h4>
        <div className="ways-out">
          {summary !== null && (
            <button type="button" className="btn primary" data-first="" onClick={onUse}>
              {CAPTURE.use(count(summary.report.packets))}
            </button>
          )}
          <button type="button" className="btn" onClick={onAnother}>
            {CAPTURE.another}
          </button>
          <button type="button" className="btn ghost" onClick={onClose}>
            {CAPTURE.keep}
          </button>
          {summary !== null && <small>{CAPTURE.marks}</small>}
        </div>
      </section>
    </BottomDrawer>
  );
}

function Reason({ damage }: Pick<CaptureDamageProps, 'damage'>) {
  const { reason, remedy } = damage;
  return <p>{`${reason[0].toUpperCase()}${reason.slice(1)}; ${remedy}.`}</p>;
}

function Broken({ damage, packets }: Pick<CaptureDamageProps, 'damage'> & { packets: number }) {
  const at = { left: `${(damage.byte / damage.fileBytes) * 100}%` };
  return (
    <>
      <p>
        {CAPTURE.brokenSays(count(damage.byte), count(damage.fileBytes))}{' '}
        <b>{packets === 1 ? CAPTURE.beforeOne : CAPTURE.before(count(packets))}</b>
      </p>
      <div className="byte-bar" aria-hidden="true">
        <i style={{ width: at.left }} />
        <u style={at} />
      </div>
      <p className="ends">
        <span>{CAPTURE.usable(count(packets))}</span>
        <span>{CAPTURE.damage}</span>
      </p>
    </>
  );
}
