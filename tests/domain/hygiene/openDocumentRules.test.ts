import { describe, expect, it } from '@jest/globals';
import { billWithoutDueDate } from '../../../domain/hygiene/rules/billWithoutDueDate.js';
import { overdueBill } from '../../../domain/hygiene/rules/overdueBill.js';
import { staleInvoice } from '../../../domain/hygiene/rules/staleInvoice.js';
import { unappliedCredit } from '../../../domain/hygiene/rules/unappliedCredit.js';
import { unappliedPayment } from '../../../domain/hygiene/rules/unappliedPayment.js';
import {
  bill,
  billPayment,
  creditMemo,
  deposit,
  found,
  invoice,
  journal,
  keys,
  payment,
  purchase,
  reversed,
  sourceOf,
  vendorCredit,
} from './books.js';

// As of Sunday 22 November 2026.
const PAID_BY = { party: 'Acme' };

describe('a bill without due date', () => {
  it('is found while it is open, and moves between now and usual terms', () => {
    const source = sourceOf([bill('1', '2026-11-01', 500_00, { party: 'Acme', number: 'N-118' })]);
    const [finding] = found(billWithoutDueDate, source);
    expect(finding).toMatchObject({ key: 'Bill:1', moneyAtStake: 500_00, fixAt: { kind: 'Bill', id: '1' } });
    expect(finding?.reason).toBe('Data shows bill N-118 from Acme of Sun 1 Nov open for $500.00 without a due date.');
    expect(finding?.resolutions?.map(({ changes }) => changes)).toEqual([
      [{ kind: 'MOVE', key: 'Bill:1', date: '2026-11-23' }],
      [{ kind: 'MOVE', key: 'Bill:1', date: '2026-12-22' }],
    ]);
  });

  it('is not found with a due date, paid, voided, or dated after the as-of date', () => {
    const source = sourceOf([
      bill('1', '2026-11-01', 500_00, { dueDate: '2026-12-01' }),
      bill('2', '2026-11-01', 500_00),
      billPayment('9', '2026-11-05', 500_00, { applied: { 'Bill:2': 500_00 } }),
      bill('3', '2026-11-01', 0, { voided: true }),
      bill('4', '2026-11-23', 500_00),
    ]);
    expect(keys(billWithoutDueDate, source)).toEqual([]);
  });

  it('stakes what is open at the rate of the ledger in another currency', () => {
    const source = sourceOf([
      bill('1', '2026-11-01', 0, { currency: 'EUR', total: 100_00, legs: { goods: 110_00, payable: -110_00 } }),
      billPayment('2', '2026-11-02', 0, { currency: 'EUR', total: 40_00, applied: { 'Bill:1': 40_00 } }),
    ]);
    expect(found(billWithoutDueDate, source)[0]?.moneyAtStake).toBe(66_00);
  });
});

describe('an overdue bill', () => {
  const due = (dueDate: string) => sourceOf([bill('1', '2026-09-01', 900_00, { party: 'Acme', dueDate })]);

  it('is found from the day after the limit', () => {
    expect(keys(overdueBill, due('2026-10-23'))).toEqual([]);
    expect(keys(overdueBill, due('2026-10-22'))).toEqual(['Bill:1']);
    expect(keys(overdueBill, due('2026-10-22'), { overdueBillDays: 31 })).toEqual([]);
  });

  it('says and stakes what is open of it, and keeps its key when it is paid in part', () => {
    const part = billPayment('2', '2026-11-01', 200_00, { applied: { 'Bill:1': 200_00 } });
    const source = sourceOf([bill('1', '2026-09-01', 900_00, { party: 'Acme', dueDate: '2026-10-01' }), part]);
    expect(found(overdueBill, source)[0]).toMatchObject({
      key: 'Bill:1',
      moneyAtStake: 700_00,
      reason: 'Data shows bill from Acme, due Thu 1 Oct, open for $700.00 of $900.00, 52 days overdue.',
    });
  });

  it('leaves alone what a credit settled, and what is paid by a check of the same day', () => {
    const credited = sourceOf([
      bill('1', '2026-09-01', 900_00, { party: 'Acme', dueDate: '2026-10-01' }),
      vendorCredit('2', '2026-09-02', 900_00, PAID_BY),
      billPayment('3', '2026-09-03', 0, { party: 'Acme', applied: { 'Bill:1': 900_00, 'VendorCredit:2': 900_00 } }),
    ]);
    expect(keys(overdueBill, credited)).toEqual([]);
    const paidLater = sourceOf([
      bill('1', '2026-09-01', 900_00, { dueDate: '2026-10-01' }),
      billPayment('3', '2026-11-23', 900_00, { applied: { 'Bill:1': 900_00 } }),
    ]);
    expect(keys(overdueBill, paidLater)).toEqual(['Bill:1']);
  });
});

