/** Where a client's books stand with QuickBooks. */
export const SYNC_STATES = ['NOT_CONNECTED', 'WAITING', 'SYNCING', 'SYNCED', 'FAILING', 'NEEDS_RECONNECTING'] as const;

export type SyncState = (typeof SYNC_STATES)[number];

/** True when no sync can happen until a person signs in to QuickBooks. */
export function isDisconnected(state: SyncState): boolean {
  return state === 'NOT_CONNECTED' || state === 'NEEDS_RECONNECTING';
}

/** True when the last sync did not succeed, or the next one cannot. */
export function isSyncFailing(state: SyncState): boolean {
  return state === 'FAILING' || state === 'NEEDS_RECONNECTING';
}
