// The bar: mark, sentence, help and theme.
import { UI } from '../i18n/en.ts';
import { CircleHelp, Contrast, Share2 } from 'lucide-react';
import { memo, type RefObject } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Notice, Steps } from './axis-head.tsx';
import { Sentence } from './sentence.tsx';
import type { Surface } from './surfaces.tsx';
import { WhatIfStamp } from './what-ifs.tsx';
import type { WordPatch } from './words.ts';

export interface HeaderProps {
  /** What the sentence says, and what runs: they differ while a slider is dragged. */
  scenario: Scenario;
  running: Scenario;
  budget: { ns: number; cycles: number };
  surface: Surface;
  shareButton: RefObject<HTMLButtonElement | null>;
  onSurface: (surface: Surface) => void;
  onDraft: (patch: WordPatch) => void;
  onWord: (patch: WordPatch) => void;
  onTheme: () => void;
  onOpenCapture: () => void;
  onShowCapture: () => void;
  onProblem: (problem: string) => void;
  /** No axis is shown, which has presets, undo and redo at its head and the what-ifs at its foot. */
  withSteps: boolean;
}

/** Drawn again only for something of its own: figures that run on are not. */
export const Header = memo(function Header({ onTheme, shareButton, withSteps, ...props }: HeaderProps) {
  const { actions } = useLab();
  const capture = useLabState((state) => state.capture);
  const captureReport = useLabState((state) => state.captureReport);
  const { surface, onSurface, running, onOpenCapture, onProblem } = props;
  const helpOpen = surface?.kind === 'help';
  return (
    <header className="bar">
      <h1 className="sr">{UI.page.heading}</h1>
      <a className="mark" href="#/" aria-label={UI.page.home}>
        67<b>ns</b>
        <i />
      </a>
      {withSteps && (
        <>
          <Steps {...{ scenario: running, surface, onSurface, onOpenCapture, onProblem }} bare />
          <Notice className="sr" />
        </>
      )}
      <Sentence
        {...props}
        capture={capture === null ? null : { name: capture.name, report: captureReport }}
        onCloseCapture={actions.closeCapture}
      />
      {withSteps && <WhatIfStamp scenario={running} />}
      <div className="tools">
        <button
          ref={shareButton}
          type="button"
          className="icon"
          aria-label={UI.page.share}
          title={UI.page.shareHint}
          aria-haspopup="dialog"
          aria-expanded={surface?.kind === 'share'}
          onClick={() => onSurface(surface?.kind === 'share' ? null : { kind: 'share' })}
        >
          <Share2 size="1.25em" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={UI.page.keys}
          title={UI.page.keysHint}
          aria-haspopup="dialog"
          aria-expanded={helpOpen}
          onClick={() => onSurface(helpOpen ? null : { kind: 'help' })}
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
});
