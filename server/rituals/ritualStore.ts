import { RITUAL_TABS, type RitualRecord, type RitualTab, type ReviewedVersion } from '../../domain/ritual/ritual.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import type { RitualType } from './rituals.types.js';

/** Whose review is written, by whom and when, and in which transaction. */
export interface RitualWrite {
  readonly tx: EntityManager;
  readonly clientId: string;
  readonly firmId: string;
  readonly by: string;
  readonly now: Date;
}

/** A client's week. */
export interface RitualKey {
  readonly clientId: string;
  readonly week: IsoDate;
}

interface RitualRow extends Omit<RitualType, 'startedAt' | 'reviewedAt' | 'reviewedWeeks' | 'state' | 'tabs'> {
  readonly clientId: string;
  readonly startedAt: Date | string;
  readonly reviewedAt: Date | string | null;
  readonly reviewedWeeks: string | null;
  readonly tabs: readonly string[];
}

/** Reviews by `clientId week`; one statement for any number. */
export async function readRituals(tx: EntityManager, keys: readonly RitualKey[]): Promise<Map<string, RitualType>> {
  const rows = await tx.execute<RitualRow[]>(
    `select r.client_id as "clientId", r.week::text as week, r.started_at as "startedAt", r.seconds, to_jsonb(r.tabs) as tabs,
       r.decisions, r.reviewed_at as "reviewedAt", a.name as "reviewedByName", r.reviewed_as_of::text as "reviewedAsOf",
       r.reviewed_books_version as "reviewedBooksVersion", r.reviewed_weeks::text as "reviewedWeeks",
       r.reviewed_operation_id as "reviewedOperationId"
     from jsonb_to_recordset(?::jsonb) as k("clientId" uuid, week date)
       join ritual r on r.client_id = k."clientId" and r.week = k.week
       left join advisor a on a.id = r.reviewed_by`,
    [JSON.stringify(keys)],
  );
  return new Map(rows.map(({ clientId, ...row }) => [`${clientId} ${row.week}`, ritualOf(row)]));
}

function ritualOf({ startedAt, reviewedAt, reviewedWeeks, tabs, ...row }: Omit<RitualRow, 'clientId'>): RitualType {
  return {
    ...row,
    state: reviewedAt === null ? 'STARTED' : 'REVIEWED',
    startedAt: new Date(startedAt),
    tabs: RITUAL_TABS.filter((tab) => tabs.includes(tab)),
    reviewedAt: reviewedAt === null ? null : new Date(reviewedAt),
    reviewedWeeks: reviewedWeeks === null ? null : Number(reviewedWeeks),
  };
}

/**
 * Adds a record to the week's review in one statement: the earliest start, times and decisions summed, tabs united. In
 * whichever order records arrive, the same comes of them. Answers whether it began the review.
 */
export async function addRecord(write: RitualWrite, record: RitualRecord): Promise<boolean> {
  const { tx, clientId, firmId, by, now } = write;
  const startedAt = new Date(now.getTime() - record.seconds * 1000);
  const [row] = await tx.execute<{ began: boolean }[]>(
    `insert into ritual (client_id, firm_id, week, started_at, by_id, seconds, tabs, decisions)
       values (?::uuid, ?::uuid, ?::date, ?::timestamptz, ?::uuid, ?, ?::text[], ?)
     on conflict (client_id, week) do update set
       started_at = least(ritual.started_at, excluded.started_at),
       seconds = least(ritual.seconds::bigint + excluded.seconds, 2147483647),
       decisions = least(ritual.decisions::bigint + excluded.decisions, 2147483647),
       tabs = array(select distinct t from unnest(ritual.tabs || excluded.tabs) as t order by t)
     returning (xmax = 0) as began`,
    [clientId, firmId, record.week, startedAt, by, record.seconds, pgArray(record.tabs), record.decisions],
  );
  if (!row) throw new Error('an upsert answers its row');
  return row.began;
}

