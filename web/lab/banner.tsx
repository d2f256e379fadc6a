// One row under the sentence: what happened, what still works, and buttons. At most one, the gravest.
import { UI } from '../i18n/en.ts';
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
      aria-label={UI.page.message}
      aria-live={grave ? 'assertive' : 'polite'}
    >
      <p>{children}</p>
      {actions}
      {onDismiss !== undefined && (
        <button type="button" className="icon" aria-label={UI.page.dismiss} onClick={onDismiss}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      )}
    </section>
  );
}
