import { InMemoryCache } from '@apollo/client';

/** What Apollo is asked to remember: nothing. The device's own store is the only copy of client data in this browser. */
export const REMEMBER_NOTHING = { fetchPolicy: 'no-cache' } as const;

/** A cache that stays empty; Apollo asks for one. */
export function emptyCache(): InMemoryCache {
  return new InMemoryCache();
}
