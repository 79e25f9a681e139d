import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Books, ClientSettings, Posting } from '../../domain/books.js';
import { addDays } from '../../domain/calendar.js';
import { computeSnapshot, computeSnapshots } from '../../domain/computeSnapshot.js';
import { hasBegun, historyDates, historyFigures } from '../../domain/history.js';
import { weekCash } from '../../domain/weekCash.js';
import { pastSundays } from '../../domain/weeks.js';
import { account, books, CHART, day, document, entry, money, SETTINGS } from './company.js';
import { dateInBooks, LAST_DAY, randomBooks } from './randomBooks.js';

const AS_OF = day('2026-11-22');
const sale = (date: string, amount: number): Posting[] =>
  entry('Sales Receipt', date, { checking: amount, sales: -amount });
const spend = (date: string, amount: number, on = 'rent'): Posting[] =>
  entry('Check', date, { [on]: amount, checking: -amount });
const opened = (date: string, amount: number): Posting[] =>
  entry('Journal Entry', date, { checking: amount, opening: -amount });
const figuresOf = (postings: Posting[], settings: ClientSettings = SETTINGS, more: Partial<Books> = {}) =>
  computeSnapshot(books(postings, [], more), settings, AS_OF);

describe('a snapshot', () => {
  it('has every figure of a small business', () => {
    const postings = [
      ...opened('2026-01-01', 1_000_000),
      ...sale('2026-02-01', 50_000),
      ...sale('2026-09-01', 91_000),
      ...spend('2026-10-01', 182_000),
      ...spend('2026-10-02', 91_000, 'owner'),
      ...entry('Payment', '2026-11-20', { undeposited: 7_000, receivable: -7_000 }),
    ];
    expect(figuresOf(postings)).toMatchObject({
      asOf: AS_OF,
      booksThrough: '2026-10-02',
      currency: 'USD',
      cashOnHand: 868_000,
      inTransit: 7_000,
      window: { from: '2026-08-24', to: '2026-11-22', days: 91 },
      historyFrom: '2026-02-01',
      cashIn: 91_000,
      cashOut: 273_000,
      netBurn: 182_000,
      weeklyIn: 7_000,
      weeklyOut: 21_000,
      weeklyNetBurn: 14_000,
      movementCounts: { in: 1, out: 2, apart: 0 },
      runway: { state: 'NUMBER', status: 'GREEN', weeks: 50, over: true },
    });
  });

  it('counts nothing dated after the as-of date', () => {
    const before = [...opened('2026-01-01', 1000), ...spend('2026-03-01', 10)];
    const after = [...spend('2026-11-23', 500), ...opened('2027-01-01', 9)];
    expect(figuresOf([...before, ...after])).toEqual(figuresOf(before));
  });

  it('window flows include its first and its last day and no other', () => {
    const postings = [
      ...sale('2026-01-01', 1),
      ...sale('2026-08-23', 10),
      ...sale('2026-08-24', 100),
      ...sale('2026-11-22', 1000),
    ];
    expect(figuresOf(postings).cashIn).toBe(1100);
  });

  it('history starts at the first movement that is not an opening balance', () => {
    const figures = figuresOf([...opened('2020-01-01', 1000), ...spend('2026-11-02', 10)]);
    expect(figures).toMatchObject({ historyFrom: '2026-11-02', window: { days: 21 } });
    expect(figures.runway).toMatchObject({ state: 'NO_DATA', reason: '21 days of history; a runway needs 28.' });
    expect(figures.weeklyOut).toBe(3);
  });

  it('has no window, no weekly figures and no runway with an opening balance alone', () => {
    expect(figuresOf(opened('2026-01-01', 1000))).toMatchObject({
      window: null,
      weeklyIn: null,
      weeklyOut: null,
      weeklyNetBurn: null,
      booksThrough: '2026-01-01',
      cashOnHand: 1000,
      runway: { state: 'NO_DATA', weeks: null },
    });
  });

  it('is 0.0 and RED when overdrawn, however short the history', () => {
    expect(figuresOf(spend('2026-11-20', 10)).runway).toMatchObject({ status: 'RED', weeks: 0 });
  });

  it('shows no number where no account is cash, or nothing was posted to one', () => {
    expect(figuresOf([], SETTINGS, { accounts: [account('card', 'Credit Card')] })).toMatchObject({
      cashOnHand: null,
      runway: { state: 'NO_DATA', reason: 'No bank account is counted as cash; a runway needs one.' },
    });
    expect(figuresOf([])).toMatchObject({
      cashOnHand: null,
      runway: {
        state: 'NO_DATA',
        reason: 'Nothing is posted to a cash account yet; a runway needs 28 days of history.',
      },
    });
    expect(figuresOf(spend('2026-11-23', 10))).toMatchObject({ cashOnHand: null, runway: { state: 'NO_DATA' } });
  });

  it('knows that cash is zero where what came also went', () => {
    const back = entry('Deposit', '2026-11-21', { checking: 10, rent: -10 });
    expect(figuresOf([...spend('2026-11-20', 10), ...back])).toMatchObject({ cashOnHand: 0 });
  });

  it('inflows from loans, owners and asset sales are shown apart and lengthen a runway only through the cash', () => {
    const base = [...sale('2026-02-01', 130_000), ...spend('2026-10-01', 13_000)];
    const lent = entry('Deposit', '2026-10-05', { checking: 26_000, loan: -26_000 });
    expect(figuresOf(base).runway.weeks).toBe(50);
    const withLoan = figuresOf([...base, ...spend('2026-10-01', 100_000), ...lent]);
    const without = figuresOf([...base, ...spend('2026-10-01', 100_000)]);
    expect(withLoan.netBurn).toBe(without.netBurn);
    expect(withLoan.flows.financingIn).toBe(26_000);
    expect(withLoan.movementCounts.apart).toBe(1);
    expect([without.runway.weeks, withLoan.runway.weeks]).toEqual([2, 4.9]);
  });

  it('a one-off set aside is in no burn and stays visible', () => {
    const lawsuit = spend('2026-10-01', 90_000);
    const key = lawsuit[0]?.documentKey ?? '';
    const postings = [...sale('2026-02-01', 1_000_000), ...spend('2026-10-02', 13_000), ...lawsuit];
    const figures = figuresOf(postings, { ...SETTINGS, oneOffs: { [key]: 'settlement' } });
    expect(figures).toMatchObject({
      cashOut: 13_000,
      cashOnHand: 897_000,
      flows: { oneOffOut: 90_000, operatingOut: 13_000 },
    });
    expect(figures.movementCounts).toEqual({ in: 0, out: 1, apart: 1 });
    expect(figures.notes).toContain('1 document in the window is set aside as a one-off.');
    const two = { ...SETTINGS, oneOffs: { [key]: 'settlement', [postings[2]?.documentKey ?? '']: 'also' } };
    expect(figuresOf(postings, two).notes).toContain('2 documents in the window are set aside as one-offs.');
  });

  it('says what is not counted: a foreign account, a foreign bill, a trust account', () => {
    const accounts = [...CHART, account('Euro', 'Bank', 'Checking', { currency: 'EUR' })];
    const foreign = document('Bill', 'e', '2026-11-01', { total: money(5), currency: 'EUR' });
    const figures = computeSnapshot(books([], [foreign], { accounts }), SETTINGS, AS_OF);
    expect(figures.notes).toEqual([
      'Client Trust is not counted: trust.',
      'Euro is not counted: not in home currency (EUR).',
      '1 open bill or invoice is not counted: in EUR, not in home currency (USD).',
    ]);
    const two = books([], [foreign, { ...foreign, id: 'f', currency: 'CAD' }], { accounts });
    expect(computeSnapshot(two, SETTINGS, AS_OF).notes).toContain(
      '2 open bills and invoices are not counted: in CAD, EUR, not in home currency (USD).',
    );
  });

  it('switching an account off takes its balance and its movements out', () => {
    const postings = [
      ...sale('2026-01-01', 1000),
      ...entry('Transfer', '2026-10-01', { savings: 400, checking: -400 }),
    ];
    expect(figuresOf(postings)).toMatchObject({ cashOnHand: 1000, cashOut: 0, flows: { ownTransferOut: 0 } });
    const off = figuresOf(postings, { ...SETTINGS, counted: { savings: false } });
    expect(off).toMatchObject({ cashOnHand: 600, cashOut: 0, flows: { ownTransferOut: 400 } });
  });
});

