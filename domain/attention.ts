import type { RunwayStatus } from './snapshot.js';
import { isWorseStatus } from './status.js';
import { isDisconnected, type SyncState } from './syncState.js';
import type { Weeks } from './units.js';

/** Why a client needs attention, in the order they are told. */
export const ATTENTION_REASONS = ['RED', 'WORSE_STATUS', 'LOWER_BY_A_WEEK', 'STALE', 'NOT_CONNECTED'] as const;

export type AttentionReason = (typeof ATTENTION_REASONS)[number];

const STALE_AFTER_MS = 48 * 60 * 60 * 1000;

export interface AttentionInput {
  readonly status: RunwayStatus;
  /** Printed weeks; null when the runway is a state. */
  readonly weeks: Weeks | null;
  /** Last week's, as it was shown then; null in a first week. */
  readonly previous: { readonly status: RunwayStatus; readonly weeks: Weeks | null } | null;
  readonly stale: boolean;
  readonly syncState: SyncState;
}

/** The reasons a client needs attention (domain: "needs attention"); empty when it does not. */
export function needsAttention(input: AttentionInput): AttentionReason[] {
  const { status, weeks, previous, stale, syncState } = input;
  const holds: Record<AttentionReason, boolean> = {
    RED: status === 'RED',
    WORSE_STATUS: previous !== null && isWorseStatus(status, previous.status),
    LOWER_BY_A_WEEK: previous !== null && isLowerByAWeek(weeks, previous.weeks),
    STALE: stale,
    NOT_CONNECTED: isDisconnected(syncState),
  };
  return ATTENTION_REASONS.filter((reason) => holds[reason]);
}

/** Compared in tenths: printed weeks are decimals that binary fractions cannot hold (5.3 − 4.3 < 1). */
function isLowerByAWeek(now: Weeks | null, before: Weeks | null): boolean {
  return now !== null && before !== null && Math.round(before * 10) - Math.round(now * 10) >= 10;
}

/**
 * Whether there was no good sync in the last 48 hours. Instants are milliseconds since 1970 or Dates. A client that was
 * never synced is judged from when it was connected; without that it is not stale, there is nothing to be stale.
 */
export function isStale(
  lastGoodSync: number | Date | null,
  now: number | Date,
  connectedAt: number | Date | null = null,
): boolean {
  const since = lastGoodSync ?? connectedAt;
  return since !== null && Number(now) - Number(since) > STALE_AFTER_MS;
}
