import { describe, expect, it } from '@jest/globals';
import { closedPeriodEntry } from '../../../domain/hygiene/rules/closedPeriodEntry.js';
import { expenseWithoutPayee } from '../../../domain/hygiene/rules/expenseWithoutPayee.js';
import { futureDated } from '../../../domain/hygiene/rules/futureDated.js';
import { journalOnControlAccount } from '../../../domain/hygiene/rules/journalOnControlAccount.js';
import { unclearedEntry } from '../../../domain/hygiene/rules/unclearedEntry.js';
import { unusualEntry } from '../../../domain/hygiene/rules/unusualEntry.js';
import { addDays } from '../../../domain/calendar.js';
import { day } from '../company.js';
import {
  AS_OF,
  bill,
  deposit,
  found,
  invoice,
  journal,
  keys,
  ledgerOnly,
  payment,
  purchase,
  reversed,
  sourceOf,
  transfer,
  type Entered,
} from './books.js';

describe('expense-without-payee', () => {
  it('finds an expense above the amount that names nobody', () => {
    const source = sourceOf([purchase('1', '2026-11-01', 10001, { account: 'rent' })]);
    expect(found(expenseWithoutPayee, source)).toMatchObject([
      { key: 'Purchase:1', moneyAtStake: 10001, resolutions: null },
    ]);
    expect(found(expenseWithoutPayee, source)[0]?.reason).toBe(
      'Data shows Expense of $100.01 on Sun 1 Nov for rent that names no payee.',
    );
  });

  it('leaves what is at the amount, older than the days set, dated ahead, voided, or names somebody', () => {
    const source = sourceOf([
      purchase('1', '2026-11-01', 10000),
      purchase('2', '2026-08-23', 90000),
      purchase('3', '2026-11-23', 90000),
      purchase('4', '2026-11-01', 90000, { voided: true }),
      purchase('5', '2026-11-01', 90000, { party: 'v1' }),
    ]);
    expect(keys(expenseWithoutPayee, source)).toEqual([]);
    expect(keys(expenseWithoutPayee, source, { payeeAbove: 9999 })).toEqual(['Purchase:1']);
    expect(keys(expenseWithoutPayee, source, { payeeDays: 91 })).toEqual(['Purchase:2']);
  });

  it('leaves draws, loan payments and money that changed accounts', () => {
    const source = sourceOf([
      purchase('1', '2026-11-01', 90000, { account: 'owner' }),
      purchase('2', '2026-11-01', 90000, { legs: { loan: 70000, fees: 20000, checking: -90000 } }),
      purchase('3', '2026-11-01', 90000, { account: 'deposits' }),
    ]);
    expect(keys(expenseWithoutPayee, source)).toEqual([]);
  });
});

describe('uncleared-entry', () => {
  const later = purchase('99', '2026-10-30', 500, { cleared: true });

  it('finds an old large entry where later ones are cleared, and what it is worth', () => {
    const check = purchase('7', '2026-09-01', 104380, {
      number: '2917',
      label: 'Check',
      party: 'v1',
      partyName: 'Acme',
    });
    expect(found(unclearedEntry, sourceOf([check, later]))).toMatchObject([
      {
        key: 'Purchase:7',
        moneyAtStake: 104380,
        resolutions: [{ changes: [] }, { label: 'It is never cashed', changes: [{ kind: 'CASH', amount: 104380 }] }],
      },
    ]);
    expect(found(unclearedEntry, sourceOf([check, later]))[0]?.reason).toContain(
      'Check 2917 (Acme) of $1,043.80 from Tue 1 Sep',
    );
    const came = deposit('8', '2026-09-01', 200000, { account: 'sales' });
    expect(found(unclearedEntry, sourceOf([came, later]))[0]?.resolutions?.[1].changes).toEqual([
      { kind: 'CASH', amount: -200000, of: 'Deposit:8' },
    ]);
  });

  it('leaves the recent, the small, the cleared, and accounts where nothing newer is cleared', () => {
    const source = sourceOf([
      purchase('1', '2026-09-23', 200000),
      purchase('2', '2026-09-01', 100000),
      purchase('3', '2026-09-01', 200000, { cleared: true }),
      purchase('4', '2026-09-01', 200000, { through: 'savings' }),
      later,
    ]);
    expect(keys(unclearedEntry, source)).toEqual([]);
    expect(keys(unclearedEntry, source, { unclearedAbove: 99999 })).toEqual(['Purchase:2']);
    expect(keys(unclearedEntry, source, { unclearedDays: 59 })).toEqual(['Purchase:1']);
  });

  it('finds a transfer once, without a price', () => {
    const both = purchase('98', '2026-10-30', 500, { cleared: true, through: 'savings' });
    const source = sourceOf([transfer('1', '2026-09-01', 200000), later, both]);
    expect(found(unclearedEntry, source)).toMatchObject([
      { key: 'Transfer:1', moneyAtStake: 200000, resolutions: null },
    ]);
    expect(keys(unclearedEntry, reversed(source))).toEqual(['Transfer:1']);
  });

  it('names a paycheck, which no entity shows, by the ledger', () => {
    const check = ledgerOnly('Payroll Check', '2026-09-04', { wages: 150000, checking: -150000 });
    const [finding] = found(unclearedEntry, sourceOf([check, later]));
    expect(finding?.key).toMatch(/^Payroll Check:/);
    expect(finding?.fixAt).toBeNull();
  });
});

