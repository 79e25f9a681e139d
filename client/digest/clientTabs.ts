import { useLocation } from 'wouter';
import { useClientKey } from './useClientKey.js';

/** The parts of a client's review that have a tab. */
export type ClientTab = 'digest' | 'hygiene' | 'console';

export const CLIENT_TABS: readonly ClientTab[] = ['digest', 'hygiene', 'console'];

/** The digest is what a client's address shows. */
export function tabAddress(clientId: string, tab: ClientTab): string {
  const client = `/clients/${encodeURIComponent(clientId)}`;
  return tab === 'digest' ? client : `${client}/${tab}`;
}

/** `1`, `2` and `3` go to the tabs. */
export function useTabKeys(clientId: string, tab: ClientTab): void {
  const [, navigate] = useLocation();
  const to = (next: ClientTab): void => {
    if (next !== tab) navigate(tabAddress(clientId, next));
  };
  useClientKey('1', () => to('digest'));
  useClientKey('2', () => to('hygiene'));
  useClientKey('3', () => to('console'));
}