describe('many dates at once', () => {
  it('equal the same dates one by one', () => {
    fc.assert(
      fc.property(randomBooks, fc.array(dateInBooks, { maxLength: 6 }), (random, asOfs) => {
        const settings = { ...SETTINGS, oneOffs: { 'Journal Entry:j1': 'once' }, counted: { 'Client Trust': true } };
        const accounts = CHART.map((one) => (one.id === 'savings' ? { ...one, active: false } : one));
        const all = { ...random, accounts };
        expect(computeSnapshots(all, settings, asOfs)).toEqual(
          asOfs.map((asOf) => computeSnapshot(all, settings, asOf)),
        );
      }),
    );
  });

  it('a snapshot is what it would be had nothing later been posted', () => {
    fc.assert(
      fc.property(randomBooks, dateInBooks, (random, asOf) => {
        const documents = random.documents.filter(({ date }) => date <= asOf);
        const ids = new Set(documents.map(({ id }) => id));
        const known = {
          ...random,
          postings: random.postings.filter(({ date }) => date <= asOf),
          documents: documents.map((one) => ({
            ...one,
            applications: one.applications.filter(({ id }) => ids.has(id)),
          })),
        };
        expect(computeSnapshot(random, SETTINGS, asOf)).toEqual(computeSnapshot(known, SETTINGS, asOf));
      }),
    );
  });

  it('cash moves by the flows of the window between its ends', () => {
    fc.assert(
      fc.property(randomBooks, dateInBooks, (random, asOf) => {
        const now = computeSnapshot(random, SETTINGS, asOf);
        fc.pre(now.window !== null);
        const before = computeSnapshot(random, SETTINGS, addDays(now.window?.from ?? asOf, -1));
        const { operatingIn, investingIn, financingIn, ownTransferIn, openingIn } = now.flows;
        const { operatingOut, investingOut, financingOut, ownTransferOut, openingOut } = now.flows;
        const into = operatingIn + investingIn + financingIn + ownTransferIn + openingIn;
        const out = operatingOut + investingOut + financingOut + ownTransferOut + openingOut;
        expect((now.cashOnHand ?? 0) - (before.cashOnHand ?? 0)).toBe(into - out);
      }),
    );
  });

  it('the order of postings and documents changes nothing', () => {
    fc.assert(
      fc.property(randomBooks, (random) => {
        const turned = {
          ...random,
          postings: [...random.postings].reverse(),
          documents: [...random.documents].reverse(),
        };
        expect(computeSnapshot(turned, SETTINGS, LAST_DAY)).toEqual(computeSnapshot(random, SETTINGS, LAST_DAY));
      }),
    );
  });
});

