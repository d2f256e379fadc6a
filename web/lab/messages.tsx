// The one banner: a worker that died, an input that was refused, a link that could not be read, in this order.
import { UI } from '../i18n/en.ts';
import { CAPTURE_LINK } from '../i18n/en-capture-link.ts';
import { FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLabState } from '../stores/use-lab.ts';
import { Banner } from './banner.tsx';
import type { Opening } from '../ui/opening.ts';

const DamagedLink = lazy(() => import('./damaged-link.tsx'));
const Stopped = lazy(() => import('./stopped.tsx'));
const NothingToMeasure = lazy(() => import('./nothing-to-measure.tsx'));
const Refused = lazy(() => import('./refused.tsx'));

export function Messages({ opening, onOpenCapture }: { opening: Opening; onOpenCapture: () => void }) {
  const status = useLabState((state) => state.status);
  const refusal = useLabState((state) => state.refusal);
  const scenario = useLabState((state) => state.scenario);
  if (status === 'dead' || status === 'fault') {
    return (
      <Suspense fallback={<Banner grave>{UI.messages.stopped('', '')}</Banner>}>
        <Stopped reportProblem={opening.reportProblem} />
      </Suspense>
    );
  }
  if (status === 'empty') {
    return (
      <Suspense fallback={null}>
        <NothingToMeasure />
      </Suspense>
    );
  }
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
      <Suspense fallback={null}>
        <DamagedLink {...opening} />
      </Suspense>
    );
  }
  return null;
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
            {CAPTURE_LINK.goOn}
          </button>
        </>
      }
    >
      <FileText size="1.1em" aria-hidden="true" /> <strong>{CAPTURE_LINK.linkWith(name)}</strong>{' '}
      {CAPTURE_LINK.linkSays}
    </Banner>
  );
}
