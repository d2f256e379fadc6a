// The one banner: a worker that died, an input that was refused, a link that could not be read, in this order.
import { UI } from '../i18n/en.ts';
import { CAPTURE } from '../i18n/en-capture.ts';
import { FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Banner } from './banner.tsx';
import type { Opening } from '../ui/opening.ts';

const Refused = lazy(() => import('./refused.tsx'));

export function Messages({ opening, onOpenCapture }: { opening: Opening; onOpenCapture: () => void }) {
  const status = useLabState((state) => state.status);
  const refusal = useLabState((state) => state.refusal);
  const scenario = useLabState((state) => state.scenario);
  if (status === 'dead' || status === 'fault') return <Stopped />;
  if (refusal !== null) {
    return (
      <Suspense fallback={null}>
        <Refused refusal={refusal} scenario={scenario} />
      </Suspense>
    );
  }
  if (opening.problem !== '') return <Banner onDismiss={opening.dismiss}>{opening.problem}</Banner>;
  if (opening.wanted !== null) return <WantsFile opening={opening} onOpenCapture={onOpenCapture} />;
  if (opening.problems.length > 0) {
    return (
      <Banner onDismiss={opening.dismiss}>
        <strong>{UI.messages.partOfLink}</strong> {opening.problems.join(' · ')}.
      </Banner>
    );
  }
  return null;
}

function Stopped() {
  const { actions } = useLab();
  const fault = useLabState((state) => state.fault);
  return (
    <Banner
      grave
      actions={
        <button type="button" className="btn small" onClick={actions.restart}>
          {UI.messages.restart}
        </button>
      }
    >
      <strong>{UI.messages.stopped}</strong> What is drawn stays
      {fault?.message ? `. It said: ${fault.message}` : ''}
      {fault !== null && fault.lane !== '' ? ` (lane ${fault.lane}, seed ${fault.seed})` : ''}.
    </Banner>
  );
}

function WantsFile({ opening, onOpenCapture }: { opening: Opening; onOpenCapture: () => void }) {
  const name = opening.wanted?.traffic?.capture?.file ?? '';
  return (
    <Banner
      actions={
        <>
          <button type="button" className="btn small primary" onClick={onOpenCapture}>
            {UI.traffic.open}
          </button>
          <button type="button" className="btn small" onClick={opening.forgetWanted}>
            {CAPTURE.goOn}
          </button>
        </>
      }
    >
      <FileText size="1.1em" aria-hidden="true" /> <strong>{CAPTURE.linkWith(name)}</strong>{' '}
      {CAPTURE.linkSays}
    </Banner>
  );
}
