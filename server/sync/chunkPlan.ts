import { addDays, months, monthEnd } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';

/** A span of the general ledger that is asked for at once; both days included. */
export interface LedgerSpan {
  readonly key: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** In an advisor's words. */
  readonly phase: string;
}

/** Before any books and after any plan: what is entered with a wrong century is still seen. */
const EARLIEST = '1900-01-01' as IsoDate;
const LATEST = '2199-12-31' as IsoDate;
/** Fifty years by month. */
const MOST_MONTHS = 600;

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');

/**
 * The spans that together cover every date: one before the first month, one a month up to the as-of date's, one after
 * it for future-dated entries. `first`: the date of the earliest document, the as-of date when there is none.
 */
export function ledgerSpans(first: IsoDate, asOf: IsoDate): LedgerSpan[] {
  const all = months(first < asOf ? first : asOf, monthEnd(asOf)).slice(-MOST_MONTHS);
  const begins = `${(all[0]?.from ?? asOf).slice(0, 7)}-01` as IsoDate;
  const byMonth = all.map(({ from, to }) => {
    const month = from.slice(0, 7);
    const name = `${MONTH_NAMES[Number(from.slice(5, 7)) - 1] ?? month} ${from.slice(0, 4)}`;
    return { key: `postings:${month}`, from: `${month}-01` as IsoDate, to, phase: `Reading the ledger: ${name}` };
  });
  return [
    {
      key: 'postings:0-before',
      from: EARLIEST,
      to: addDays(begins, -1),
      phase: 'Reading the ledger: before the first month',
    },
    ...byMonth,
    {
      key: 'postings:9-after',
      from: addDays(monthEnd(asOf), 1),
      to: LATEST,
      phase: 'Reading the ledger: entries in the future',
    },
  ];
}
