import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Posting } from '../../domain/books.js';
import { computeSnapshot } from '../../domain/computeSnapshot.js';
import { FIGURES, type Figure } from '../../domain/figures.js';
import { sum } from '../../domain/money.js';
import { movementsInWindow, provenance, type Provenance } from '../../domain/provenance.js';
import type { SnapshotFigures } from '../../domain/snapshot.js';
import { books, day, document, entry, money, SETTINGS } from './company.js';
import { dateInBooks, randomBooks } from './randomBooks.js';

const AS_OF = day('2026-11-22');

const POSTINGS: readonly Posting[] = [
  ...entry('Journal Entry', '2026-01-01', { checking: 1_000_000, opening: -1_000_000 }),
  ...entry('Sales Receipt', '2026-09-01', { checking: 91_000, sales: -91_000 }, { number: '12', name: 'Acme' }),
  ...entry('Check', '2026-10-01', { rent: 273_000, checking: -273_000 }),
  ...entry('Check', '2026-10-02', { owner: 91_000, checking: -91_000 }),
  ...entry('Deposit', '2026-10-03', { checking: 50_000, loan: -50_000 }),
  ...entry('Transfer', '2026-10-04', { 'Client Trust': 10_000, checking: -10_000 }),
  ...entry('Check', '2026-10-05', { fees: 4_000, checking: -4_000 }, { documentId: 'law', number: '9', name: 'Court' }),
  ...entry('Payment', '2026-11-20', { undeposited: 7_000, receivable: -7_000 }),
];
const DOCUMENTS = [
  document('Bill', 'b1', '2026-11-01', {
    dueDate: day('2026-11-30'),
    total: money(500),
    number: '77',
    partyName: 'Vendor',
  }),
  document('Bill', 'b2', '2026-11-01', { total: money(900) }),
  document('VendorCredit', 'c', '2026-11-01', { total: money(30) }),
  document('Invoice', 'i1', '2026-10-01', { dueDate: day('2026-10-31'), total: money(12_345), partyName: 'Acme' }),
  document('Invoice', 'i2', '2026-10-01', { total: money(1) }),
  document('Invoice', 'i3', '2026-10-01', { total: money(1) }),
];
const settings = { ...SETTINGS, oneOffs: { 'Check:law': 'lawsuit settled' } };
const of = (figure: Figure): Provenance => provenance(figure, books(POSTINGS, DOCUMENTS), settings, AS_OF);
const lines = ({ groups }: Pick<Provenance, 'groups'>): string[] =>
  groups.map(({ label, amount, count }) => `${label}: ${count}, ${amount}`);