describe('a stale invoice', () => {
  it('is found from the day after the limit, by its own date where it has no due date', () => {
    const at = (date: string, dueDate: string | null) => sourceOf([invoice('1', date, 100_00, { dueDate })]);
    expect(keys(staleInvoice, at('2026-07-01', '2026-08-24'))).toEqual([]);
    expect(keys(staleInvoice, at('2026-07-01', '2026-08-23'))).toEqual(['Invoice:1']);
    expect(keys(staleInvoice, at('2026-08-24', null))).toEqual([]);
    expect(keys(staleInvoice, at('2026-08-23', null))).toEqual(['Invoice:1']);
  });

  it('is collected or never comes in', () => {
    const [finding] = found(staleInvoice, sourceOf([invoice('1', '2026-05-01', 100_00, { dueDate: '2026-06-01' })]));
    expect(finding?.resolutions?.map(({ changes }) => changes)).toEqual([
      [{ kind: 'MOVE', key: 'Invoice:1', date: '2026-12-22' }],
      [{ kind: 'REMOVE', key: 'Invoice:1' }],
    ]);
  });

  it('is none once it is paid or credited', () => {
    const source = sourceOf([
      invoice('1', '2026-05-01', 100_00, { dueDate: '2026-06-01' }),
      payment('2', '2026-11-01', 60_00, { applied: { 'Invoice:1': 60_00 } }),
      creditMemo('3', '2026-11-01', 40_00),
      payment('4', '2026-11-02', 0, { applied: { 'Invoice:1': 40_00, 'CreditMemo:3': 40_00 } }),
    ]);
    expect(keys(staleInvoice, source)).toEqual([]);
  });
});

describe('a payment not applied', () => {
  it('is found from the day after the limit, whole or in part', () => {
    const at = (date: string) => sourceOf([payment('1', date, 100_00, { party: 'Beta' })]);
    expect(keys(unappliedPayment, at('2026-11-08'))).toEqual([]);
    expect(keys(unappliedPayment, at('2026-11-07'))).toEqual(['Payment:1']);
    const part = sourceOf([
      invoice('5', '2026-10-01', 70_00, { party: 'Beta', dueDate: '2026-11-01' }),
      payment('1', '2026-10-07', 100_00, { party: 'Beta', applied: { 'Invoice:5': 70_00 } }),
    ]);
    expect(found(unappliedPayment, part)[0]).toMatchObject({ moneyAtStake: 30_00, resolutions: null });
    expect(found(unappliedPayment, part)[0]?.reason).toContain('$30.00 of a payment of $100.00 from Beta');
  });

  it('takes the credit of the forecast back where it paid something else', () => {
    const source = sourceOf([
      invoice('5', '2026-10-01', 70_00, { party: 'Beta', dueDate: '2026-11-01' }),
      invoice('6', '2026-10-02', 70_00, { party: 'Beta', dueDate: '2026-11-02' }),
      payment('1', '2026-10-07', 100_00, { party: 'Beta' }),
    ]);
    const [finding] = found(unappliedPayment, source);
    expect(finding?.reason).toContain('2 invoices of theirs are open for $140.00');
    expect(finding?.resolutions?.[1].changes).toEqual([{ kind: 'REMOVE', key: 'Payment:1' }]);
  });

  it('is set beside the open invoices of the payer’s jobs', () => {
    const job = invoice('5', '2026-10-01', 70_00, { party: 'k', partyName: 'Hill:Kitchen', dueDate: '2026-11-01' });
    const paid = payment('1', '2026-10-07', 100_00, { party: 'h', partyName: 'Hill' });
    const [finding] = found(unappliedPayment, sourceOf([job, paid]));
    expect(finding?.reason).toContain(
      'from Hill of Wed 7 Oct applied to nothing; 1 invoice of theirs is open for $70.00',
    );
    expect(finding?.resolutions?.[1].changes).toEqual([{ kind: 'REMOVE', key: 'Payment:1' }]);
  });

  it('is a check booked to payables or a deposit booked to receivables, beside what is open', () => {
    const owed = bill('2', '2026-10-01', 80_00, { party: 'a', partyName: 'Acme', dueDate: '2026-11-30' });
    const check = purchase('1', '2026-10-07', 80_00, { party: 'a', partyName: 'Acme', account: 'payable' });
    const [paid] = found(unappliedPayment, sourceOf([owed, check]));
    expect(paid).toMatchObject({
      key: 'Purchase:1',
      moneyAtStake: 80_00,
      reason:
        'Data shows a check of $80.00 to Acme of Wed 7 Oct applied to nothing; 1 bill of theirs is open for $80.00.',
      resolutions: [{ changes: [] }, { changes: [{ kind: 'REMOVE', key: 'Purchase:1' }] }],
    });
    const sent = invoice('3', '2026-10-01', 90_00, { party: 'b', partyName: 'Beta', dueDate: '2026-11-30' });
    const came = deposit('4', '2026-10-07', 50_00, { partyName: 'Beta', account: 'receivable' });
    expect(found(unappliedPayment, sourceOf([sent, came]))).toMatchObject([
      { key: 'Deposit:4', moneyAtStake: 50_00, lines: [{ name: 'Beta' }] },
    ]);
    expect(keys(unappliedPayment, sourceOf([check, came]))).toEqual([]);
    const applied = billPayment('9', '2026-10-08', 0, {
      party: 'a',
      applied: { 'Bill:2': 80_00, 'Purchase:1': 80_00 },
    });
    expect(keys(unappliedPayment, sourceOf([owed, check, applied]))).toEqual([]);
    const entry = journal('5', '2026-10-07', 0, { partyName: 'Acme', legs: { payable: 80_00, rent: -80_00 } });
    expect(keys(unappliedPayment, sourceOf([owed, entry]))).toEqual([]);
  });

  it('is found to a vendor only while bills of that vendor are open', () => {
    const paid = billPayment('1', '2026-10-01', 100_00, { party: 'Acme' });
    expect(keys(unappliedPayment, sourceOf([paid]))).toEqual([]);
    const withBill = sourceOf([paid, bill('2', '2026-10-01', 80_00, { party: 'Acme', dueDate: '2026-11-30' })]);
    expect(keys(unappliedPayment, withBill)).toEqual(['BillPayment:1']);
    const another = sourceOf([paid, bill('2', '2026-10-01', 80_00, { party: 'Zeta', dueDate: '2026-11-30' })]);
    expect(keys(unappliedPayment, another)).toEqual([]);
  });

  it('is none where a payment without money links a credit to an invoice', () => {
    const source = sourceOf([
      invoice('1', '2026-05-01', 40_00, { party: 'Beta' }),
      creditMemo('3', '2026-10-01', 40_00, { party: 'Beta' }),
      payment('4', '2026-10-02', 0, { party: 'Beta', applied: { 'Invoice:1': 40_00, 'CreditMemo:3': 40_00 } }),
    ]);
    expect(keys(unappliedPayment, source)).toEqual([]);
  });
});

