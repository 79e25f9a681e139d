import type { ClientRow } from '../../domain/clientList.js';
import { csvAmount, csvText } from '../../domain/csvCells.js';
import { currencyExponent } from '../../domain/money.js';
import type { ReviewStanding } from '../../domain/ritual/reviewed.js';
import { STATUS_WORDS, SYNC_WORDS } from '../../domain/wording.js';

const REVIEW_WORDS: Readonly<Record<ReviewStanding, string>> = {
  NOT_STARTED: 'Not reviewed',
  STARTED: 'Begun',
  REVIEWED: 'Reviewed',
  LIFTED: 'Moved since',
};

type Column = readonly [head: string, cell: (row: ClientRow) => string];

const text = (value: string | null): string => (value === null ? '' : csvText(value));
const number = (value: number | null): string => (value === null ? '' : String(value));

/**
 * The rows of the list as a file, in their order, those folded away too: amounts with a decimal point, weeks with one decimal
 * (a runway above 50 is `50` as on the screen, and said to be over), dates as 2026-11-22, instants in UTC. What is not known
 * is empty, never 0.
 */
export function listCsv(rows: readonly ClientRow[], standings: ReadonlyMap<string, ReviewStanding>): string {
  const columns: readonly Column[] = [
    ['Client', ({ name }) => csvText(name)],
    ['Status', ({ runway }) => STATUS_WORDS[runway.status]],
    ['Runway in weeks', ({ runway }) => number(runway.weeks)],
    ['Over 50 weeks', ({ runway }) => (runway.over ? 'yes' : '')],
    ['Last week', ({ previousRunway }) => number(previousRunway?.weeks ?? null)],
    ['Change in weeks', ({ change }) => number(change)],
    [
      'Cash',
      ({ cash, currency }) => (cash === null || currency === null ? '' : csvAmount(cash, currencyExponent(currency))),
    ],
    ['Currency', ({ currency }) => text(currency)],
    ['Open issues', ({ asOf, openIssues }) => (asOf === null ? '' : String(openIssues))],
    ['Decisions waiting', ({ openDecisions }) => String(openDecisions ?? 0)],
    ['Review', ({ id, asOf }) => (asOf === null ? '' : REVIEW_WORDS[standings.get(id) ?? 'NOT_STARTED'])],
    ['Last reviewed', ({ lastReviewedAt }) => text(lastReviewedAt ?? null)],
    ['Sync', ({ syncState }) => SYNC_WORDS[syncState]],
    ['Last good sync', ({ lastGoodSyncAt }) => text(lastGoodSyncAt)],
    ['As of', ({ asOf }) => text(asOf)],
    ['Books through', ({ booksThrough }) => text(booksThrough)],
    ['Advisor', ({ advisorName }) => csvText(advisorName)],
  ];
  const lines = rows.map((row) => columns.map(([, cell]) => cell(row)));
  return [columns.map(([head]) => head), ...lines].map((line) => line.join(',')).join('\r\n') + '\r\n';
}
