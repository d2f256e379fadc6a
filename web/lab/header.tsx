// The bar: mark, sentence, help and theme.
import { UI } from '../i18n/en.ts';
import { CircleHelp, Contrast } from 'lucide-react';
import type { Scenario } from '../../sim-core/index.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Sentence } from './sentence.tsx';

export interface HeaderProps {
  scenario: Scenario;
  budget: { ns: number; cycles: number };
  helpOpen: boolean;
  onHelp: () => void;
  onTheme: () => void;
  onOpenCapture: () => void;
}

export function Header({ scenario, budget, helpOpen, onHelp, onTheme, onOpenCapture }: HeaderProps) {
  const { actions } = useLab();
  const capture = useLabState((state) => state.capture);
  const captureReport = useLabState((state) => state.captureReport);
  return (
    <header className="bar">
      <h1 className="sr">{UI.page.heading}</h1>
      <a className="mark" href="#/" aria-label={UI.page.home}>
        67<b>ns</b>
        <i />
      </a>
      <Sentence
        scenario={scenario}
        budget={budget}
        capture={capture === null ? null : { name: capture.name, report: captureReport }}
        onWord={(patch, gesture) => {
          if (patch.section === 'machine') actions.setMachine(patch.fields, gesture);
          else actions.setTraffic(patch.fields, gesture);
        }}
        onTraffic={(fields) => actions.setTraffic(fields)}
        onGestureEnd={actions.endGesture}
        onOpenCapture={onOpenCapture}
        onCloseCapture={actions.closeCapture}
      />
      <div className="tools">
        <button
          type="button"
          className="icon"
          aria-label={UI.page.keys}
          title={UI.page.keysHint}
          aria-haspopup="dialog"
          aria-expanded={helpOpen}
          onClick={onHelp}
        >
          <CircleHelp size="1.3em" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={UI.page.theme}
          title={UI.page.themeHint}
          onClick={onTheme}
        >
          <Contrast size="1.3em" aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}
