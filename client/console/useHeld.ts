import { useMemo } from 'react';
import { usePrinting } from '../digest/reading.js';
import { useClientRows, useOverview } from '../offline/index.js';
import { isHeld, wayOn, type WayOn } from './heldFigures.js';

/** The figures are too old to be decided on: nothing is queued, but what came back can be put away. */
export interface Held {
  /** Since when, and what follows from that. */
  readonly since: string;
  readonly way: WayOn;
}

/** Null where all decisions can be queued. `syncedAt`: when the figures shown were read, by the server's clock. */
export function useHeld(clientId: string, syncedAt: string, offline: boolean): Held | null {
  const print = usePrinting();
  const sync = useOverview()?.versions.find((version) => version.clientId === clientId)?.sync ?? null;
  const row = useClientRows().rows?.find(({ id }) => id === clientId) ?? null;
  const state = sync?.state ?? row?.syncState ?? null;
  const paused = sync?.paused ?? false;
  const since = isHeld(syncedAt, print.now)
    ? `QuickBooks was last read ${print.instant(syncedAt)}. Decisions on figures older than 7 days expire: none is queued.`
    : null;
  return useMemo(
    () => (since === null ? null : { since, way: wayOn({ state, paused, offline }) }),
    [since, state, paused, offline],
  );
}
