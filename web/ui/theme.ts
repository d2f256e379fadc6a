// Light, dark, or as the system has it; kept in this browser once somebody has chosen.
import { useEffect, useSyncExternalStore } from 'react';
import { mediaMatches } from './media.ts';

export type ThemeChoice = 'light' | 'dark' | 'auto';

const KEY = '67ns.theme';
const DARK = '(prefers-color-scheme: dark)';
const FORCED = '(forced-colors: active)';

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
  const queries = [DARK, FORCED].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** What the build renders. */
const isNot = () => false;

/** What the choice amounts to now, written to the document. */
export function useTheme(choice: ThemeChoice): 'light' | 'dark' {
  const system = useSyncExternalStore(subscribe, () => mediaMatches(DARK), isNot);
  // forced colours are light or dark as their owner wants, and what is drawn has to stand on them
  const forced = useSyncExternalStore(subscribe, () => mediaMatches(FORCED), isNot);
  const theme = choice === 'auto' || forced ? (system ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
