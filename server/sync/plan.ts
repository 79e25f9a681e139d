import { createHash } from 'node:crypto';
import { CHANGES_LOOK_BACK_DAYS } from '../quickbooks/mapping/changes.js';
import type { SyncCause } from './wants.js';

export type RunKind = 'FULL' | 'INCREMENTAL';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As far as QuickBooks tells changes (`quickbooks.md` 2, CDC), less a day for clocks that differ. */
const LOOK_BACK_MS = (CHANGES_LOOK_BACK_DAYS - 1) * DAY_MS;
/** Everything is read again once a week: names and marks that no change tells of are caught then. */
const WEEK_MS = 7 * DAY_MS;

export interface PlanGround {
  readonly clientId: string;
  /** QuickBooks' time up to which changes are known; null before the first good sync. */
  readonly changedUntil: Date | null;
  /** When everything was read last. */
  readonly wholeAt: Date | null;
  /** Somebody asked for everything. */
  readonly whole: boolean;
  readonly cause: SyncCause;
}

/** Whether changes are enough to bring the books up to date, or everything has to be read. */
export function planRun({ clientId, changedUntil, wholeAt, whole, cause }: PlanGround, now: Date): RunKind {
  if (whole || !changedUntil || !wholeAt) return 'FULL';
  if (now.getTime() - changedUntil.getTime() > LOOK_BACK_MS) return 'FULL';
  if (cause === 'SWEEP' && now >= nextWholeAt(clientId, wholeAt)) return 'FULL';
  return 'INCREMENTAL';
}

/**
 * When a sweep reads everything again: at the client's own instant of the week, which its id says, so that the readings of
 * many clients spread over it. Never sooner than half a week after the last whole reading and never later than a week.
 */
export function nextWholeAt(clientId: string, wholeAt: Date): Date {
  const share = createHash('sha256').update(clientId).digest().readUIntBE(0, 6) / 2 ** 48;
  const turn = Math.floor(share * WEEK_MS);
  const intoWeek = (wholeAt.getTime() - turn) % WEEK_MS;
  const untilTurn = WEEK_MS - ((intoWeek + WEEK_MS) % WEEK_MS);
  return new Date(wholeAt.getTime() + (untilTurn < WEEK_MS / 2 ? untilTurn + WEEK_MS / 2 : untilTurn));
}