describe('journal-on-control-account', () => {
  it('finds it on either side, and what is left of it', () => {
    const source = sourceOf([
      journal('1', '2026-10-01', 18465, {
        partyName: 'Harper',
        number: 'J7',
        legs: { receivable: 18465, sales: -18465 },
      }),
      journal('2', '2026-10-01', 500, { legs: { rent: 500, payable: -500 } }),
    ]);
    const [fee, accrued] = found(journalOnControlAccount, source);
    expect(fee).toMatchObject({
      key: 'JournalEntry:1',
      moneyAtStake: 18465,
      resolutions: [
        { changes: [] },
        { changes: [{ kind: 'ADD', item: { direction: 'IN', amount: 18465, name: 'Harper' } }] },
      ],
    });
    expect(accrued?.resolutions?.[1].changes).toMatchObject([{ kind: 'ADD', item: { direction: 'OUT', amount: 500 } }]);
    expect(keys(journalOnControlAccount, reversed(source)).sort()).toEqual(['JournalEntry:1', 'JournalEntry:2']);
  });

  it('is none once payments have used up all of it, against an invoice or with money', () => {
    const entry = journal('1', '2026-10-01', 500, { legs: { receivable: 500, sales: -500 } });
    const paid = (amount: number) => payment('2', '2026-10-02', amount, { applied: { 'JournalEntry:1': amount } });
    expect(keys(journalOnControlAccount, sourceOf([entry, paid(500)]))).toEqual([]);
    expect(found(journalOnControlAccount, sourceOf([entry, paid(499)]))).toMatchObject([
      { key: 'JournalEntry:1', resolutions: [{}, { changes: [{ item: { amount: 1 } }] }] },
    ]);
    const writtenOff = journal('3', '2026-10-01', 900, { legs: { fees: 900, receivable: -900 } });
    const applied = payment('4', '2026-10-02', 0, {
      applied: { 'Invoice:5': 900, 'JournalEntry:3': 900 },
      legs: {},
    });
    const owed = invoice('5', '2026-09-01', 900);
    expect(keys(journalOnControlAccount, sourceOf([owed, writtenOff, applied]))).toEqual([]);
  });

  it('leaves other entries, invoices, and what is older than the days set or ahead', () => {
    const legs = { receivable: 500, sales: -500 };
    const source = sourceOf([
      journal('1', '2026-10-01', 500, { legs: { rent: 500, checking: -500 } }),
      invoice('2', '2026-10-01', 500),
      journal('3', '2025-11-21', 500, { legs }),
      journal('4', '2026-11-23', 500, { legs }),
    ]);
    expect(keys(journalOnControlAccount, source)).toEqual([]);
    expect(keys(journalOnControlAccount, source, { controlJournalDays: 366 })).toEqual(['JournalEntry:3']);
  });
});

describe('future-dated', () => {
  it('finds what is dated after the as-of date, and what it would be if the date were a slip', () => {
    const source = sourceOf([
      purchase('1', '2026-11-23', 4000, { party: 'v1', partyName: 'Acme' }),
      purchase('2', AS_OF, 4000),
    ]);
    expect(found(futureDated, source)).toMatchObject([
      {
        key: 'Purchase:1',
        moneyAtStake: 4000,
        resolutions: [
          { changes: [] },
          {
            changes: [
              { kind: 'REMOVE', key: 'Posted:Expense:1' },
              { kind: 'CASH', amount: -4000 },
            ],
          },
        ],
      },
    ]);
    expect(found(futureDated, source)[0]?.reason).toContain('dated Mon 23 Nov');
  });

  it('has no price where no cash moves, and leaves voids', () => {
    const source = sourceOf([
      bill('1', '2026-12-01', 500),
      { ...purchase('2', '2026-12-01', 0, { legs: { checking: 0, rent: 0 }, voided: true }) },
    ]);
    expect(found(futureDated, source)).toMatchObject([{ key: 'Bill:1', resolutions: null }]);
  });
});

