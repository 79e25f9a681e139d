import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/calendar.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { median } from '../../../domain/forecast/median.js';
import { payerTiming, type PayerTiming } from '../../../domain/forecast/payers.js';
import type { BookDocument } from '../../../domain/books.js';
import { books, day, document, money, SETTINGS } from '../company.js';

/** Invoices of 100.00 due on days of October, paid so many days after. */
function paid(customer: string, late: readonly number[], from = '2026-10-01'): BookDocument[] {
  return late.flatMap((days, place) => {
    const id = `${customer}${place}`;
    const dueDate = addDays(day(from), place);
    const party = { partyId: customer, partyName: `Customer ${customer}` };
    return [
      document('Invoice', id, addDays(dueDate, -30), { dueDate, total: money(10_000), ...party }),
      document('Payment', `p${id}`, addDays(dueDate, days), {
        total: money(10_000),
        applications: [{ type: 'Invoice', id, amount: money(10_000) }],
        ...party,
      }),
    ];
  });
}

function timing(documents: readonly BookDocument[], asOf = '2026-11-22'): PayerTiming {
  return payerTiming(new SnapshotSource(books([], documents), SETTINGS), day(asOf));
}

describe('payerTiming', () => {
  it('is the median days past due of the last ten paid invoices', () => {
    const eleven = paid('a', [90, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9]);
    // The one 90 days late was paid last of all, so that the oldest of the others falls out.
    expect(timing(eleven, '2027-02-01').payers).toEqual([{ partyId: 'a', name: 'Customer a', days: 6, of: 10 }]);
    expect(timing(paid('a', [-3, -4, -9])).byParty.get('a')?.days).toBe(-4);
  });

  it('rounds the mean of the two in the middle half up', () => {
    expect(timing(paid('a', [1, 2])).byParty.get('a')?.days).toBe(2);
    expect(median([-3, -2])).toBe(-2);
    expect(median([])).toBeNull();
  });

  it('counts an invoice on the day its balance reached nothing, and none that is open or not known yet', () => {
    const inParts = [
      document('Invoice', '1', '2026-09-01', { dueDate: day('2026-10-01'), total: money(10_000), partyId: 'a' }),
      document('Payment', '2', '2026-10-05', {
        total: money(4_000),
        applications: [{ type: 'Invoice', id: '1', amount: money(4_000) }],
      }),
    ];
    expect(timing(inParts).usualDelay).toBeNull();
    const rest = document('Payment', '3', '2026-10-21', {
      total: money(6_000),
      applications: [{ type: 'Invoice', id: '1', amount: money(6_000) }],
    });
    expect(timing([...inParts, rest]).byParty.get('a')?.days).toBe(20);
    expect(timing([...inParts, rest], '2026-10-20').payers).toEqual([]);
  });

  it('learns from money alone: a credit that writes an invoice off teaches no delay', () => {
    const invoice = document('Invoice', '1', '2026-01-01', {
      dueDate: day('2026-02-01'),
      total: money(1_000),
      partyId: 'a',
      partyName: 'A',
    });
    const to = (id: string, date: string, total: number, amount: number): BookDocument =>
      document('Payment', id, date, {
        total: money(total),
        applications: [
          { type: 'Invoice', id: '1', amount: money(amount) },
          ...(total < amount ? [{ type: 'CreditMemo' as const, id: 'cm', amount: money(amount - total) }] : []),
        ],
      });
    const delay = (...payments: BookDocument[]) => timing([invoice, ...payments]).byParty.get('a')?.days;
    expect(delay(to('2', '2026-11-02', 0, 1_000))).toBeUndefined();
    expect(delay(to('2', '2026-02-11', 990, 990), to('3', '2026-11-02', 0, 10))).toBe(10);
    expect(delay(to('2', '2026-02-11', 400, 400), to('3', '2026-11-02', 0, 600))).toBeUndefined();
    expect(delay(to('2', '2026-02-11', 990, 1_000))).toBe(10);
  });

  it('forgets what was paid more than 400 days ago', () => {
    const once = paid('a', [0], '2026-10-01');
    expect(timing(once, '2027-11-05').payers).toHaveLength(1);
    expect(timing(once, '2027-11-06').payers).toEqual([]);
  });

  it("gives the client's median over all paid invoices", () => {
    expect(timing([...paid('a', [2, 2, 2]), ...paid('b', [30, 40])]).usualDelay).toBe(2);
    expect(timing([]).usualDelay).toBeNull();
  });
});
