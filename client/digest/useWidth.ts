import { useSyncExternalStore } from 'react';

/** `wide`: the card stands beside the figures. `over`: it lies over them at the right. `sheet`: it covers the page. */
export type Width = 'wide' | 'over' | 'sheet';

const WIDE = '(min-width: 1200px)';
const SHEET = '(max-width: 900px)';

/** How much room the page has, kept current. */
export function useWidth(): Width {
  return useSyncExternalStore(subscribe, widthNow);
}

function widthNow(): Width {
  // Where the browser cannot tell (tests), nothing is opened by itself.
  if (typeof matchMedia !== 'function') return 'over';
  if (matchMedia(WIDE).matches) return 'wide';
  return matchMedia(SHEET).matches ? 'sheet' : 'over';
}

function subscribe(changed: () => void): () => void {
  if (typeof matchMedia !== 'function') return () => undefined;
  const queries = [WIDE, SHEET].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
