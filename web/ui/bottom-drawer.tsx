// The bottom drawer: rises from the transport to the street, covers gauge and counters, leaves the building in view.
import { X } from 'lucide-react';
import { type KeyboardEventHandler, type ReactNode, useId, useRef } from 'react';
import { UI } from '../i18n/en.ts';
import { useHeldTime } from './held-time.ts';
import { MovingPanel } from './moving-panel.tsx';
import { useSurfaceFocus } from './surface-focus.ts';

export interface BottomDrawerProps {
  title: ReactNode;
  /** Accessible name where the title is not meant for it, such as "Packet" or "Capture". */
  label?: string;
  /** One sentence beside the title. */
  note?: ReactNode;
  /** Buttons after the note, left; and before the closing button, right. */
  after?: ReactNode;
  tools?: ReactNode;
  /** A row at the foot that does not scroll. */
  foot?: ReactNode;
  /** `fill` gives the body all the height; `short` lets the drawer be as high as its contents. */
  size?: 'fill' | 'short';
  className?: string;
  /** Keys of its own, before the Lab's. */
  onKeyDown?: KeyboardEventHandler<HTMLDivElement>;
  onClose: () => void;
  children: ReactNode;
}

const RISE = { duration: 0.38, ease: [0.2, 0.75, 0.2, 1] } as const;

/**
 * Open as long as it is mounted. Escape closes it by the Lab's own command, focus goes back to its opener; a press
 * outside does not close it, and playing goes on once it stands. Focus goes to `[data-first]`, or to the first control.
 */
export function BottomDrawer(props: BottomDrawerProps) {
  const {
    title,
    label,
    note,
    after,
    tools,
    foot,
    size = 'fill',
    className = '',
    onKeyDown,
    onClose,
    children,
  } = props;
  const panel = useRef<HTMLDivElement>(null);
  const heading = useId();
  const settle = useHeldTime();
  useSurfaceFocus(panel);
  return (
    <MovingPanel
      ref={panel}
      className={`panel bottom ${size} ${className}`}
      role="dialog"
      {...(label === undefined ? { 'aria-labelledby': heading } : { 'aria-label': label })}
      initial={{ y: '100%' }}
      animate={{ y: 0 }}
      transition={RISE}
      onAnimationComplete={settle}
      onKeyDown={onKeyDown}
    >
      <header>
        <h3 id={heading}>{title}</h3>
        {note !== undefined && <p>{note}</p>}
        {after}
        <span className="push" />
        {tools}
        <button type="button" className="icon" aria-label={UI.page.close} onClick={onClose}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      </header>
      <div className="body">{children}</div>
      {foot !== undefined && <footer>{foot}</footer>}
    </MovingPanel>
  );
}
