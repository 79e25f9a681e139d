import { needsAttention } from '../../domain/attention.js';
import type { SnapshotFigures } from '../../domain/snapshot.js';
import { lastWeekSunday } from '../../domain/weeks.js';
import type { IsoDate } from '../../domain/units.js';
import { printedDifference } from '../../domain/variance.js';
import { shownSnapshots } from '../digests/snapshotStore.js';
import type { EntityManager } from '../platform/database.js';

interface ListedFigures {
  readonly clientId: string;
  readonly figures: SnapshotFigures;
  readonly booksVersion: number;
  readonly settingsVersion: number;
  readonly syncedAt: Date;
}

/** Writes a client's row of the list from its newest figures and last week's as they were shown then. */
export async function writeListRow(tx: EntityManager, listed: ListedFigures): Promise<void> {
  const { clientId, figures, booksVersion, settingsVersion, syncedAt } = listed;
  const { runway } = figures;
  const before = await lastWeek(tx, clientId, figures.asOf);
  const then = before?.figures.runway ?? null;
  const change =
    then && runway.weeks !== null && then.weeks !== null ? printedDifference(runway.weeks, then.weeks) : null;
  // The same judgement as the contract's `attention`, kept so that a list can be filtered by it.
  const worse = needsAttention({ ...runway, previous: then, stale: false, syncState: 'SYNCED' });
  await tx.execute(
    `update client_row set currency = ?, runway_state = ?, runway_status = ?, runway_weeks = ?, runway_over = ?,
       runway_reason = ?, cash_on_hand = ?, previous_as_of = ?, previous_runway = ?::jsonb, change = ?, lower_by_a_week = ?,
       worse_status = ?, as_of = ?, books_through = ?, books_version = ?, settings_version = ?, sync_state = 'SYNCED',
       sync_phase = null, sync_percent = null, sync_rows_read = null, sync_rows_per_second = null, last_good_at = ?, last_error = null, last_error_at = null
     where client_id = ?`,
    [
      figures.currency,
      runway.state,
      runway.status,
      runway.weeks,
      runway.over,
      runway.reason,
      figures.cashOnHand,
      before?.asOf ?? null,
      then ? JSON.stringify(then) : null,
      change,
      worse.includes('LOWER_BY_A_WEEK'),
      worse.includes('WORSE_STATUS'),
      figures.asOf,
      figures.booksThrough,
      booksVersion,
      settingsVersion,
      syncedAt,
      clientId,
    ],
  );
}

async function lastWeek(
  tx: EntityManager,
  clientId: string,
  asOf: IsoDate,
): Promise<{ readonly asOf: IsoDate; readonly figures: SnapshotFigures } | null> {
  const [shown] = await shownSnapshots(tx, [{ clientId, asOf: lastWeekSunday(asOf) }]);
  return shown ?? null;
}
