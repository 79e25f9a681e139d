import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Account, Books, Posting } from '../../domain/books.js';
import { computeSnapshot } from '../../domain/computeSnapshot.js';
import type { Runway } from '../../domain/snapshot.js';
import { tieOut } from '../../domain/tieOut.js';
import { tieOutDates, type QuickBooksFigures, type ReportBalance } from '../../domain/tieOutInput.js';
import { accuracyOf } from '../../domain/tieOutRunway.js';
import { fiscalYearStart, trialBalance } from '../../domain/trialBalance.js';
import type { IsoDate, Weeks } from '../../domain/units.js';
import { account, books, CHART, day, document, entry, money, SETTINGS } from './company.js';
import { dateInBooks, LAST_DAY, randomBooks } from './randomBooks.js';

const AS_OF = day('2026-11-22');

/** QuickBooks' reports, from the postings alone and by other means than the product's. */
function reportsOf(all: Books, asOf: IsoDate): QuickBooksFigures {
  const { startBalance, to } = tieOutDates(computeSnapshot(all, SETTINGS, asOf));
  const balance = (one: Account, upTo: string, from = ''): number =>
    all.postings
      .filter(({ accountId, date }) => accountId === one.id && date <= upTo && date >= from)
      .reduce((total, { debit, credit }) => total + debit - credit, 0);
  const sheet = (upTo: string): ReportBalance[] =>
    all.accounts
      .filter(({ type }) => type === 'Bank' || type === 'Other Current Asset')
      .map((one) => ({ accountId: one.id, balance: money(balance(one, upTo)) }))
      .filter((row) => row.balance !== 0);
  const cash = (upTo: string): number =>
    all.accounts
      .filter(({ type, subType }) => type === 'Bank' || subType === 'UndepositedFunds')
      .reduce((total, one) => total + balance(one, upTo), 0);
  const ofType = (type: string): number =>
    all.accounts.filter((one) => one.type === type).reduce((total, one) => total + balance(one, to), 0);
  return {
    trialBalance: trialBalance(all, asOf),
    balanceSheetStart: sheet(startBalance),
    balanceSheetEnd: sheet(to),
    cashFlow: { netCashIncrease: money(cash(to) - cash(startBalance)) },
    agedPayables: money(-ofType('Accounts Payable')),
    agedReceivables: money(ofType('Accounts Receivable')),
  };
}

const SALE = entry('Sales Receipt', '2026-01-05', { checking: 100_000, sales: -100_000 });

describe('our trial balance', () => {
  const balanceOf = (postings: Posting[], id: string, more: Partial<Books> = {}): number | undefined =>
    trialBalance(books(postings, [], more), AS_OF).find(({ accountId }) => accountId === id)?.balance;

  it('has balance-sheet accounts to date, income and expense since the fiscal year began', () => {
    const postings = [...entry('Deposit', '2025-12-31', { checking: 5, sales: -5 }), ...SALE];
    expect(balanceOf(postings, 'checking')).toBe(100_005);
    expect(balanceOf(postings, 'sales')).toBe(-100_000);
  });

  it('counts the first day of the fiscal year to the year', () => {
    expect(balanceOf(entry('Deposit', '2026-01-01', { checking: 5, sales: -5 }), 'sales')).toBe(-5);
  });

  it("has earlier years' profit in Retained Earnings, beside what was posted to it", () => {
    const drawn = entry('Journal Entry', '2026-02-01', { retained: 2, checking: -2 });
    const postings = [...entry('Deposit', '2025-12-31', { checking: 5, sales: -5 }), ...drawn];
    expect(balanceOf(postings, 'retained')).toBe(-3);
    const fromJuly = [...entry('Deposit', '2026-06-30', { checking: 5, sales: -5 })];
    expect(balanceOf(fromJuly, 'retained', { fiscalYearStartMonth: 7 })).toBe(-5);
    expect(balanceOf(fromJuly, 'retained')).toBe(0);
  });

  it('names Retained Earnings where the books have no such account', () => {
    const accounts = CHART.filter(({ id }) => id !== 'retained');
    const all = books(entry('Deposit', '2025-12-31', { checking: 5, sales: -5 }), [], { accounts });
    const tied = tieOut(all, SETTINGS, AS_OF, { ...reportsOf(all, AS_OF), trialBalance: [] });
    expect(tied.lines.map(({ label }) => label)).toContain('Trial balance: Retained Earnings');
  });

  it('knows the fiscal year', () => {
    expect(fiscalYearStart(day('2026-06-30'), 7)).toBe('2025-07-01');
    expect(fiscalYearStart(day('2026-07-01'), 7)).toBe('2026-07-01');
  });

  it('sums to zero', () => {
    fc.assert(
      fc.property(randomBooks, dateInBooks, (random, asOf) => {
        expect(trialBalance(random, asOf).reduce((total, { balance }) => total + balance, 0)).toBe(0);
      }),
    );
  });
});

