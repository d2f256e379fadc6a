// The head of the axis: presets, undo and redo, and what was done last.
import { Redo2, Undo2 } from 'lucide-react';
import { UI } from '../i18n/en.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { PresetsButton, type PresetsButtonProps } from './presets-button.tsx';

/** Presets, undo and redo; `bare` without words. */
export function Steps(props: PresetsButtonProps & { bare?: boolean }) {
  const { actions } = useLab();
  const past = useLabState((state) => state.history.past.length);
  const future = useLabState((state) => state.history.future.length);
  return (
    <div className="steps">
      <PresetsButton {...props} />
      <button
        type="button"
        className="icon"
        aria-label={LANE_WORDS.undo}
        title={LANE_WORDS.undoHint}
        disabled={past === 0}
        onClick={actions.undo}
      >
        <Undo2 size="1.15em" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={LANE_WORDS.redo}
        title={LANE_WORDS.redoHint}
        disabled={future === 0}
        onClick={actions.redo}
      >
        <Redo2 size="1.15em" aria-hidden="true" />
      </button>
    </div>
  );
}

export function AxisHead(props: PresetsButtonProps) {
  const notice = useLabState((state) => state.notice);
  return (
    <div className="headlab">
      <Steps {...props} />
      <Notice />
      {notice === '' && <small aria-hidden="true">{UI.axis.head}</small>}
    </div>
  );
}

/** What was done last, in words. */
export function Notice({ className }: { className?: string }) {
  const notice = useLabState((state) => state.notice);
  const aside = useLabState((state) => state.noticeAside);
  return (
    <p role="status" className={className} title={`${notice} ${aside}`.trim() || undefined}>
      {notice}
      {aside !== '' && <span className="sr"> {aside}</span>}
    </p>
  );
}
