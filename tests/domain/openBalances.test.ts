import { describe, expect, it } from '@jest/globals';
import type { BookDocument, Posting } from '../../domain/books.js';
import { openBalances, type OpenBalances } from '../../domain/openBalances.js';
import { books, day, document, entry, money } from './company.js';

const bill = (
  id: string,
  date: string,
  dueDate: string | null,
  total: number,
  more: Partial<BookDocument> = {},
): BookDocument =>
  document('Bill', id, date, { dueDate: dueDate === null ? null : day(dueDate), total: money(total), ...more });
const invoice = (id: string, date: string, dueDate: string, total: number): BookDocument =>
  document('Invoice', id, date, { dueDate: day(dueDate), total: money(total) });
const applied = (
  type: 'Payment' | 'BillPayment',
  id: string,
  date: string,
  total: number,
  applications: readonly (readonly [BookDocument['type'], string, number])[],
): BookDocument =>
  document(type, id, date, {
    total: money(total),
    applications: applications.map(([to, target, amount]) => ({ type: to, id: target, amount: money(amount) })),
  });

function asOf(date: string, documents: BookDocument[], postings: Posting[] = []): OpenBalances {
  return openBalances(books(postings, documents), day(date));
}

describe('open balance of a bill or invoice', () => {
  it('is the total less applications dated by then', () => {
    const documents = [
      bill('b', '2026-11-01', '2026-11-30', 1000),
      applied('BillPayment', 'p', '2026-11-10', 400, [['Bill', 'b', 400]]),
    ];
    expect(asOf('2026-11-09', documents).openPayables).toBe(1000);
    expect(asOf('2026-11-10', documents).openPayables).toBe(600);
  });

  it("counts an application from the later of the two documents' dates", () => {
    // Paid in advance: the payment is older than the invoice it was applied to.
    const documents = [
      invoice('i', '2026-11-10', '2026-12-10', 1000),
      applied('Payment', 'p', '2026-11-01', 1000, [['Invoice', 'i', 1000]]),
    ];
    expect(asOf('2026-11-05', documents)).toMatchObject({ openReceivables: 0, unappliedReceivables: 1000 });
    expect(asOf('2026-11-10', documents)).toMatchObject({ openReceivables: 0, unappliedReceivables: 0 });
  });

  it('counts only documents dated by then, and none that are void', () => {
    const documents = [
      bill('b', '2026-11-23', '2026-11-30', 1000),
      bill('v', '2026-11-01', '2026-11-30', 500, { voided: true }),
    ];
    expect(asOf('2026-11-22', documents)).toMatchObject({ openPayables: 0, bills: [] });
  });

  it('is not touched by a void payment', () => {
    const documents = [
      invoice('i', '2026-11-01', '2026-12-10', 1000),
      { ...applied('Payment', 'p', '2026-11-01', 1000, [['Invoice', 'i', 1000]]), voided: true },
    ];
    expect(asOf('2026-11-22', documents)).toMatchObject({ openReceivables: 1000, unappliedReceivables: 0 });
  });
});

describe('due and overdue', () => {
  it('bills due on the as-of date or within 14 days after are due; before it, overdue; later, neither', () => {
    const documents = [
      bill('late', '2026-10-01', '2026-11-21', 1),
      bill('today', '2026-10-01', '2026-11-22', 20),
      bill('last', '2026-10-01', '2026-12-06', 300),
      bill('later', '2026-10-01', '2026-12-07', 4000),
      bill('undated', '2026-10-01', null, 50_000),
    ];
    const open = asOf('2026-11-22', documents);
    expect(open.payablesDue).toMatchObject({ amount: 320, count: 2 });
    expect(open.payablesDue.items.map(({ id, days }) => [id, days])).toEqual([
      ['today', 0],
      ['last', 14],
    ]);
    expect(open.payablesOverdue).toMatchObject({ amount: 1, count: 1 });
    expect(open.openPayables).toBe(54_321);
    expect(open.bills.map(({ id }) => id)).toEqual(['late', 'today', 'last', 'later', 'undated']);
  });

  it('invoices due before the as-of date are overdue', () => {
    const documents = [
      invoice('late', '2026-10-01', '2026-11-21', 7),
      invoice('today', '2026-10-01', '2026-11-22', 50),
    ];
    expect(asOf('2026-11-22', documents).receivablesOverdue).toMatchObject({
      amount: 7,
      count: 1,
      items: [{ days: -1 }],
    });
  });

  it('order by due date, then id', () => {
    const documents = [bill('b', '2026-10-01', '2026-11-25', 1), bill('a', '2026-10-01', '2026-11-25', 1)];
    expect(asOf('2026-11-22', documents).bills.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('unapplied credits stand beside, not netted', () => {
  it('vendor credits and what is left of bill payments', () => {
    const documents = [
      bill('b', '2026-11-01', '2026-11-30', 1000),
      document('VendorCredit', 'c', '2026-11-02', { total: money(300) }),
      applied('BillPayment', 'p', '2026-11-03', 900, [
        ['Bill', 'b', 1000],
        ['VendorCredit', 'c', 100],
      ]),
    ];
    expect(asOf('2026-11-02', documents)).toMatchObject({ openPayables: 1000, unappliedPayables: 300 });
    expect(asOf('2026-11-03', documents)).toMatchObject({ openPayables: 0, unappliedPayables: 200 });
  });

  it('a zero payment that links a credit memo to an invoice uses both up', () => {
    const documents = [
      invoice('i', '2026-11-01', '2026-11-30', 1000),
      document('CreditMemo', 'm', '2026-11-02', { total: money(400) }),
      applied('Payment', 'p', '2026-11-03', 0, [
        ['Invoice', 'i', 250],
        ['CreditMemo', 'm', 250],
      ]),
    ];
    expect(asOf('2026-11-03', documents)).toMatchObject({ openReceivables: 750, unappliedReceivables: 150 });
  });

  it('a journal entry is a charge or a credit by its side of the control account', () => {
    const links = (id: string, amount: number): BookDocument[] => [
      invoice('i', '2026-11-01', '2026-11-30', 1000),
      applied('Payment', 'p', '2026-11-03', amount, [
        ['Invoice', 'i', 100],
        ['JournalEntry', id, 100],
      ]),
    ];
    const credit = entry('Journal Entry', '2026-11-02', { rent: 100, receivable: -100 }, { documentId: 'j' });
    expect(asOf('2026-11-03', links('j', 0), credit).unappliedReceivables).toBe(0);
    const charge = entry('Journal Entry', '2026-11-02', { receivable: 100, sales: -100 }, { documentId: 'j' });
    expect(asOf('2026-11-03', links('j', 200), charge).unappliedReceivables).toBe(0);
    const owed = entry('Journal Entry', '2026-11-02', { rent: 100, payable: -100 }, { documentId: 'j' });
    const paid = [applied('BillPayment', 'p', '2026-11-03', 100, [['JournalEntry', 'j', 100]])];
    expect(asOf('2026-11-03', paid, owed).unappliedPayables).toBe(0);
  });
});

describe('documents in another currency', () => {
  it('are listed apart and in no total', () => {
    const documents = [
      bill('e', '2026-11-01', '2026-11-30', 1000, { currency: 'EUR' }),
      document('VendorCredit', 'c', '2026-11-01', { total: money(5), currency: 'EUR' }),
    ];
    expect(asOf('2026-11-22', documents)).toMatchObject({
      openPayables: 0,
      unappliedPayables: 0,
      foreign: [{ id: 'e' }],
    });
  });
});