describe('where a figure comes from', () => {
  it('runway: formula, window, accounts, the burn by class, and what is shown apart', () => {
    const card = of('RUNWAY');
    expect(card).toMatchObject({
      title: 'Runway',
      formulaInFigures: '7,630.00 × 83 ÷ (7 × 2,730.00) = 33.1 weeks',
      window: { from: '2026-09-01', days: 83 },
      total: 273_000,
      missing: null,
      notes: ['Set aside as a one-off: Check 9 Court (lawsuit settled).'],
    });
    expect(card.accounts.map(({ name, leftOut }) => [name, leftOut])).toEqual([
      ['checking', null],
      ['savings', null],
      ['Client Trust', 'trust'],
    ]);
    expect(lines(card)).toEqual([
      'Operating cash out: 1, 273000',
      'Loans and owners, out: 1, 91000',
      'Operating cash in: 1, -91000',
    ]);
    expect(lines({ groups: card.apart })).toEqual([
      'Loans and owners, in: 1, 50000',
      'Transfers to accounts not counted: 1, 10000',
      'One-offs set aside, out: 1, 4000',
    ]);
    expect(card.groups[2]?.transactions).toEqual([
      expect.objectContaining({
        type: 'Sales Receipt',
        number: '12',
        name: 'Acme',
        amount: -91_000,
        class: 'OPERATING',
      }),
    ]);
  });

  it('cash on hand: the balance before the window and every movement in it', () => {
    const card = of('CASH_ON_HAND');
    expect(card.formulaInFigures).toBe('checking 7,630.00 + savings 0.00 = 7,630.00');
    expect(lines(card)).toEqual([
      'Balance before Tue 1 Sep: 0, 1000000',
      'Operating cash in: 1, 91000',
      'Loans and owners, in: 1, 50000',
      'Operating cash out: 2, -277000',
      'Loans and owners, out: 1, -91000',
      'Transfers to accounts not counted: 1, -10000',
    ]);
    expect(card.notes).toEqual(['Undeposited funds of 70.00 are in transit: shown, not counted.']);
  });

  it('weekly cash in and out, net burn', () => {
    expect(of('WEEKLY_IN')).toMatchObject({ formulaInFigures: '910.00 × 7 ÷ 83 = 76.75', total: 91_000 });
    expect(of('WEEKLY_OUT').total).toBe(364_000);
    expect(of('NET_BURN').formulaInFigures).toBe('3,640.00 − 910.00 = 2,730.00');
  });

  it('bills and invoices: what is open of each, and what stands beside', () => {
    const due = of('PAYABLES_DUE');
    expect(due).toMatchObject({ formulaInFigures: '1 bill, 5.00 open', window: null, accounts: [], total: 500 });
    expect(due.groups[0]?.transactions).toMatchObject([
      { documentKey: 'Bill:b1', type: 'Bill', id: 'b1', number: '77', name: 'Vendor', amount: 500, class: null },
    ]);
    expect(due.notes).toEqual([
      '1 open bill has no due date: neither due nor overdue.',
      'Vendor credits and bill payments applied to nothing: 0.30. They stand beside this figure, not in it.',
    ]);
    expect(of('PAYABLES_OVERDUE').formulaInFigures).toBe('0 bills, 0.00 open');
    expect(of('RECEIVABLES_OVERDUE')).toMatchObject({
      total: 12_345,
      notes: ['2 open invoices have no due date: neither due nor overdue.'],
    });
  });

  it('a number that cannot be derived says what is missing', () => {
    const empty = books([]);
    const missing = (figure: Figure): string | null => provenance(figure, empty, SETTINGS, AS_OF).missing;
    expect(missing('RUNWAY')).toMatch(/^Nothing is posted/);
    expect(missing('WEEKLY_IN')).toMatch(/^No cash movement/);
    expect(provenance('CASH_ON_HAND', empty, SETTINGS, AS_OF)).toMatchObject({
      missing: 'Nothing is posted to a cash account yet.',
      formulaInFigures: '',
    });
    expect(provenance('CASH_ON_HAND', { ...empty, accounts: [] }, SETTINGS, AS_OF)).toMatchObject({
      missing: 'No bank account is counted as cash.',
      formulaInFigures: '',
    });
    for (const figure of ['RUNWAY', 'WEEKLY_OUT', 'NET_BURN'] as const) {
      expect(provenance(figure, empty, SETTINGS, AS_OF).formulaInFigures).toBe('');
    }
  });

  it('the runway formula says why there is no division', () => {
    const formula = (postings: Posting[]): string =>
      provenance('RUNWAY', books(postings), SETTINGS, AS_OF).formulaInFigures;
    const overdrawn = entry('Check', '2026-09-01', { rent: 100, checking: -100 });
    expect(formula(overdrawn)).toBe('Cash on hand (1.00), not above zero = 0.0 weeks');
    const earning = entry('Sales Receipt', '2026-09-01', { checking: 100, sales: -100 });
    expect(formula(earning)).toBe('Net burn (1.00), not above zero: not burning');
  });

  it('cash on hand with an opening balance alone', () => {
    const opened = books(entry('Journal Entry', '2026-01-01', { checking: 9, opening: -9 }));
    expect(lines(provenance('CASH_ON_HAND', opened, SETTINGS, AS_OF))).toEqual(['Opening balances: 1, 9']);
  });

  it('entries that do not balance are named, so that the sum still holds', () => {
    const torn = books(entry('Check', '2026-09-01', { checking: -100, rent: 60 }));
    expect(lines(provenance('CASH_ON_HAND', torn, SETTINGS, AS_OF))).toEqual([
      'Operating cash out: 1, -60',
      'Entries that do not balance: 0, -40',
    ]);
  });
});

describe('sums of provenance', () => {
  const figureOf: Readonly<Record<Figure, (figures: SnapshotFigures) => number>> = {
    RUNWAY: ({ netBurn }) => netBurn,
    CASH_ON_HAND: ({ cashOnHand }) => cashOnHand ?? 0,
    WEEKLY_IN: ({ cashIn }) => cashIn,
    WEEKLY_OUT: ({ cashOut }) => cashOut,
    NET_BURN: ({ netBurn }) => netBurn,
    PAYABLES_DUE: ({ payablesDue }) => payablesDue.amount,
    PAYABLES_OVERDUE: ({ payablesOverdue }) => payablesOverdue.amount,
    RECEIVABLES_OVERDUE: ({ receivablesOverdue }) => receivablesOverdue.amount,
  };

  it('equal the figure exactly, for every figure; groups equal their transactions', () => {
    fc.assert(
      fc.property(randomBooks, dateInBooks, fc.constantFrom(...FIGURES), (random, asOf, figure) => {
        const chosen = { ...SETTINGS, oneOffs: { 'Journal Entry:j0': 'once' } };
        const card = provenance(figure, random, chosen, asOf);
        const figures = computeSnapshot(random, chosen, asOf);
        expect(card.total).toBe(figureOf[figure](figures));
        expect(sum(card.groups.map(({ amount }) => amount))).toBe(card.total);
        for (const group of [...card.groups, ...card.apart]) {
          if (group.count === 0) continue;
          expect(sum(group.transactions.map(({ amount }) => amount))).toBe(group.amount);
          expect(group.transactions).toHaveLength(group.count);
        }
        expect(card.groups.map(({ label }) => label)).not.toContain('Entries that do not balance');
      }),
    );
  });

  it('groups and what is apart hold every movement of the window', () => {
    fc.assert(
      fc.property(randomBooks, dateInBooks, (random, asOf) => {
        const { groups, apart } = provenance('NET_BURN', random, SETTINGS, asOf);
        const told = new Set(
          [...groups, ...apart].flatMap(({ transactions }) => transactions.map(({ documentKey }) => documentKey)),
        );
        const moved = movementsInWindow(random, SETTINGS, asOf).map(({ documentKey }) => documentKey);
        expect([...told].sort()).toEqual([...moved].sort());
      }),
    );
  });
});
