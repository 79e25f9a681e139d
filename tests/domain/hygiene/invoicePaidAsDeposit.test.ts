import { describe, expect, it } from '@jest/globals';
import { invoicePaidAsDeposit } from '../../../domain/hygiene/rules/invoicePaidAsDeposit.js';
import { account, CHART } from '../company.js';
import { deposit, found, invoice, keys, payment, reversed, salesReceipt, sourceOf, type EnteredMore } from './books.js';

const OPEN = invoice('1', '2026-10-20', 430_00, { party: 'Beta', number: 'INV-881', dueDate: '2026-11-19' });
const sold = (id: string, date: string, more: EnteredMore = {}, amount = 430_00) =>
  salesReceipt(id, date, amount, { party: 'Beta', ...more });
const deposited = (date: string, more: EnteredMore = {}) =>
  deposit('7', date, 430_00, { partyName: 'Beta', account: 'sales', ...more });

describe('an invoice paid as a deposit', () => {
  it('is found with the sales receipt; the invoice is paid or still comes in', () => {
    const [finding] = found(invoicePaidAsDeposit, sourceOf([OPEN, sold('7', '2026-10-26')]));
    expect(finding).toMatchObject({
      key: 'Invoice:1+SalesReceipt:7',
      moneyAtStake: 430_00,
      fixAt: { kind: 'SalesReceipt', id: '7' },
      reason:
        'Data shows invoice INV-881 to Beta of Tue 20 Oct open for $430.00, and a sales receipt of the same amount from them on Mon 26 Oct, booked as income.',
    });
    expect(finding?.resolutions?.map(({ changes }) => changes)).toEqual([[{ kind: 'REMOVE', key: 'Invoice:1' }], []]);
  });

  it('is found with a line of a deposit on income that names the customer, on its own day at the earliest', () => {
    const at = (date: string, more: EnteredMore = {}) =>
      keys(invoicePaidAsDeposit, sourceOf([OPEN, deposited(date, more)]));
    expect(at('2026-10-20')).toEqual(['Deposit:7+Invoice:1']);
    expect(at('2026-10-19')).toEqual([]);
    expect(at('2026-10-26', { account: 'otherIncome' })).toHaveLength(1);
    expect(at('2026-10-26', { account: 'undeposited' })).toEqual([]);
    expect(at('2026-10-26', { partyName: null })).toEqual([]);
    expect(at('2026-11-23')).toEqual([]);
  });

  it('is found where the job is invoiced and its customer pays', () => {
    const job = invoice('1', '2026-10-20', 430_00, { party: 'b2', partyName: 'Beta:Kitchen' });
    expect(keys(invoicePaidAsDeposit, sourceOf([job, deposited('2026-10-26')]))).toHaveLength(1);
  });

  it('is none of a paid invoice, another customer, amount, currency or account', () => {
    const paid = payment('9', '2026-10-25', 430_00, { party: 'Beta', applied: { 'Invoice:1': 430_00 } });
    expect(keys(invoicePaidAsDeposit, sourceOf([OPEN, paid, sold('7', '2026-10-26')]))).toEqual([]);
    const none = (more: EnteredMore, amount?: number) =>
      expect(keys(invoicePaidAsDeposit, sourceOf([OPEN, sold('7', '2026-10-26', more, amount)]))).toEqual([]);
    none({ party: 'Zeta' });
    none({}, 430_01);
    none({ currency: 'EUR' });
    none({ voided: true });
  });

  it('pairs each invoice with money of its own, whatever the order; one that names it goes first', () => {
    const later = invoice('2', '2026-10-22', 430_00, { party: 'Beta' });
    const source = sourceOf([OPEN, later, sold('7', '2026-10-26')]);
    expect(keys(invoicePaidAsDeposit, source)).toEqual(['Invoice:1+SalesReceipt:7']);
    expect(keys(invoicePaidAsDeposit, reversed(source))).toEqual(['Invoice:1+SalesReceipt:7']);
    const both = sourceOf([OPEN, later, sold('7', '2026-10-26'), sold('8', '2026-10-27', { memo: 'Invoice INV-881' })]);
    expect(keys(invoicePaidAsDeposit, both).sort()).toEqual(['Invoice:1+SalesReceipt:8', 'Invoice:2+SalesReceipt:7']);
  });

  it('is none of a customer who buys so without invoices as a rule, unless the receipt names the invoice', () => {
    const monthly = ['07', '08', '09'].map((month) => sold(month, `2026-${month}-05`));
    expect(keys(invoicePaidAsDeposit, sourceOf([OPEN, ...monthly, sold('7', '2026-10-26')]))).toEqual([]);
    const named = sold('7', '2026-10-26', { memo: 'INV-881' });
    expect(keys(invoicePaidAsDeposit, sourceOf([OPEN, ...monthly, named]))).toHaveLength(1);
  });

  it('is found with one line of a deposit of several customers', () => {
    const accounts = [...CHART, account('services', 'Income', 'ServiceFeeIncome')];
    const whole = deposit('7', '2026-10-26', 530_00, { legs: { checking: 530_00, sales: -430_00, services: -100_00 } });
    const named = whole.postings.map((leg) => ({ ...leg, name: leg.accountId === 'sales' ? 'Beta' : 'Zeta' }));
    expect(keys(invoicePaidAsDeposit, sourceOf([OPEN, { ...whole, postings: named }], { accounts }))).toHaveLength(1);
  });
});
