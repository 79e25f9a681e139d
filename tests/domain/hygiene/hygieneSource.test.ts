import { describe, expect, it } from '@jest/globals';
import { day } from '../company.js';
import { AS_OF, bill, booksOf, invoice, sourceOf, vendor } from './books.js';

describe('a source revised', () => {
  const entered = [bill('1', '2026-10-01', 100_00), invoice('2', '2026-10-02', 50_00)];
  const source = sourceOf(entered);

  it('carries over what the changed parts do not touch', () => {
    const [bills, snapshots] = [source.documents('Bill'), source.snapshots];
    const next = source.revised(booksOf(entered, { parties: [vendor('1', 'Acme')] }), new Set(['PARTIES']));
    expect(next.documents('Bill')).toBe(bills);
    expect(next.snapshots).toBe(snapshots);
    expect(next.parties('Vendor').get('1')?.name).toBe('Acme');
  });

  it('makes anew what they touch, and leaves the old source as it was', () => {
    expect([source.open.bills.length, source.balance('payable'), source.documents('Invoice').length]).toEqual([
      1, -100_00, 1,
    ]);
    const more = booksOf([...entered, bill('3', '2026-10-03', 20_00)]);
    const next = source.revised(more, new Set(['Bill', 'POSTINGS']));
    expect([next.open.bills.length, next.balance('payable'), next.documents('Bill').length]).toEqual([2, -120_00, 2]);
    expect(next.documents('Invoice')).toBe(source.documents('Invoice'));
    expect(source.documents('Bill')).toHaveLength(1);
  });

  it('takes another date as a change', () => {
    const before = source.revised(source.books, new Set(), day('2026-09-30'));
    expect([before.asOf, before.open.bills.length, before.balance('payable')]).toEqual(['2026-09-30', 0, 0]);
    expect(before.snapshots).toBe(source.snapshots);
    expect(source.revised(source.books, new Set()).asOf).toBe(AS_OF);
  });
});
