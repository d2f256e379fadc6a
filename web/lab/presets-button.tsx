// The button of the presets, in the axis head or in the bar, with the menu that hangs from it.
import { ChevronDown, LayoutList } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import type { Surface } from './surfaces.tsx';

const PresetsMenu = lazy(() => import('./presets-menu.tsx'));

export interface PresetsButtonProps {
  scenario: Scenario;
  surface: Surface;
  onSurface: (surface: Surface) => void;
  onOpenCapture: () => void;
  onProblem: (problem: string) => void;
}

/** `bare`: an icon only, where there is no room for the word. */
export function PresetsButton({
  surface,
  onSurface,
  bare,
  ...rest
}: PresetsButtonProps & { bare?: boolean }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const open = surface?.kind === 'presets';
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={bare ? 'icon presets-button' : 'btn small presets-button'}
        aria-label={bare ? UI.axis.presets : undefined}
        title={bare ? UI.axis.presets : undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onSurface(open ? null : { kind: 'presets' })}
      >
        {bare ? (
          <LayoutList size="1.25em" aria-hidden="true" />
        ) : (
          <>
            {UI.axis.presets}
            <ChevronDown size="1em" aria-hidden="true" />
          </>
        )}
      </button>
      {open && (
        <Suspense fallback={null}>
          <PresetsMenu {...rest} anchor={anchor} onClose={() => onSurface(null)} />
        </Suspense>
      )}
    </>
  );
}
