import type { ClientSettings } from '../../domain/books.js';
import type { HistoryFigures } from '../../domain/history.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';
import type { SnapshotDetail } from './snapshotDetail.js';

/** One immutable snapshot: all figures for (as-of date, books version, settings version). */
export interface Snapshot {
  readonly clientId: string;
  readonly asOf: IsoDate;
  readonly booksVersion: number;
  readonly settingsVersion: number;
  /** Built later from the versioned books, not shown at the time. */
  readonly reconstructed: boolean;
  readonly syncedAt: Date;
  /** What was counted, set aside and thought critical then; null where it was not kept yet. */
  readonly settings: ClientSettings | null;
  readonly figures: HistoryFigures;
}

interface SnapshotRow {
  readonly client_id: string;
  readonly as_of: string;
  readonly books_version: number;
  readonly settings_version: number;
  readonly reconstructed: boolean;
  readonly synced_at: Date | string;
  readonly settings: ClientSettings | null;
  readonly figures: HistoryFigures;
}

/** A snapshot to keep; `detail` only for what is shown now, since it follows from the versioned books. */
export interface NewSnapshot extends Omit<Snapshot, 'clientId'> {
  readonly detail: SnapshotDetail | null;
}

/** Dates that have a snapshot already. */
export async function snapshotDates(
  tx: EntityManager,
  clientId: string,
  dates: readonly IsoDate[],
): Promise<Set<IsoDate>> {
  const rows = await tx.execute<{ as_of: IsoDate }[]>(
    'select distinct as_of::text from snapshot where client_id = ? and as_of = any(?::date[])',
    [clientId, dateArray(dates)],
  );
  return new Set(rows.map((row) => row.as_of));
}

/** Keeps snapshots, a statement each since they can be large; one that is there already stays as it was first. */
export async function keepSnapshots(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  snapshots: readonly NewSnapshot[],
  at: Date,
): Promise<void> {
  for (const snapshot of snapshots) {
    const { asOf, booksVersion, settingsVersion, reconstructed, syncedAt, settings, figures, detail } = snapshot;
    await tx.execute(
      `insert into snapshot (client_id, firm_id, as_of, books_version, settings_version, reconstructed, synced_at,
         created_at, settings, figures, movements, provenance)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb) on conflict do nothing`,
      [
        ...[clientId, firmId, asOf, booksVersion, settingsVersion, reconstructed, syncedAt, at],
        settings && JSON.stringify(settings),
        JSON.stringify(figures),
        detail && JSON.stringify(detail.movements),
        detail && JSON.stringify(detail.provenance),
      ],
    );
  }
}

/** Days the app shows of the past (thirteen weeks), and one more week. */
const DETAIL_DAYS = 98;

/**
 * Drops what the client's snapshots are made of where it follows from the versioned books and is large: of snapshots that
 * a later one of the same date and settings replaced, and of dates older than the app shows. Figures stay as they are.
 */
export async function dropOldDetail(
  tx: EntityManager,
  clientId: string,
  newest: { readonly asOf: IsoDate; readonly booksVersion: number; readonly settingsVersion: number },
): Promise<void> {
  await tx.execute(
    `update snapshot set movements = null, provenance = null
       where client_id = ? and settings_version = ? and provenance is not null
         and (as_of < ?::date - ?::int or (as_of = ?::date and books_version < ?))`,
    [clientId, newest.settingsVersion, newest.asOf, DETAIL_DAYS, newest.asOf, newest.booksVersion],
  );
}

/** A client on a date. */
export interface SnapshotKey {
  readonly clientId: string;
  readonly asOf: IsoDate;
}

/** The snapshot last shown for each client and date; one statement for any number. Absent ones are left out. */
export async function shownSnapshots(tx: EntityManager, keys: readonly SnapshotKey[]): Promise<Snapshot[]> {
  if (keys.length === 0) return [];
  const rows = await tx.execute<SnapshotRow[]>(
    `select distinct on (s.client_id, s.as_of) s.client_id, s.as_of::text, s.books_version, s.settings_version,
       s.reconstructed, s.synced_at, s.settings, s.figures
     from jsonb_to_recordset(?::jsonb) as k(client_id uuid, as_of date)
     join snapshot s on s.client_id = k.client_id and s.as_of = k.as_of
     order by s.client_id, s.as_of, s.created_at desc, s.books_version desc, s.settings_version desc`,
    [JSON.stringify(keys.map(({ clientId, asOf }) => ({ client_id: clientId, as_of: asOf })))],
  );
  return rows.map((row) => ({
    clientId: row.client_id,
    asOf: row.as_of as IsoDate,
    booksVersion: row.books_version,
    settingsVersion: row.settings_version,
    reconstructed: row.reconstructed,
    syncedAt: new Date(row.synced_at),
    settings: row.settings,
    figures: row.figures,
  }));
}

/** What one snapshot is made of, as kept with it; null where it was not kept. One statement for any number. */
export async function keptDetails(
  tx: EntityManager,
  snapshots: readonly Snapshot[],
): Promise<Map<Snapshot, SnapshotDetail>> {
  const rows = await tx.execute<({ position: number } & { [K in keyof SnapshotDetail]: SnapshotDetail[K] | null })[]>(
    `select k.position, s.movements, s.provenance
       from jsonb_to_recordset(?::jsonb) as k(position integer, client_id uuid, as_of date, books_version integer, settings_version integer)
       join snapshot s on s.client_id = k.client_id and s.as_of = k.as_of and s.books_version = k.books_version
         and s.settings_version = k.settings_version`,
    [
      JSON.stringify(
        snapshots.map(({ clientId, asOf, booksVersion, settingsVersion }, position) => ({
          position,
          client_id: clientId,
          as_of: asOf,
          books_version: booksVersion,
          settings_version: settingsVersion,
        })),
      ),
    ],
  );
  const details = new Map<Snapshot, SnapshotDetail>();
  for (const { position, movements, provenance } of rows) {
    const snapshot = snapshots[position];
    if (snapshot && movements && provenance) details.set(snapshot, { movements, provenance });
  }
  return details;
}

/** A PostgreSQL array literal of dates, which hold nothing that needs quoting. */
function dateArray(dates: readonly IsoDate[]): string {
  return `{${dates.join(',')}}`;
}