/**
 * Marks the week's review, which is there, by this operation; what was seen newest stays (`replacesMark`). Answers whether
 * the mark is new.
 */
export async function writeMark(
  write: RitualWrite,
  operationId: string,
  week: IsoDate,
  saw: ReviewedVersion,
): Promise<boolean> {
  const { affectedRows } = await write.tx.execute<{ affectedRows: number }>(
    `update ritual set reviewed_at = ?::timestamptz, reviewed_by = ?::uuid, reviewed_as_of = ?::date,
         reviewed_books_version = ?, reviewed_weeks = ?, reviewed_operation_id = ?::uuid
       where client_id = ?::uuid and week = ?::date
         and (reviewed_at is null or (reviewed_as_of, reviewed_books_version) < (?::date, ?::integer)
           or (reviewed_as_of = ?::date and reviewed_books_version = ?::integer
             and reviewed_weeks is distinct from ?::numeric(5, 1)))`,
    [
      ...[write.now, write.by, saw.asOf, saw.booksVersion, saw.weeks, operationId],
      ...[write.clientId, week, saw.asOf, saw.booksVersion, saw.asOf, saw.booksVersion, saw.weeks],
    ],
    'run',
  );
  return affectedRows === 1;
}

/** The mark that stands. `operationId`: null where it was not kept. */
export interface StandingMark extends ReviewedVersion {
  readonly operationId: string | null;
  readonly by: string;
  readonly byName: string | null;
  readonly at: Date;
}

/** A week's review as it stands: what was done of it, over all devices, and its mark; null where it is not reviewed. */
export interface StandingReview {
  readonly startedAt: Date;
  readonly seconds: number;
  /** In the order of a review. */
  readonly tabs: readonly RitualTab[];
  readonly decisions: number;
  readonly mark: StandingMark | null;
}

interface StandingRow extends Omit<StandingMark, 'at' | 'weeks' | 'by'> {
  readonly startedAt: Date | string;
  readonly seconds: number;
  readonly tabs: readonly string[];
  readonly decisions: number;
  readonly by: string | null;
  readonly at: Date | string | null;
  readonly weeks: string | null;
}

/** The review of a week, held until the transaction ends; null where nobody began it. */
export async function standingReview({ tx, clientId }: RitualWrite, week: IsoDate): Promise<StandingReview | null> {
  const [row] = await tx.execute<StandingRow[]>(
    `select r.started_at as "startedAt", r.seconds, to_jsonb(r.tabs) as tabs, r.decisions,
       r.reviewed_operation_id as "operationId", r.reviewed_by as by, a.name as "byName", r.reviewed_at as at,
       r.reviewed_as_of::text as "asOf", r.reviewed_books_version as "booksVersion", r.reviewed_weeks::text as weeks
     from ritual r left join advisor a on a.id = r.reviewed_by
     where r.client_id = ?::uuid and r.week = ?::date for update of r`,
    [clientId, week],
  );
  if (!row) return null;
  const { startedAt, seconds, tabs, decisions, at, by, weeks, ...mark } = row;
  return {
    ...{ startedAt: new Date(startedAt), seconds, decisions, tabs: RITUAL_TABS.filter((tab) => tabs.includes(tab)) },
    mark:
      at === null || by === null
        ? null
        : { ...mark, by, at: new Date(at), weeks: weeks === null ? null : Number(weeks) },
  };
}

/** Takes the mark back. */
export async function clearMark(write: RitualWrite, week: IsoDate): Promise<void> {
  await write.tx.execute(
    `update ritual set reviewed_at = null, reviewed_by = null, reviewed_as_of = null, reviewed_books_version = null,
         reviewed_weeks = null, reviewed_operation_id = null
       where client_id = ?::uuid and week = ?::date and reviewed_at is not null`,
    [write.clientId, week],
  );
}

function pgArray(tabs: readonly RitualTab[]): string {
  return `{${tabs.join(',')}}`;
}