describe('closed-period-entry', () => {
  const closedThrough = day('2026-07-31');
  const late = journal('1', '2026-07-20', 900, { number: 'J9', legs: { rent: 900, goods: -900 } });
  const at = (entered: string, more: object = {}) =>
    sourceOf([late], { closedThrough, enteredAt: new Map([['JournalEntry:1', entered]]), ...more });

  it('finds what was entered well after the closing date with a date before it', () => {
    expect(found(closedPeriodEntry, at('2026-10-28T09:00:00Z'))).toMatchObject([
      { key: 'JournalEntry:1', moneyAtStake: 900, resolutions: null },
    ]);
    expect(found(closedPeriodEntry, at('2026-10-28T09:00:00Z'))[0]?.reason).toContain(
      'Journal Entry J9 of $9.00 dated Mon 20 Jul, entered on Wed 28 Oct; the books are closed through Fri 31 Jul',
    );
  });

  it('leaves the close itself, what was entered before the days set, and open books', () => {
    expect(keys(closedPeriodEntry, at('2026-08-15T23:00:00Z'), { closedPeriodDays: 200 })).toEqual([]);
    expect(keys(closedPeriodEntry, at('2026-08-16T00:00:00Z'), { closedPeriodDays: 200 })).toEqual(['JournalEntry:1']);
    expect(keys(closedPeriodEntry, at('2026-08-23T00:00:00Z'))).toEqual([]);
    expect(keys(closedPeriodEntry, at('2026-08-24T00:00:00Z'))).toEqual(['JournalEntry:1']);
    expect(keys(closedPeriodEntry, at('2026-08-05T00:00:00Z'), { closingDays: 4, closedPeriodDays: 200 })).toEqual([
      'JournalEntry:1',
    ]);
    expect(keys(closedPeriodEntry, at('2026-10-28T09:00:00Z', { closedThrough: null }))).toEqual([]);
    expect(keys(closedPeriodEntry, at('2026-10-28T09:00:00Z', { closedThrough: day('2026-07-19') }))).toEqual([]);
    expect(keys(closedPeriodEntry, at('2026-10-28T09:00:00Z', { enteredAt: new Map() }))).toEqual([]);
  });
});

describe('unusual-entry', () => {
  /** Twelve entries of 1,000.00 in the year. */
  const usual: Entered[] = Array.from({ length: 12 }, (_, month) =>
    purchase(`u${month}`, addDays(day(AS_OF), -30 * month - 1), 100000, { account: 'rent', party: 'v1' }),
  );
  const large = (amount: number, date = '2026-11-01') =>
    purchase('1', date, amount, { account: 'rent', party: 'v2', partyName: 'Acme' });

  it('finds an entry as many times the median as set, and what it is worth', () => {
    const [finding] = found(unusualEntry, sourceOf([...usual, large(500000)]));
    expect(finding).toMatchObject({
      key: 'Purchase:1',
      moneyAtStake: 500000,
      resolutions: [
        { changes: [] },
        {
          changes: [
            { kind: 'CASH', amount: 500000 },
            { kind: 'RUN_RATE', in: 0, out: -38462 },
          ],
        },
      ],
    });
    expect(finding?.reason).toContain('with $5,000.00 on rent, whose entries of the year have a median of $1,000.00');
    expect(keys(unusualEntry, reversed(sourceOf([...usual, large(500000)])))).toEqual(['Purchase:1']);
  });

  it('leaves what is a cent smaller, below the amount, or older than the days set', () => {
    expect(keys(unusualEntry, sourceOf([...usual, large(499999)]))).toEqual([]);
    expect(keys(unusualEntry, sourceOf([...usual, large(499999)]), { unusualTimes: 4 })).toEqual([]);
    expect(keys(unusualEntry, sourceOf([...usual, large(499999)]), { unusualTimes: 4, unusualAbove: 499999 })).toEqual([
      'Purchase:1',
    ]);
    expect(keys(unusualEntry, sourceOf([...usual, large(500000, '2026-08-23')]))).toEqual([]);
    expect(keys(unusualEntry, sourceOf([...usual, large(500000, '2026-08-24')]))).toEqual(['Purchase:1']);
  });

  it('leaves accounts with few entries, and amounts that come back', () => {
    expect(keys(unusualEntry, sourceOf([...usual.slice(0, 6), large(900000)]))).toEqual([]);
    const taxes = ['2026-02-01', '2026-05-01'].map((date, index) =>
      purchase(`t${index}`, date, 450000, { account: 'rent', party: 'v2' }),
    );
    expect(keys(unusualEntry, sourceOf([...usual, ...taxes, large(900000)]))).toEqual([]);
    expect(keys(unusualEntry, sourceOf([...usual, ...taxes, large(900001)]))).toEqual(['Purchase:1']);
  });

  it('takes a bill out of the forecast where it was booked by mistake', () => {
    const [finding] = found(unusualEntry, sourceOf([...usual, bill('1', '2026-11-01', 900000, { account: 'rent' })]));
    expect(finding?.resolutions?.[1].changes).toEqual([{ kind: 'REMOVE', key: 'Bill:1' }]);
  });

  it('has no price where no cash moved', () => {
    expect(
      found(
        unusualEntry,
        sourceOf([...usual, journal('1', '2026-11-01', 0, { legs: { rent: 900000, loan: -900000 } })]),
      ),
    ).toMatchObject([{ resolutions: null }]);
  });
});
