// The banner of a simulator that stopped: when, what still works, a new start, and a report with this state.
import { TriangleAlert } from 'lucide-react';
import { UI } from '../i18n/en.ts';
import { CHECK } from '../i18n/en-share.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { clock } from '../ui/format.ts';
import type { Opening } from '../ui/opening.ts';
import { Banner } from './banner.tsx';

export default function Stopped({ reportProblem }: Pick<Opening, 'reportProblem'>) {
  const { actions, selfCheck } = useLab();
  const fault = useLabState((state) => state.fault);
  const at = fault === null || fault.lastPs < 0 ? '' : clock(fault.lastPs / 1000);
  // what the program said is for those who mend it: it is in the report
  return (
    <Banner
      grave
      actions={
        <>
          <button type="button" className="btn small" onClick={actions.restart}>
            {UI.messages.restart}
          </button>
          <ActionButton
            label={UI.messages.report}
            done={CHECK.copied}
            act={() => reportProblem(selfCheck?.store.getState().result ?? null)}
          />
        </>
      }
    >
      <TriangleAlert size="1.15em" aria-hidden="true" />{' '}
      <strong>{UI.messages.stopped(at, fault?.lane ?? '')}</strong> {UI.messages.keepReading}
    </Banner>
  );
}
