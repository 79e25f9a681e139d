import type { SyncCause } from './wants.js';

export type RunKind = 'FULL' | 'INCREMENTAL';

const DAY_MS = 24 * 60 * 60 * 1000;
/** QuickBooks tells changes of the last 30 days (`quickbooks.md` 2, CDC); a day is kept for clocks that differ. */
const LOOK_BACK_MS = 29 * DAY_MS;
/** Sweeps read everything again once a week: names and marks that no change tells of are caught then. */
const WHOLE_EVERY_MS = 7 * DAY_MS;

export interface PlanGround {
  /** QuickBooks' time up to which changes are known; null before the first good sync. */
  readonly changedUntil: Date | null;
  /** When everything was read last. */
  readonly wholeAt: Date | null;
  /** Somebody asked for everything. */
  readonly whole: boolean;
  readonly cause: SyncCause;
}

/** Whether changes are enough to bring the books up to date, or everything has to be read. */
export function planRun({ changedUntil, wholeAt, whole, cause }: PlanGround, now: Date): RunKind {
  if (whole || !changedUntil || !wholeAt) return 'FULL';
  if (now.getTime() - changedUntil.getTime() > LOOK_BACK_MS) return 'FULL';
  if (cause === 'SWEEP' && now.getTime() - wholeAt.getTime() > WHOLE_EVERY_MS) return 'FULL';
  return 'INCREMENTAL';
}
