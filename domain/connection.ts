import { dateInZone } from './calendar.js';
import { formatDay, formatInstant, type ReadingMoment } from './format.js';
import type { RefusalCode } from './refusal.js';
import { isDisconnected, type SyncState } from './syncState.js';

/** What the reading of a company by hand depends on. */
export interface ConnectionStanding {
  readonly state: SyncState;
  readonly paused: boolean;
  /** The month's calls of all companies are spent. */
  readonly allowanceUsed: boolean;
}

/** Why a company cannot be read now; null when it can. What lasts longest is said first. */
export function refusalToSync({ state, paused, allowanceUsed }: ConnectionStanding): RefusalCode | null {
  if (isDisconnected(state)) return 'NOT_CONNECTED';
  if (paused) return 'PAUSED';
  return allowanceUsed ? 'ALLOWANCE_USED' : null;
}

/** Why the reading of a company can be neither stopped nor resumed; null when it can. */
export function refusalToPause({ state }: Pick<ConnectionStanding, 'state'>): RefusalCode | null {
  return state === 'NOT_CONNECTED' ? 'NOT_CONNECTED' : null;
}

/** What follows a failure, in a sentence; `retryAt` is the instant of the next try, null when none is planned. */
export function stepAfterFailure(
  { state, paused, retryAt }: Pick<ConnectionStanding, 'state' | 'paused'> & { readonly retryAt: Date | null },
  moment: ReadingMoment,
): string {
  if (isDisconnected(state)) return 'Connect the company again to go on reading.';
  if (paused) return 'Reading is paused. It goes on when it is resumed.';
  if (state === 'SYNCING') return 'The next try is under way.';
  if (retryAt === null) return 'No further try is planned. A sync can be started by hand.';
  if (Number(retryAt) <= Number(moment.now)) return 'The next try begins now.';
  const [day, today] = [dateInZone(retryAt, moment.zone), dateInZone(moment.now, moment.zone)];
  if (day === today) return `The next try is at ${formatInstant(retryAt, moment)}.`;
  return `The next try is on ${formatDay(day, today)}.`;
}
