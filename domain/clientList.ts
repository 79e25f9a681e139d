import type { AttentionReason } from './attention.js';
import type { RitualShown } from './operations/foldRitual.js';
import type { Runway, RunwayStatus } from './snapshot.js';
import { STATUS_ORDER } from './status.js';
import { isDisconnected, isSyncFailing, type SyncState } from './syncState.js';
import type { Cents, IsoDate, Weeks } from './units.js';

/** One client as the list shows it. Figures are null before the first sync. */
export interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly advisorName: string;
  readonly currency: string | null;
  readonly runway: Runway;
  readonly cash: Cents | null;
  /** Last week's runway as it was shown then; null in a first week. */
  readonly previousRunway: Runway | null;
  /** Printed weeks now − printed weeks then; null unless both are numbers. */
  readonly change: Weeks | null;
  readonly asOf: IsoDate | null;
  readonly booksThrough: IsoDate | null;
  /** ISO 8601 in UTC; null before the first good sync. */
  readonly lastGoodSyncAt: string | null;
  readonly syncState: SyncState;
  readonly attention: readonly AttentionReason[];
  /** Open issues; 0 before the first sync. */
  readonly openIssues: number;
  /** Of the newest books; absent where a row does not carry it. */
  readonly booksVersion?: number;
  /** Decisions that are not over; absent where a row does not carry it. */
  readonly openDecisions?: number;
  /** When a review was last marked, of whichever week, null where none was; on a device with what is queued there. */
  readonly lastReviewedAt?: string | null;
  /** The client's own: its week begins there. Absent where a row does not carry it. */
  readonly timeZone?: string;
  /** The newest review that somebody began, of this week or an earlier one; absent where a row does not carry it. */
  readonly ritual?: RitualShown | null;
}

export type ClientOrderField =
  | 'NAME'
  | 'RUNWAY'
  | 'STATUS'
  | 'CASH'
  | 'CHANGE'
  | 'SYNCED'
  | 'BOOKS_THROUGH'
  | 'ADVISOR'
  | 'ISSUES'
  | 'DECISIONS'
  | 'REVIEWED';
export type Direction = 'ASC' | 'DESC';

export interface ClientOrder {
  readonly by: ClientOrderField;
  readonly direction: Direction;
}

/** Conditions that must all hold; what is absent, null, false or an empty list asks for nothing. */
export interface ClientFilters {
  readonly status?: readonly RunwayStatus[] | null;
  readonly needsAttention?: boolean | null;
  readonly syncFailing?: boolean | null;
  readonly stale?: boolean | null;
}

export interface ClientSelection {
  /** Part of the name, in any case; blanks around it are ignored. */
  readonly search?: string | null;
  readonly filters?: ClientFilters;
  /** First key first. Then, always, name and id upwards. */
  readonly sort?: readonly ClientOrder[];
}

/** What the list is ordered by until a person sorts: runway, the shortest first. */
export const DEFAULT_ORDER: readonly ClientOrder[] = [{ by: 'RUNWAY', direction: 'ASC' }];

/** A name as it is compared and searched: small letters, by code point. A database keeps this beside the name and sorts it bytewise (UTF-8 has the same order). */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The rows that match, in order. The given rows are not touched. */
export function selectClients(rows: readonly ClientRow[], selection: ClientSelection = {}): ClientRow[] {
  const { search, filters = {}, sort } = selection;
  const wanted = nameKey((search ?? '').trim());
  const order = sort && sort.length > 0 ? sort : DEFAULT_ORDER;
  return rows
    .filter((row) => (wanted === '' || nameKey(row.name).includes(wanted)) && matches(row, filters))
    .sort((a, b) => compareRows(a, b, order));
}

function matches(row: ClientRow, { status, needsAttention, syncFailing, stale }: ClientFilters): boolean {
  if (status && status.length > 0 && !status.includes(row.runway.status)) return false;
  if (needsAttention && row.attention.length === 0) return false;
  if (syncFailing && !isSyncFailing(row.syncState)) return false;
  return !stale || row.attention.includes('STALE');
}

/** What a row sorts by: rows with a rank above 0 come last, by rank, in either direction. */
interface SortKey {
  readonly rank: number;
  readonly value: number | string;
}

function compareRows(a: ClientRow, b: ClientRow, order: readonly ClientOrder[]): number {
  for (const { by, direction } of order) {
    const [left, right] = [sortKey(a, by), sortKey(b, by)];
    if (left.rank !== right.rank) return left.rank - right.rank;
    const compared = compareValues(left.value, right.value);
    if (compared !== 0) return direction === 'ASC' ? compared : -compared;
  }
  return compareText(nameKey(a.name), nameKey(b.name)) || compareText(a.id, b.id);
}

function sortKey(row: ClientRow, by: ClientOrderField): SortKey {
  switch (by) {
    case 'NAME':
      return known(nameKey(row.name));
    case 'ADVISOR':
      return known(nameKey(row.advisorName));
    case 'RUNWAY':
      return runwayKey(row.runway);
    case 'STATUS':
      return known(STATUS_ORDER.indexOf(row.runway.status));
    case 'CASH':
      return known(row.cash);
    case 'CHANGE':
      return known(row.change);
    case 'SYNCED':
      return known(row.lastGoodSyncAt === null ? null : Date.parse(row.lastGoodSyncAt));
    case 'BOOKS_THROUGH':
      return known(row.booksThrough);
    case 'ISSUES':
      return known(row.openIssues);
    case 'DECISIONS':
      return known(row.openDecisions ?? 0);
    case 'REVIEWED':
      return known(row.lastReviewedAt ? Date.parse(row.lastReviewedAt) : 0);
  }
}

function runwayKey({ state, weeks }: Runway): SortKey {
  if (state === 'NUMBER' && weeks !== null) return { rank: 0, value: weeks };
  return { rank: state === 'NOT_BURNING' ? 1 : 2, value: 0 };
}

function known(value: number | string | null): SortKey {
  return value === null ? { rank: 1, value: 0 } : { rank: 0, value };
}

function compareValues(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}

/** By code point: JavaScript's own order differs for letters outside the basic plane. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [[...a], [...b]];
  for (let position = 0; position < Math.min(left.length, right.length); position += 1) {
    const difference = (left[position]?.codePointAt(0) ?? 0) - (right[position]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export interface ClientTotals {
  readonly count: number;
  readonly byStatus: Readonly<Record<RunwayStatus, number>>;
  readonly needsAttention: number;
  readonly stale: number;
  readonly syncFailing: number;
  readonly notConnected: number;
}

/** Counts over the given rows. */
export function totals(rows: readonly ClientRow[]): ClientTotals {
  const of = (holds: (row: ClientRow) => boolean): number => rows.filter(holds).length;
  const withStatus = (status: RunwayStatus): number => of((row) => row.runway.status === status);
  return {
    count: rows.length,
    byStatus: {
      RED: withStatus('RED'),
      YELLOW: withStatus('YELLOW'),
      GREEN: withStatus('GREEN'),
      NOT_BURNING: withStatus('NOT_BURNING'),
      NO_DATA: withStatus('NO_DATA'),
    },
    needsAttention: of((row) => row.attention.length > 0),
    stale: of((row) => row.attention.includes('STALE')),
    syncFailing: of((row) => isSyncFailing(row.syncState)),
    notConnected: of((row) => isDisconnected(row.syncState)),
  };
}
