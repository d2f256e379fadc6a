// A popover hung from its word: square, inked, no shadow, not modal; focus goes back to the opener.
import '../styles/say.css';
import { X } from 'lucide-react';
import { Popover as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { UI } from '../i18n/en.ts';

export interface PopoverProps {
  anchor: RefObject<HTMLElement | null>;
  label: string;
  /** Added to `pop`, for its width. */
  className?: string;
  /** Which way it opens where there is room. */
  side?: 'bottom' | 'top';
  onClose: () => void;
  children: ReactNode;
}

/** From a word of the sentence to the bar's lower edge, px. */
function gap(): number {
  return 0.62 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Open as long as it is mounted; Escape and a press outside close it. */
export function Popover(props: PopoverProps) {
  const { anchor, label, className = '', side = 'bottom', onClose, children } = props;
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          className={`pop ${className}`}
          aria-label={label}
          align={side === 'top' ? 'center' : 'start'}
          side={side}
          sideOffset={gap()}
          alignOffset={side === 'top' ? 0 : -18}
          collisionPadding={8}
          onOpenAutoFocus={(event) => {
            const inside = event.currentTarget;
            const first =
              inside instanceof HTMLElement ? inside.querySelector<HTMLElement>('[data-first]') : null;
            if (first === null) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus();
          }}
          onInteractOutside={(event) => {
            // the opener closes it itself
            if (event.target instanceof Node && anchor.current?.contains(event.target))
              event.preventDefault();
          }}
        >
          <button type="button" className="icon sheet-close" aria-label={UI.page.close} onClick={onClose}>
            <X size="1.3em" aria-hidden="true" />
          </button>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
