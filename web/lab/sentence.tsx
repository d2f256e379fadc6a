// The sentence is the control panel: every dotted word opens a popover with a slider, an exact field and presets.
import { UI } from '../i18n/en.ts';
import { lazy, Suspense, useRef, useState } from 'react';
import { FolderOpen } from 'lucide-react';
import type { CaptureReport, Scenario } from '../../sim-core/index.ts';
import { withoutVms } from '../scene/floors.ts';
import { count } from '../ui/format.ts';
import { equation, type Word, type WordId, type WordPatch, WORDS } from './words.ts';

const WordPopover = lazy(() => import('./word-popover.tsx'));
const ArrivalsPopover = lazy(() => import('./arrivals-popover.tsx'));

export interface SentenceProps {
  scenario: Scenario;
  budget: { ns: number; cycles: number };
  capture: { name: string; report: CaptureReport | null } | null;
  onWord: (patch: WordPatch, gesture?: string) => void;
  onTraffic: (fields: Record<string, unknown>) => void;
  onGestureEnd: () => void;
  onOpenCapture: () => void;
  onCloseCapture: () => void;
}

type Open = WordId | 'arrivals' | null;

const ARRIVAL_WORDS: Record<string, string> = {
  'line-rate': UI.traffic.even,
  constant: UI.traffic.even,
  poisson: UI.traffic.random,
  'on-off': UI.traffic.bursts,
  imix: UI.traffic.mixed,
  capture: UI.traffic.recorded,
};

/** Group "Traffic". */
export function Sentence(props: SentenceProps) {
  const [open, setOpen] = useState<Open>(null);
  const shared = { ...props, open, setOpen };
  return (
    <div className="traffic" role="group" aria-label={UI.traffic.name}>
      <p className="sentence" style={{ '--fit': fitOf(props) } as React.CSSProperties}>
        {props.scenario.traffic.kind === 'capture' ? (
          <CaptureWords {...shared} />
        ) : (
          <GeneratedWords {...shared} />
        )}
      </p>
      <button
        type="button"
        className="btn small"
        aria-label={UI.traffic.open}
        title={UI.traffic.openHint}
        onClick={props.onOpenCapture}
      >
        <FolderOpen size="1.15em" aria-hidden="true" />
        <span className="open-label">{UI.traffic.open}</span>
      </button>
    </div>
  );
}

/** What packets are addressed to: without VMs on the path only addresses. */
function receivers({ traffic, workload }: Scenario): string {
  if (withoutVms(workload.kind)) return traffic.vms === 1 ? 'address' : 'addresses';
  return traffic.vms === 1 ? 'VM' : 'VMs';
}

/** Characters that the sentence has room for on the plate at its full size. */
const ROOM = 124;

/** Factor on the sentence's size, so that long words still leave it on one line. */
function fitOf({ scenario, budget, capture }: SentenceProps): number {
  const { traffic, machine } = scenario;
  const words =
    traffic.kind === 'capture'
      ? [
          capture?.name ?? '',
          String(capture?.report?.packets ?? ''),
          'Send the packets of as recorded over Gb/s: a packet time of at to VMs. Close',
        ]
      : [
          String(traffic.frame_bytes ?? 'mix'),
          String(traffic.flows),
          String(machine.ghz),
          'Send -byte frames at 100% of 10 Gb/s: one every at GHz, in flows to VMs, evenly spaced.',
        ];
  const letters = words.join(' ').length + equation(budget.ns, budget.cycles).length + 4;
  // the close button of a capture takes room of its own
  const room = traffic.kind === 'capture' ? ROOM - 11 : ROOM;
  return Math.max(0.8, Math.min(1, room / letters));
}

type Shared = SentenceProps & { open: Open; setOpen: (open: Open) => void };

function GeneratedWords(props: Shared) {
  const { scenario, budget } = props;
  const single = typeof scenario.traffic.frame_bytes === 'number';
  return (
    <>
      Send {single ? <EditableWord id="frame" {...props} /> : <strong>mixed</strong>} frames at{' '}
      <EditableWord id="load" {...props} /> of <EditableWord id="link" {...props} />: one every{' '}
      <Equation budget={budget} /> at <EditableWord id="ghz" {...props} />, in{' '}
      <EditableWord id="flows" {...props} /> {scenario.traffic.flows === 1 ? 'flow' : 'flows'} to{' '}
      <EditableWord id="vms" {...props} /> {receivers(scenario)}, <ArrivalsWord {...props} />.
    </>
  );
}

function CaptureWords(props: Shared) {
  const { capture, budget, scenario } = props;
  const name = capture?.name ?? scenario.traffic.capture?.file ?? '';
  return (
    <>
      Send {capture?.report ? `the ${count(capture.report.packets)} packets of ` : ''}
      <span className="file">{name}</span>, <ArrivalsWord {...props} />, over{' '}
      <EditableWord id="link" {...props} />: a packet time of <Equation budget={budget} /> at{' '}
      <EditableWord id="ghz" {...props} />, to <strong>{scenario.traffic.vms}</strong> VMs.{' '}
      <button
        type="button"
        className="say"
        aria-label={UI.traffic.closeCapture}
        onClick={props.onCloseCapture}
      >
        Close
      </button>
    </>
  );
}

function Equation({ budget }: { budget: { ns: number; cycles: number } }) {
  return <span className="eq">{equation(budget.ns, budget.cycles)}</span>;
}

function EditableWord({ id, scenario, open, setOpen, onWord, onGestureEnd }: Shared & { id: WordId }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const word: Word = WORDS[id];
  const value = word.read(scenario);
  if (value === null) return null;
  const text = word.text(value);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="say"
        aria-label={`${word.label} ${text}`}
        aria-haspopup="dialog"
        aria-expanded={open === id}
        onClick={() => setOpen(open === id ? null : id)}
      >
        {text}
      </button>
      {open === id && (
        <Suspense fallback={null}>
          <WordPopover
            word={word}
            value={value}
            scenario={scenario}
            anchor={anchor}
            onClose={() => setOpen(null)}
            onValue={(next, gesture) => onWord(word.patch(next), gesture)}
            onGestureEnd={onGestureEnd}
          />
        </Suspense>
      )}
    </>
  );
}

function ArrivalsWord({ scenario, open, setOpen, onTraffic }: Shared) {
  const anchor = useRef<HTMLButtonElement>(null);
  const { kind, capture } = scenario.traffic;
  const timing = capture?.timing;
  const text =
    kind === 'capture' && timing !== 'recorded'
      ? timing === 'scaled'
        ? UI.traffic.scaled
        : UI.traffic.backToBack
      : ARRIVAL_WORDS[kind];
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="say"
        aria-label={`Arrivals ${text}`}
        aria-haspopup="dialog"
        aria-expanded={open === 'arrivals'}
        onClick={() => setOpen(open === 'arrivals' ? null : 'arrivals')}
      >
        {text}
      </button>
      {open === 'arrivals' && (
        <Suspense fallback={null}>
          <ArrivalsPopover
            scenario={scenario}
            anchor={anchor}
            onClose={() => setOpen(null)}
            onTraffic={onTraffic}
          />
        </Suspense>
      )}
    </>
  );
}
