// Light, dark, or as the system has it; kept in this browser once somebody has chosen.
import { useEffect, useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'auto';

const KEY = '67ns.theme';
const DARK = '(prefers-color-scheme: dark)';

/** The address's theme, else the one kept, else the system's. */
export function firstTheme(asked: ThemeChoice | null): ThemeChoice {
  if (asked !== null) return asked;
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') return kept;
  } catch {
    // no storage: the system's
  }
  return 'auto';
}

/** Keeps a choice for the next visit. */
export function keepTheme(theme: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // no storage: for this visit only
  }
}

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** What the choice amounts to now, written to the document. */
export function useTheme(choice: ThemeChoice): 'light' | 'dark' {
  const system = useSyncExternalStore(subscribe, () => window.matchMedia(DARK).matches);
  const theme = choice === 'auto' ? (system ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
