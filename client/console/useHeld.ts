import { useMemo } from 'react';
import { usePrinting } from '../digest/reading.js';
import { useClientRows, useOverview } from '../offline/index.js';
import { isHeld, wayOn, type WayOn } from './heldFigures.js';
import { useClockAhead } from './useClockAhead.js';

/** The figures are too old to be decided on. */
export interface Held {
  /** Since when, and what follows from that. */
  readonly since: string;
  readonly way: WayOn;
  /**
   * By the server's clock: nothing is queued, but what came back can be put away. By this device's alone it is only said,
   * for that clock may be wrong and the server judges.
   */
  readonly isCertain: boolean;
}

/** Null where all decisions can be queued. `syncedAt`: when the figures shown were read, by the server's clock. */
export function useHeld(clientId: string, syncedAt: string, offline: boolean): Held | null {
  const print = usePrinting();
  const sync = useOverview()?.versions.find((version) => version.clientId === clientId)?.sync ?? null;
  const row = useClientRows().rows?.find(({ id }) => id === clientId) ?? null;
  const state = sync?.state ?? row?.syncState ?? null;
  const paused = sync?.paused ?? false;
  const seemsHeld = isHeld(syncedAt, print.now);
  const ahead = useClockAhead(seemsHeld && !offline);
  const isCertain = ahead !== null && isHeld(syncedAt, print.now - ahead);
  const since = seemsHeld && (ahead === null || isCertain) ? print.instant(syncedAt) : null;
  return useMemo(
    () =>
      since === null
        ? null
        : { since: sinceWords(since, isCertain), way: wayOn({ state, paused, offline }), isCertain },
    [since, isCertain, state, paused, offline],
  );
}

function sinceWords(read: string, isCertain: boolean): string {
  return isCertain
    ? `QuickBooks was last read ${read}. Decisions on figures older than 7 days expire: none is queued.`
    : `QuickBooks was last read ${read}, by this device’s clock more than 7 days ago. Decisions on figures that old come back to be confirmed.`;
}