describe('cash of one week alone', () => {
  it('runs from Monday to its Sunday, or to the as-of date while it still goes on', () => {
    const postings = [
      ...sale('2026-11-15', 1),
      ...sale('2026-11-16', 10),
      ...spend('2026-11-18', 4),
      ...sale('2026-11-22', 100),
    ];
    const lent = entry('Deposit', '2026-11-17', { checking: 1000, loan: -1000 });
    expect(weekCash(books([...postings, ...lent]), SETTINGS, [day('2026-11-18'), AS_OF])).toEqual([
      { from: '2026-11-16', asOf: '2026-11-18', cashIn: 10, cashOut: 4, apartIn: 1000 },
      { from: '2026-11-16', asOf: '2026-11-22', cashIn: 110, cashOut: 4, apartIn: 1000 },
    ]);
  });
});

describe('history', () => {
  it('is the as-of date and the Sundays before it, newest first, thirteen weeks in all', () => {
    const dates = historyDates(day('2026-11-21'));
    expect(dates).toHaveLength(13);
    expect(dates.slice(0, 3)).toEqual(['2026-11-21', '2026-11-15', '2026-11-08']);
    expect(historyDates(AS_OF)[1]).toBe('2026-11-15');
  });

  it('has each date’s figures with the cash of its own week', () => {
    const all = books([...sale('2026-11-10', 500), ...spend('2026-11-18', 4)]);
    const dates = [AS_OF, day('2026-11-15'), day('2026-11-08')];
    const history = historyFigures(all, SETTINGS, dates);
    const weeks = weekCash(all, SETTINGS, dates);
    const figures = computeSnapshots(all, SETTINGS, dates);
    expect(history).toEqual(figures.map((one, position) => ({ ...one, week: weeks[position] })));
    expect(history.map(hasBegun)).toEqual([true, true, false]);
  });
});

describe('time it takes', () => {
  const many = (count: number): Books => {
    const postings = Array.from({ length: count * 0.45 }, (_, position) => {
      const date = addDays(day('2025-05-20'), position % 550);
      return position % 3 === 0 ? sale(date, 100 + position) : spend(date, 90 + position);
    }).flat();
    const bills = Array.from({ length: count / 20 }, (_, position) => {
      const date = addDays(day('2025-05-20'), position % 550);
      return document('Bill', `b${position}`, date, { total: money(100), dueDate: addDays(date, 30) });
    });
    const unpaid = bills.flatMap(({ id, date }) =>
      entry('Bill', date, { rent: 100, payable: -100 }, { documentId: id }),
    );
    const paid = bills.slice(0, -20).map(({ id, date }) =>
      document('BillPayment', `p${id}`, addDays(date, 20), {
        total: money(100),
        applications: [{ type: 'Bill', id, amount: money(100) }],
      }),
    );
    const all = [...postings, ...unpaid];
    expect(all).toHaveLength(count);
    return books(all, [...bills, ...paid]);
  };
  const asOfs = [...pastSundays(AS_OF, 13), AS_OF];
  /** Processor time of so many rounds: what else the machine does at the same time is not the code's. */
  const spent = (of: Books, rounds: number): number => {
    const start = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) computeSnapshots(of, SETTINGS, asOfs);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };

  it('costs in proportion to the books: twenty times the postings, less than twice twenty times the time', () => {
    const [small, big] = [many(5_000), many(100_000)];
    spent(small, 20);
    // As much work on either side, so that both clear away as much memory; the best of five pairs.
    const ratios = Array.from({ length: 5 }, () => spent(big, 1) / spent(small, 20));
    expect(Math.min(...ratios)).toBeLessThan(2);
  });
});
