// A popover hung from its word: square, inked, no shadow, not modal; focus goes back to the opener.
import { Popover as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';

export interface PopoverProps {
  anchor: RefObject<HTMLElement | null>;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** Open as long as it is mounted; Escape and a press outside close it. */
export function Popover({ anchor, label, onClose, children }: PopoverProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          className="pop"
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={8}
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
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
