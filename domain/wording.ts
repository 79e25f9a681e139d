import type { AttentionReason } from './attention.js';
import type { CashClass } from './cashMovement.js';
import { wholeNumber } from './format.js';
import type { RunwayStatus } from './snapshot.js';
import type { SyncState } from './syncState.js';

export * from './format.js';

/** The word of each status on screen. */
export const STATUS_WORDS: Readonly<Record<RunwayStatus, string>> = {
  RED: 'Critical',
  YELLOW: 'Tight',
  GREEN: 'Clear',
  NOT_BURNING: 'Not burning',
  NO_DATA: 'No data',
};

/** Where the books stand with QuickBooks, in an advisor's words. */
export const SYNC_WORDS: Readonly<Record<SyncState, string>> = {
  NOT_CONNECTED: 'Not connected to QuickBooks',
  WAITING: 'Waiting to sync',
  SYNCING: 'Syncing',
  SYNCED: 'Synced',
  FAILING: 'Last sync failed',
  NEEDS_RECONNECTING: 'QuickBooks sign-in expired',
};

/** Why a client needs attention, in words that can stand in a list. */
export const ATTENTION_WORDS: Readonly<Record<AttentionReason, string>> = {
  RED: 'critical',
  LOWER_BY_A_WEEK: 'lower by a week or more',
  WORSE_STATUS: 'worse status than last week',
  STALE: 'no good sync in 48 hours',
  NOT_CONNECTED: 'not connected',
};

/** The class of a cash movement, as a list of movements names it. */
export const CLASS_WORDS: Readonly<Record<CashClass, string>> = {
  OPERATING: 'Operating',
  INVESTING: 'Assets',
  FINANCING: 'Loans and owners',
  OWN_TRANSFER: 'Own transfer',
  OPENING: 'Opening balance',
};

/** `1 client`, `13 clients`, `no clients`. */
export function countOf(count: number, one: string, many: string = `${one}s`, locale = 'en-US'): string {
  if (count === 0) return `no ${many}`;
  return `${wholeNumber(count, locale)} ${count === 1 ? one : many}`;
}

/** The list's sentence: `Data shows 13 clients need attention`; with a total, `Data shows 13 of 40 clients need attention`. */
export function attentionSentence(count: number, total?: number, locale = 'en-US'): string {
  if (total === undefined || count === 0) {
    return `Data shows ${countOf(count, 'client', 'clients', locale)} ${count === 1 ? 'needs' : 'need'} attention`;
  }
  const of = `${wholeNumber(count, locale)} of ${wholeNumber(total, locale)} ${total === 1 ? 'client' : 'clients'}`;
  return `Data shows ${of} ${count === 1 ? 'needs' : 'need'} attention`;
}

/** Counts by status over a whole filter: `3 critical, 9 tight, 15 clear, 6 not burning`; statuses without clients are left out. */
export function statusCountsSentence(byStatus: Readonly<Record<RunwayStatus, number>>, locale = 'en-US'): string {
  const order: readonly RunwayStatus[] = ['RED', 'YELLOW', 'GREEN', 'NOT_BURNING', 'NO_DATA'];
  const present = order.filter((status) => byStatus[status] > 0);
  if (present.length === 0) return 'No clients';
  return present
    .map((status) => `${wholeNumber(byStatus[status], locale)} ${STATUS_WORDS[status].toLowerCase()}`)
    .join(', ');
}

/** What stands beside the count of rows when a filter leaves none: it names the filter, the caller offers to clear it. */
export function emptyFilterSentence(filter: string): string {
  return `No clients match ${filter}.`;
}

/** A decision on a tie to QuickBooks' own reports: `Ties to QuickBooks`, `Differs by 12.40`, `Not tied out yet`. */
export function tieSentence(tied: boolean | null, difference: string | null): string {
  if (tied === null) return 'Not tied out yet';
  if (tied) return 'Ties to QuickBooks';
  return difference === null ? 'Differs from QuickBooks' : `Differs by ${difference}`;
}
