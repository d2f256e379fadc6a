// A number that explains itself: a quiet button, underlined only under pointer and focus, boxed while it is explained.
import { Flag } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { UI } from '../i18n/en.ts';
import { type FigureId, useWhy } from './why-context.ts';

export interface FigureProps {
  lane: number;
  figure: FigureId;
  /** What it is, for those who hear it. */
  what: string;
  /** Its value as text. */
  value: string;
  className?: string;
  /** A constant in it is a what-if. */
  flagged?: boolean;
  children: ReactNode;
}

/** Drawn again only for another value. */
export const Figure = memo(function Figure({
  lane,
  figure,
  what,
  value,
  className = '',
  flagged = false,
  children,
}: FigureProps) {
  const { open, ask } = useWhy();
  const isOpen = open?.lane === lane && open.figure === figure;
  return (
    <button
      type="button"
      className={`figure ${className}`}
      data-why={figure}
      aria-label={UI.figure.explain(what, value)}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => ask(lane, figure)}
    >
      {flagged && <Flag className="pennant" size="0.8em" fill="currentColor" aria-hidden="true" />}
      {children}
    </button>
  );
});
