// The sentence is the control panel: every dotted word opens its control; while one is dragged the sentence moves along.
import { FolderOpen } from 'lucide-react';
import { Fragment, lazy, type ReactNode, Suspense, useRef } from 'react';
import type { CaptureReport, Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { SAY } from '../i18n/en-sentence.ts';
import { BUDGET } from '../i18n/en-figures.ts';
import { withoutVms } from '../scene/floors.ts';
import { count } from '../ui/format.ts';
import type { Surface } from './surfaces.tsx';
import { useFit } from './use-fit.ts';
import { equation, type WordId, type WordPatch, WORDS } from './words.ts';

const WordPopover = lazy(() => import('./word-popover.tsx'));
const FramePopover = lazy(() => import('./frame-popover.tsx'));
const LoadPopover = lazy(() => import('./load-popover.tsx'));
const BudgetPopover = lazy(() => import('./budget-popover.tsx'));
const ArrivalsPopover = lazy(() => import('./arrivals-popover.tsx'));

export interface SentenceProps {
  /** What is being said: the running scenario, or what it would be where a slider is now. */
  scenario: Scenario;
  running: Scenario;
  budget: { ns: number; cycles: number };
  capture: { name: string; report: CaptureReport | null } | null;
  surface: Surface;
  onSurface: (surface: Surface) => void;
  onDraft: (patch: WordPatch) => void;
  onWord: (patch: WordPatch) => void;
  onOpenCapture: () => void;
  onShowCapture: () => void;
  onCloseCapture: () => void;
}

const ARRIVAL_WORDS: Record<string, string> = {
  'line-rate': UI.traffic.even,
  constant: UI.traffic.even,
  poisson: UI.traffic.random,
  'on-off': UI.traffic.bursts,
  imix: UI.traffic.even,
};

const TIMING_WORDS: Record<string, string> = {
  recorded: UI.traffic.recorded,
  scaled: UI.traffic.scaled,
  'back-to-back': UI.traffic.backToBack,
};

/** Group "Traffic". */
export function Sentence(props: SentenceProps) {
  const { scenario, surface, onSurface } = props;
  const line = useRef<HTMLParagraphElement>(null);
  useFit(
    line,
    `${JSON.stringify(scenario.traffic)} ${props.budget.cycles} ${props.capture?.report?.packets}`,
  );
  const more = surface?.kind === 'machine';
  return (
    <div className="traffic" role="group" aria-label={UI.traffic.name}>
      <p className="sentence" ref={line}>
        {scenario.traffic.kind === 'capture' ? <CaptureWords {...props} /> : <GeneratedWords {...props} />}
        <span className="more">
          {'; '}
          <button
            type="button"
            className="say"
            aria-label={SAY.moreName}
            aria-haspopup="dialog"
            aria-expanded={more}
            onClick={() => onSurface(more ? null : { kind: 'machine' })}
          >
            {SAY.more}
          </button>
        </span>
      </p>
      <button
        type="button"
        className="icon open-capture"
        aria-label={UI.traffic.open}
        title={UI.traffic.openHint}
        onClick={props.onOpenCapture}
      >
        <FolderOpen size="1.25em" aria-hidden="true" />
      </button>
    </div>
  );
}

/** A template with parts of the page in place of its {names}; no name stands twice. */
function filled(template: string, parts: Record<string, ReactNode>): ReactNode[] {
  const pieces = template.split(/\{(\w+)\}/);
  return pieces.map((piece, i) => {
    const name = pieces[i - 1] ?? '';
    return i % 2 === 0 ? piece : <Fragment key={`${name}${piece}`}>{parts[piece]}</Fragment>;
  });
}

function GeneratedWords(props: SentenceProps) {
  const { scenario } = props;
  const { flows, vms } = scenario.traffic;
  const receivers = withoutVms(scenario.workload.kind) ? SAY.addresses : SAY.vms;
  return filled(scenario.traffic.load < 1 ? SAY.generatedApart : SAY.generated, {
    ...words(props, ['frame', 'load', 'link', 'ghz', 'flows', 'vms', 'arrivals']),
    equation: <Equation {...props} />,
    flowNoun: flows === 1 ? SAY.flows.one : SAY.flows.many,
    receivers: vms === 1 ? receivers.one : receivers.many,
  });
}

function CaptureWords(props: SentenceProps) {
  const { capture, scenario, surface } = props;
  const { timing, file } = scenario.traffic.capture ?? { timing: 'recorded', file: '' };
  const name = capture?.name ?? file;
  const packets = capture?.report?.packets;
  return filled(timing === 'scaled' ? SAY.capturedScaled : SAY.captured, {
    ...words(props, ['load', 'link', 'ghz', 'arrivals']),
    packets: packets === undefined ? SAY.packets : SAY.somePackets(count(packets)),
    file: (
      <button
        type="button"
        className="say file"
        aria-label={`${UI.capture.name} ${name}`}
        aria-haspopup="dialog"
        aria-expanded={surface?.kind === 'capture'}
        onClick={props.onShowCapture}
      >
        {name}
      </button>
    ),
    equation: <Equation {...props} />,
    vms: <strong>{scenario.traffic.vms}</strong>,
    receivers: scenario.traffic.vms === 1 ? SAY.vms.one : SAY.vms.many,
    close: (
      <button
        type="button"
        className="say"
        aria-label={UI.traffic.closeCapture}
        onClick={props.onCloseCapture}
      >
        {UI.page.close}
      </button>
    ),
  });
}

function words(props: SentenceProps, ids: readonly (WordId | 'arrivals')[]): Record<string, ReactNode> {
  return Object.fromEntries(ids.map((id) => [id, <SayWord key={id} id={id} {...props} />]));
}

/** One packet time; pressed, it says what it is made of. */
function Equation({ scenario, budget, capture, surface, onSurface }: SentenceProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const open = surface?.kind === 'budget';
  const text = equation(budget.ns, budget.cycles);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="eq"
        aria-label={UI.figure.explain(BUDGET.title, text)}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onSurface(open ? null : { kind: 'budget' })}
      >
        {text}
      </button>
      {open && (
        <Suspense fallback={null}>
          <BudgetPopover
            {...{ scenario, budget, anchor }}
            captured={capture !== null}
            onClose={() => onSurface(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** A word as it stands in the sentence, and its accessible name before the value. */
export function wordText(id: WordId | 'arrivals', scenario: Scenario): { label: string; text: string } {
  const { kind, frame_bytes, capture } = scenario.traffic;
  if (id === 'arrivals') {
    return {
      label: UI.traffic.arrivals,
      text: capture === null ? ARRIVAL_WORDS[kind] : TIMING_WORDS[capture.timing],
    };
  }
  const { label, read, text } = WORDS[id];
  const value = read(scenario);
  if (value !== null) return { label, text: text(value) };
  return { label, text: frame_bytes === null ? SAY.imix : SAY.mixed };
}

function SayWord(props: SentenceProps & { id: WordId | 'arrivals' }) {
  const { id, scenario, running, surface, onSurface, onDraft, onWord, onOpenCapture } = props;
  const anchor = useRef<HTMLButtonElement>(null);
  const open = surface?.kind === 'word' && surface.word === id;
  const { label, text } = wordText(id, scenario);
  const shared = { scenario, anchor, onDraft, onWord, onClose: () => onSurface(null) };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="say"
        aria-label={`${label} ${text}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onSurface(open ? null : { kind: 'word', word: id })}
      >
        {text}
      </button>
      {open && (
        <Suspense fallback={null}>
          {id === 'frame' && <FramePopover {...shared} />}
          {id === 'load' && <LoadPopover {...shared} running={running} />}
          {id === 'arrivals' && <ArrivalsPopover {...shared} onOpenCapture={onOpenCapture} />}
          {(id === 'link' || id === 'ghz' || id === 'flows' || id === 'vms') && (
            <WordPopover {...shared} word={id} />
          )}
        </Suspense>
      )}
    </>
  );
}