describe('a credit not applied', () => {
  it('is set beside the open invoices of the customer’s jobs', () => {
    const job = invoice('5', '2026-10-01', 70_00, { party: 'k', partyName: 'Hill:Kitchen', dueDate: '2026-11-01' });
    const credit = creditMemo('1', '2026-08-01', 100_00, { party: 'h', partyName: 'Hill' });
    expect(found(unappliedCredit, sourceOf([job, credit]))[0]?.resolutions?.[1].changes).toEqual([
      { kind: 'REMOVE', key: 'CreditMemo:1' },
    ]);
  });

  it('is found from the day after the limit with what is left of it', () => {
    const at = (date: string) => sourceOf([vendorCredit('1', date, 100_00, { party: 'Acme', number: 'RP-77' })]);
    expect(keys(unappliedCredit, at('2026-09-23'))).toEqual([]);
    expect(keys(unappliedCredit, at('2026-09-22'))).toEqual(['VendorCredit:1']);
    const part = sourceOf([
      bill('2', '2026-08-01', 60_00, { party: 'Acme' }),
      vendorCredit('1', '2026-08-01', 100_00, { party: 'Acme', number: 'RP-77' }),
      billPayment('3', '2026-08-02', 0, { party: 'Acme', applied: { 'Bill:2': 60_00, 'VendorCredit:1': 60_00 } }),
    ]);
    expect(found(unappliedCredit, part)[0]).toMatchObject({
      moneyAtStake: 40_00,
      resolutions: null,
      reason: 'Data shows $40.00, of $100.00 left of vendor credit RP-77 from Acme of Sat 1 Aug, 113 days old.',
    });
  });

  it('is found of customers too, and never once it is used up, whatever the order of the books', () => {
    const source = sourceOf([
      creditMemo('1', '2026-08-01', 100_00, { party: 'Beta' }),
      invoice('2', '2026-11-01', 500_00, { party: 'Beta', dueDate: '2026-12-01' }),
      creditMemo('3', '2026-08-01', 50_00, { party: 'Beta' }),
      payment('4', '2026-11-02', 0, { party: 'Beta', applied: { 'Invoice:2': 50_00, 'CreditMemo:3': 50_00 } }),
    ]);
    expect(keys(unappliedCredit, source)).toEqual(['CreditMemo:1']);
    expect(keys(unappliedCredit, reversed(source))).toEqual(['CreditMemo:1']);
    expect(found(unappliedCredit, source)[0]?.resolutions?.[1].changes).toEqual([
      { kind: 'REMOVE', key: 'CreditMemo:1' },
    ]);
  });
});