describe('tie-out', () => {
  it('closes to the cent against the same books, whatever they hold', () => {
    fc.assert(
      fc.property(randomBooks, dateInBooks, (random, asOf) => {
        const tied = tieOut(random, SETTINGS, asOf, reportsOf(random, asOf));
        expect(tied.lines.filter(({ closes }) => !closes)).toEqual([]);
        expect(tied).toMatchObject({ tied: true, accuracy: 1 });
        expect(tied.runway.quickbooks).toEqual(tied.runway.ours);
      }),
    );
  });

  it('a cent off in one account is one line that does not close, with its difference', () => {
    const all = books(SALE);
    const theirs = reportsOf(all, AS_OF);
    const trial = theirs.trialBalance.map((row) =>
      row.accountId === 'sales' ? { ...row, balance: money(row.balance + 1) } : row,
    );
    const tied = tieOut(all, SETTINGS, AS_OF, { ...theirs, trialBalance: trial });
    expect(tied.tied).toBe(false);
    expect(tied.lines.filter(({ closes }) => !closes)).toEqual([
      expect.objectContaining({ key: 'trialBalance:sales', ours: -100_000, quickbooks: -99_999, difference: -1 }),
    ]);
  });

  it('an account only QuickBooks knows is a line of its own', () => {
    const all = books(SALE);
    const theirs = reportsOf(all, AS_OF);
    const trial = [...theirs.trialBalance, { accountId: '99', balance: money(7) }];
    const line = tieOut(all, SETTINGS, AS_OF, { ...theirs, trialBalance: trial }).lines.find(
      ({ key }) => key === 'trialBalance:99',
    );
    expect(line).toMatchObject({ label: 'Trial balance: Account 99', ours: 0, quickbooks: 7, closes: false });
  });

  it('checks each cash account against the balance sheet at both ends of the window', () => {
    const all = books([...SALE, ...entry('Check', '2026-09-01', { rent: 30_000, checking: -30_000 })]);
    const { lines } = tieOut(all, SETTINGS, AS_OF, {
      ...reportsOf(all, AS_OF),
      balanceSheetStart: [],
      balanceSheetEnd: [],
    });
    expect(lines.filter(({ key }) => key.startsWith('balanceSheet') && key.endsWith('checking'))).toMatchObject([
      { key: 'balanceSheet:start:checking', ours: 100_000, quickbooks: 0, closes: false },
      { key: 'balanceSheet:end:checking', ours: 70_000, quickbooks: 0, closes: false },
    ]);
  });

  it('bridges the cash flow report by undeposited funds and bank accounts not counted', () => {
    const all = books([
      ...SALE,
      ...entry('Payment', '2026-10-01', { undeposited: 500, receivable: -500 }),
      ...entry('Transfer', '2026-10-02', { 'Client Trust': 70, checking: -70 }),
    ]);
    const { lines, runway } = tieOut(all, SETTINGS, AS_OF, reportsOf(all, AS_OF));
    expect(lines.find(({ key }) => key === 'cashFlow')).toMatchObject({
      ours: -70,
      quickbooks: 500,
      bridges: [
        { label: 'Change of undeposited funds', amount: -500 },
        { label: 'Change of bank accounts not counted', amount: -70 },
      ],
      closes: true,
    });
    expect(runway.bridges).toContainEqual({ label: 'Own transfers', amount: 70 });
  });

  it('bridges the runway by what is shown apart, each by name', () => {
    const all = books([
      ...SALE,
      ...entry('Deposit', '2026-10-01', { checking: 1, loan: -1 }),
      ...entry('Deposit', '2026-10-01', { checking: 20, vehicle: -20 }),
      ...entry('Journal Entry', '2026-10-01', { checking: 300, opening: -300 }),
      ...entry('Check', '2026-10-01', { rent: 4000, checking: -4000 }, { documentId: 'once' }),
      ...entry('Check', '2026-10-01', { rent: 50_000, checking: -50_000 }),
    ]);
    const settings = { ...SETTINGS, oneOffs: { 'Check:once': 'once' } };
    const tied = tieOut(all, settings, AS_OF, reportsOf(all, AS_OF));
    expect(tied.tied).toBe(true);
    expect(tied.runway.bridges).toEqual([
      { label: 'Inflows from loans and owners, shown apart', amount: -1 },
      { label: 'Inflows from sales of assets, shown apart', amount: -20 },
      { label: 'Opening balances', amount: -300 },
      { label: 'One-offs set aside', amount: 4000 },
    ]);
  });

  it('bridges the aging reports by unapplied credits, journal lines, other lines and other currencies', () => {
    const invoiced = entry('Invoice', '2026-10-01', { receivable: 1000, sales: -1000 }, { documentId: 'i' });
    const memo = entry('Credit Memo', '2026-10-02', { sales: 300, receivable: -300 }, { documentId: 'm' });
    const journal = entry('Journal Entry', '2026-10-03', { receivable: 50, sales: -50 }, { documentId: 'j' });
    const refund = entry('Check', '2026-10-04', { receivable: 7, checking: -7 });
    const euro = entry('Invoice', '2026-10-05', { receivable: 2, sales: -2 }, { documentId: 'e' });
    const documents = [
      document('Invoice', 'i', '2026-10-01', { total: money(1000) }),
      document('CreditMemo', 'm', '2026-10-02', { total: money(300) }),
      document('Invoice', 'e', '2026-10-05', { total: money(3), currency: 'EUR' }),
      document('JournalEntry', 'j', '2026-10-03'),
      document('Payment', 'p', '2026-10-06', {
        total: money(0),
        applications: [
          { type: 'JournalEntry', id: 'j', amount: money(20) },
          { type: 'CreditMemo', id: 'm', amount: money(20) },
        ],
      }),
    ];
    const all = books([...SALE, ...invoiced, ...memo, ...journal, ...refund, ...euro], documents);
    const { lines } = tieOut(all, SETTINGS, AS_OF, reportsOf(all, AS_OF));
    expect(lines.find(({ key }) => key === 'receivables')).toMatchObject({
      ours: 1000,
      quickbooks: 759,
      bridges: [
        { label: 'Unapplied credits and payments', amount: 280 },
        { label: 'Journal entries on receivable accounts', amount: -30 },
        { label: 'Other entries on receivable accounts', amount: -7 },
        { label: 'Documents in other currencies', amount: -2 },
      ],
      closes: true,
    });
  });

  it('a payment applied to a deposit on the payable account settles that line, not a bill', () => {
    // A vendor's refund, deposited, is owed again until a bill payment takes it.
    const refund = entry('Deposit', '2026-10-01', { checking: 90, payable: -90 }, { documentId: 'd' });
    const paid = entry('Bill Payment (Check)', '2026-10-02', { payable: 60, checking: -60 }, { documentId: 'p' });
    const documents = [
      document('Deposit', 'd', '2026-10-01', { total: money(90) }),
      document('BillPayment', 'p', '2026-10-02', {
        total: money(60),
        applications: [{ type: 'Deposit', id: 'd', amount: money(60) }],
      }),
    ];
    const all = books([...SALE, ...refund, ...paid], documents);
    const { lines } = tieOut(all, SETTINGS, AS_OF, reportsOf(all, AS_OF));
    expect(lines.find(({ key }) => key === 'payables')).toMatchObject({
      ours: 0,
      quickbooks: 30,
      bridges: [{ label: 'Other entries on payable accounts', amount: -30 }],
      closes: true,
    });
  });

  it('leaves what is dated after the as-of date out of every bridge', () => {
    const later = entry('Journal Entry', '2026-11-23', { receivable: 50, sales: -50 });
    const all = books([...SALE, ...later]);
    expect(tieOut(all, SETTINGS, AS_OF, reportsOf(all, AS_OF)).tied).toBe(true);
  });

  it('a different runway is told in weeks and as accuracy', () => {
    const all = books([...SALE, ...entry('Check', '2026-09-01', { rent: 13_000, checking: -13_000 })]);
    const theirs = reportsOf(all, AS_OF);
    // 870.00 of cash and 2,600.00 burnt in 13 weeks.
    const tied = tieOut(all, SETTINGS, AS_OF, { ...theirs, cashFlow: { netCashIncrease: money(-260_000) } });
    expect(tied.runway.ours.weeks).toBe(50);
    expect(tied.runway.quickbooks.weeks).toBe(4.4);
    expect(tied.runway.difference).toBe(45.6);
    expect(tied).toMatchObject({ accuracy: 0, tied: false });
  });

  it('ties where neither side can derive a runway', () => {
    const all = books([]);
    expect(tieOut(all, SETTINGS, AS_OF, reportsOf(all, AS_OF))).toMatchObject({
      tied: true,
      runway: { difference: null },
    });
    expect(tieOutDates({ asOf: LAST_DAY, window: null }).to).toBe(LAST_DAY);
  });

  it('counts a foreign account among those that are not counted', () => {
    const accounts = [...CHART, account('Euro', 'Bank', 'Checking', { currency: 'EUR' })];
    const moved = entry('Transfer', '2026-10-01', { Euro: 900, checking: -900 });
    const all = books([...SALE, ...moved], [], { accounts });
    expect(tieOut(all, SETTINGS, AS_OF, reportsOf(all, AS_OF)).tied).toBe(true);
  });
});

describe('accuracy', () => {
  const number = (weeks: number): Runway => ({
    state: 'NUMBER',
    status: 'GREEN',
    weeks: weeks as Weeks,
    over: false,
    reason: null,
  });
  const state = (name: 'NOT_BURNING' | 'NO_DATA'): Runway => ({
    state: name,
    status: name,
    weeks: null,
    over: false,
    reason: null,
  });

  it.each([
    [number(9.5), number(10), 0.95],
    [number(10), number(10), 1],
    [number(30), number(10), 0],
    [number(0), number(0), 1],
    [number(1), number(0), 0],
    [state('NOT_BURNING'), state('NOT_BURNING'), 1],
    [state('NO_DATA'), state('NOT_BURNING'), 0],
    [number(1), state('NO_DATA'), 0],
  ])('case %#', (ours, theirs, expected) => {
    expect(accuracyOf(ours, theirs)).toBeCloseTo(expected, 10);
  });
});
