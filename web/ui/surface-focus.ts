// Where focus goes when a surface opens, and back to when it closes.
import { type RefObject, useLayoutEffect } from 'react';

const CONTROLS =
  'button:not(:disabled), input:not([hidden]), select, textarea, a[href], [tabindex]:not([tabindex="-1"])';

/** The control that is to have focus first: one that says so, else the first after the header, else the first of all. */
export function firstControl(surface: HTMLElement): HTMLElement | null {
  return (
    surface.querySelector<HTMLElement>('[data-first]') ??
    [...surface.querySelectorAll<HTMLElement>(CONTROLS)].find((each) => each.closest('header') === null) ??
    surface.querySelector<HTMLElement>(CONTROLS)
  );
}

/** Moves focus into a surface when it is mounted, and to whoever had it when it is gone, unless focus is elsewhere by then. */
export function useSurfaceFocus(surface: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const inside = surface.current;
    if (inside !== null) firstControl(inside)?.focus({ preventScroll: true });
    return () => {
      const focused = document.activeElement;
      const lost = focused === null || focused === document.body || inside?.contains(focused) === true;
      if (lost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [surface]);
}
