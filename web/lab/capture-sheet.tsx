// A capture that was opened: what is in it, before anything runs; sending its packets is a step of its own.
import '../styles/say.css';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { CaptureInspection, CaptureSummary, CaptureTiming, Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { CAPTURE } from '../i18n/en-capture.ts';
import { CAPTURE_TIMINGS } from '../i18n/en-sentence.ts';
import { useLab } from '../stores/use-lab.ts';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { trimmed } from '../ui/format.ts';
import type { Opening } from '../ui/opening.ts';
import { CaptureDamage } from './capture-damage.tsx';
import { captureFacts, fileSize, sizeBars } from './capture-facts.ts';
import { CaptureOwners } from './capture-owners.tsx';

/** A file's bytes, read and looked into, not yet sent. */
export interface HeldCapture {
  name: string;
  bytes: Uint8Array;
  hash: string;
  inspection: CaptureInspection;
}

export interface CaptureSheetProps {
  held: HeldCapture;
  /** What runs; its link and clock say what a frame costs. */
  scenario: Scenario;
  opening: Opening;
  onAnother: () => void;
  onClose: () => void;
}

export default function CaptureSheet(props: CaptureSheetProps) {
  const { held, onAnother, onClose } = props;
  const [whole, setWhole] = useState(held.inspection.damage === null);
  const { summary, damage } = held.inspection;
  if (damage !== null && (!whole || summary === null)) {
    const use = () => setWhole(true);
    return <CaptureDamage {...{ damage, summary, onAnother, onClose }} name={held.name} onUse={use} />;
  }
  return summary === null ? null : <Contents key={held.hash} {...props} summary={summary} />;
}

function Contents({
  held,
  summary,
  scenario,
  opening,
  onClose,
}: CaptureSheetProps & { summary: CaptureSummary }) {
  const { actions } = useLab();
  const wanted = opening.wanted?.traffic?.capture ?? null;
  const [timing, setTiming] = useState<CaptureTiming>(wanted?.timing ?? 'recorded');
  const [vms, setVms] = useState<readonly string[] | null>(wanted?.vms ?? null);
  const [naming, setNaming] = useState(false);
  const other = opening.wantedHash !== null && opening.wantedHash !== held.hash;
  const send = () => {
    const tolerant = held.inspection.damage === null ? {} : { tolerant: true };
    const named = vms === null ? {} : { vms: [...vms] };
    actions.openCapture(held.name, held.bytes, { timing, ...named, ...tolerant }, opening.wanted);
    onClose();
  };
  const foot = (
    <>
      <Lock size="1.1em" aria-hidden="true" />
      <b>{CAPTURE.never}</b>
      <span className="push" />
      <button type="button" className="btn" aria-pressed={naming} onClick={() => setNaming(!naming)}>
        {CAPTURE.nameVms}
      </button>
      <button type="button" className="btn" onClick={onClose}>
        {CAPTURE.notNow}
      </button>
      <button type="button" className="btn primary" data-first="" onClick={send}>
        {other ? CAPTURE.useAnyway : CAPTURE.send}
      </button>
    </>
  );
  return (
    <BottomDrawer
      label={UI.capture.name}
      title={held.name}
      note={CAPTURE.size(fileSize(held.bytes.length), summary.format)}
      className="capture"
      foot={foot}
      onClose={onClose}
    >
      {other && (
        <p className="not-same" role="alert">
          {CAPTURE.notSame(held.hash, opening.wantedHash ?? '')}
        </p>
      )}
      <CaptureOwners summary={summary} vms={vms} naming={naming} onVms={setVms} />
      <Sizes summary={summary} />
      <Facts summary={summary} scenario={scenario} />
      <Timing timing={timing} load={scenario.traffic.load} onTiming={setTiming} />
    </BottomDrawer>
  );
}

function Sizes({ summary }: { summary: CaptureSummary }) {
  const bars = sizeBars(summary);
  const most = Math.max(...bars.map(({ share }) => share));
  return (
    <section>
      <h4>{CAPTURE.sizes}</h4>
      <div className="hist">
        {bars.map(({ name, share }) => (
          <div key={name}>
            <span>{`${trimmed(share * 100, 2)} %`}</span>
            <i style={{ height: `${(share / most) * 5.5}rem` }} />
            <b>{name}</b>
          </div>
        ))}
      </div>
    </section>
  );
}

function Facts({ summary, scenario }: { summary: CaptureSummary; scenario: Scenario }) {
  return (
    <section>
      <h4>{CAPTURE.facts}</h4>
      <dl className="facts-list">
        {captureFacts(summary, scenario).map(({ figure, words }) => (
          <div key={words}>
            <dt>{figure}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface TimingProps {
  timing: CaptureTiming;
  load: number;
  onTiming: (timing: CaptureTiming) => void;
}

function Timing({ timing, load, onTiming }: TimingProps) {
  return (
    <section>
      <h4>{CAPTURE.when}</h4>
      <div className="kinds" role="radiogroup" aria-label={CAPTURE.when}>
        {CAPTURE_TIMINGS.map(([id, label, says]) => (
          <label key={id}>
            <input type="radio" name="timing" checked={timing === id} onChange={() => onTiming(id)} />
            <span>
              <b>{label}</b>
              <small>{id === 'scaled' ? CAPTURE.scaledTo(trimmed(load * 100, 3)) : says}</small>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
