import { useSyncExternalStore } from 'react';

/** What a person chose; `system` follows the device. */
export type ThemeChoice = 'light' | 'dark' | 'system';

export const THEME_CHOICES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

/** Also read by public/themeBoot.js before the first paint. Holds no client data, so it survives sign-out. */
export const THEME_KEY = 'runway-theme';

const listeners = new Set<() => void>();

/** The remembered choice; `system` when there is none, or the device refuses to remember. */
export function readThemeChoice(): ThemeChoice {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    // Storage is switched off in this browser: the choice then lives as long as the page.
    const shown = document.documentElement.dataset['theme'];
    return shown === 'light' || shown === 'dark' ? shown : 'system';
  }
}

/** Shows the choice at once and remembers it where the device allows. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
  try {
    if (choice === 'system') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, choice);
  } catch {
    // Shown already; only the memory of it is missing.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const followOtherTabs = (event: StorageEvent): void => {
    if (event.key === THEME_KEY) chooseTheme(readThemeChoice());
  };
  listeners.add(listener);
  window.addEventListener('storage', followOtherTabs);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', followOtherTabs);
  };
}

/** The choice, kept current over all tabs. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, readThemeChoice, () => 'system');
}
