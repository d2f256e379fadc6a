// One row under the sentence: what happened, what still works, and buttons. At most one, the gravest.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

export interface BannerProps {
  grave?: boolean;
  children: ReactNode;
  /** Buttons before the one that dismisses. */
  actions?: ReactNode;
  onDismiss?: () => void;
}

export function Banner({ grave = false, children, actions, onDismiss }: BannerProps) {
  return (
    <section
      className={grave ? 'banner grave' : 'banner'}
      aria-label="Message"
      aria-live={grave ? 'assertive' : 'polite'}
    >
      <p>{children}</p>
      {actions}
      {onDismiss !== undefined && (
        <button type="button" className="icon" aria-label="Dismiss" onClick={onDismiss}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      )}
    </section>
  );
}
