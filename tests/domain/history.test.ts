import { describe, expect, it } from '@jest/globals';
import { dayOfWeek } from '../../domain/calendar.js';
import type { Account, Books, ClientSettings, Posting } from '../../domain/books.js';
import { hasBegun, historyDates, historyFigures } from '../../domain/history.js';
import type { Cents, IsoDate } from '../../domain/units.js';

const date = (text: string): IsoDate => text as IsoDate;
const SETTINGS: ClientSettings = { counted: {}, oneOffs: {}, thresholds: { red: 5, yellow: 13 } };

const account = (id: string, type: Account['type']): Account => ({
  id,
  name: id,
  fullName: id,
  type,
  subType: '',
  number: null,
  currency: 'USD',
  active: true,
});

function sale(key: string, on: string, amount: number): Posting[] {
  const leg = {
    documentKey: key,
    documentType: 'Sales Receipt',
    documentId: key,
    date: date(on),
    number: null,
    name: null,
    memo: null,
    cleared: false,
  };
  return [
    { ...leg, accountId: 'bank', debit: amount as Cents, credit: 0 as Cents },
    { ...leg, accountId: 'sales', debit: 0 as Cents, credit: amount as Cents },
  ];
}

const books: Books = {
  homeCurrency: 'USD',
  fiscalYearStartMonth: 1,
  accounts: [account('bank', 'Bank'), account('sales', 'Income')],
  // Monday 9 November, Sunday 15 November, Wednesday 18 November 2026.
  postings: [...sale('a', '2026-11-09', 100), ...sale('b', '2026-11-15', 20), ...sale('c', '2026-11-18', 3)],
  documents: [],
};

describe('history', () => {
  it('shows thirteen weeks, the newest first: the as-of date, then Sundays', () => {
    const dates = historyDates(date('2026-11-21'));
    expect(dates).toHaveLength(13);
    expect(dates.slice(0, 3)).toEqual(['2026-11-21', '2026-11-15', '2026-11-08']);
    expect(dates.slice(1).every((each) => dayOfWeek(each) === 0)).toBe(true);
  });

  it('shows a Sunday as its own week once', () => {
    expect(historyDates(date('2026-11-22')).slice(0, 2)).toEqual(['2026-11-22', '2026-11-15']);
  });

  it('gives each week its own cash beside the figures as of its end', () => {
    const [sunday, going] = historyFigures(books, SETTINGS, [date('2026-11-15'), date('2026-11-21')]);
    expect(sunday).toMatchObject({
      asOf: '2026-11-15',
      cashOnHand: 120,
      week: { from: '2026-11-09', cashIn: 120, cashOut: 0 },
    });
    expect(going).toMatchObject({ asOf: '2026-11-21', cashOnHand: 123, week: { from: '2026-11-16', cashIn: 3 } });
  });

  it('has no week before the first movement', () => {
    const [before, after] = historyFigures(books, SETTINGS, [date('2026-11-08'), date('2026-11-15')]);
    expect(before && hasBegun(before)).toBe(false);
    expect(after && hasBegun(after)).toBe(true);
  });
});
