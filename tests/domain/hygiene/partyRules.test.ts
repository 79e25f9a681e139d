import { describe, expect, it } from '@jest/globals';
import { negativePayables } from '../../../domain/hygiene/rules/negativePayables.js';
import { negativeReceivables } from '../../../domain/hygiene/rules/negativeReceivables.js';
import { vendorWithoutTaxId } from '../../../domain/hygiene/rules/vendorWithoutTaxId.js';
import {
  bill,
  billPayment,
  creditMemo,
  customer,
  found,
  invoice,
  journal,
  keys,
  payment,
  purchase,
  reversed,
  sourceOf,
  vendor,
  vendorCredit,
} from './books.js';

const parties = [vendor('v1', 'Acme'), vendor('v2', 'Zenith'), customer('c1', 'Harper'), customer('c2', 'Quinn')];

describe('negative-payables', () => {
  it('finds a vendor paid without a bill, and what coming back would be worth', () => {
    const source = sourceOf([billPayment('9', '2026-10-12', 120000, { party: 'v1', partyName: 'Acme' })], { parties });
    const [finding] = found(negativePayables, source);
    expect(finding).toMatchObject({
      key: 'Vendor:v1',
      moneyAtStake: 120000,
      lines: [{ key: 'Vendor:v1' }, { documentKey: 'BillPayment:9', amount: 120000 }],
      resolutions: [
        { changes: [] },
        { changes: [{ kind: 'ADD', item: { direction: 'IN', amount: 120000, date: '2026-12-22' } }] },
      ],
    });
    expect(finding?.reason).toContain(
      'Acme with $1,200.00 paid or credited past its bills: Bill Payment (Check) of $1,200.00 from Mon 12 Oct',
    );
  });

  it('leaves a vendor whose open bills are as much or more, and one that is even', () => {
    const source = sourceOf(
      [
        billPayment('1', '2026-10-12', 1000, { party: 'v1' }),
        bill('2', '2026-10-01', 1000, { party: 'v1' }),
        bill('3', '2026-10-01', 500, { party: 'v2' }),
        billPayment('4', '2026-10-20', 500, { party: 'v2', applied: { 'Bill:3': 500 } }),
      ],
      { parties },
    );
    expect(keys(negativePayables, source)).toEqual([]);
  });

  it('nets vendor credits, which are worth nothing more than the forecast has already', () => {
    const source = sourceOf(
      [vendorCredit('1', '2026-10-12', 700, { party: 'v1' }), bill('2', '2026-10-12', 200, { party: 'v1' })],
      { parties },
    );
    expect(found(negativePayables, source)).toMatchObject([{ key: 'Vendor:v1', moneyAtStake: 500, resolutions: null }]);
  });

  it('counts checks and journal entries on payables under the vendor they name, and not what is dated ahead', () => {
    const check = purchase('5', '2026-10-12', 30000, {
      partyName: 'Acme',
      party: 'v1',
      account: 'payable',
      label: 'Check',
    });
    const entry = journal('6', '2026-10-12', 0, { partyName: 'Zenith', legs: { payable: 40000, rent: -40000 } });
    const ahead = billPayment('7', '2026-11-23', 900, { party: 'v2' });
    const source = sourceOf([check, entry, ahead], { parties });
    expect(found(negativePayables, source).map(({ key, moneyAtStake }) => [key, moneyAtStake])).toEqual(
      expect.arrayContaining([
        ['Vendor:v1', 30000],
        ['Vendor:v2', 40000],
      ]),
    );
    expect(keys(negativePayables, reversed(source)).sort()).toEqual(['Vendor:v1', 'Vendor:v2']);
  });

  it('counts a journal entry no more once a payment has used it up', () => {
    const entry = journal('6', '2026-10-12', 400, { partyName: 'Zenith', legs: { payable: 400, rent: -400 } });
    const owed = bill('7', '2026-10-12', 400, { party: 'v2', partyName: 'Zenith' });
    const used = billPayment('8', '2026-10-13', 0, {
      party: 'v2',
      applied: { 'Bill:7': 400, 'JournalEntry:6': 400 },
      legs: {},
    });
    expect(keys(negativePayables, sourceOf([entry, owed, used], { parties }))).toEqual([]);
  });

  it('ignores voided payments, and amounts in another currency only by their home value', () => {
    const voided = billPayment('1', '2026-10-12', 300, { party: 'v1', voided: true });
    const foreign = billPayment('2', '2026-10-12', 30000, {
      party: 'v2',
      currency: 'EUR',
      legs: { payable: 33000, checking: -33000 },
    });
    const source = sourceOf([voided, foreign], { parties });
    expect(found(negativePayables, source)).toMatchObject([{ key: 'Vendor:v2', moneyAtStake: 33000 }]);
  });

  it('keeps its key when the payment is edited', () => {
    const paid = (amount: number) => sourceOf([billPayment('9', '2026-10-12', amount, { party: 'v1' })], { parties });
    expect(keys(negativePayables, paid(1000))).toEqual(['Vendor:v1']);
    expect(keys(negativePayables, paid(9000))).toEqual(['Vendor:v1']);
    expect(keys(negativePayables, paid(499))).toEqual([]);
  });
});

describe('negative-receivables', () => {
  it('finds a customer credited with nothing to set it against', () => {
    const source = sourceOf([creditMemo('3', '2026-10-12', 7500, { party: 'c1', partyName: 'Harper' })], { parties });
    expect(found(negativeReceivables, source)).toMatchObject([
      {
        key: 'Customer:c1',
        moneyAtStake: 7500,
        lines: [{ key: 'Customer:c1' }, { documentKey: 'CreditMemo:3' }],
        resolutions: [{ changes: [] }, { changes: [{ kind: 'ADD', item: { direction: 'OUT', amount: 7500 } }] }],
      },
    ]);
  });

  it('leaves a customer whose open invoices cover it', () => {
    const source = sourceOf(
      [
        payment('1', '2026-10-12', 500, { party: 'c1' }),
        invoice('2', '2026-10-12', 501, { party: 'c1' }),
        invoice('3', '2026-10-12', 5, { party: 'c2' }),
      ],
      { parties },
    );
    expect(keys(negativeReceivables, source)).toEqual([]);
  });
});

describe('a customer and its jobs', () => {
  const family = [customer('h', 'Hill'), customer('k', 'Hill:Kitchen'), customer('o', 'Other')];
  const paid = payment('1', '2026-10-12', 50000, { party: 'h', partyName: 'Hill' });
  const sent = (amount: number) => invoice('2', '2026-10-12', amount, { party: 'k', partyName: 'Hill:Kitchen' });

  it('are one: what the customer paid is set against what the jobs owe', () => {
    expect(keys(negativeReceivables, sourceOf([paid, sent(50000)], { parties: family }))).toEqual([]);
    expect(found(negativeReceivables, sourceOf([paid, sent(20000)], { parties: family }))).toMatchObject([
      { key: 'Customer:h', moneyAtStake: 30000 },
    ]);
  });

  it('are one under a job’s short name too, where a document has the full one', () => {
    const short = [customer('h', 'Hill'), customer('k', 'Kitchen')];
    expect(keys(negativeReceivables, sourceOf([paid, sent(50000)], { parties: short }))).toEqual([]);
    const job = payment('1', '2026-10-12', 50000, { party: 'k', partyName: 'Hill:Kitchen' });
    expect(keys(negativeReceivables, sourceOf([job], { parties: short }))).toEqual(['Customer:h']);
    expect(keys(negativeReceivables, sourceOf([job], { parties: [customer('k', 'Kitchen')] }))).toEqual(['Customer:k']);
  });
});

describe('vendor-without-tax-id', () => {
  const contractor = [vendor('v1', 'Corwin Hale', { vendor1099: true })];
  const paid = (...amounts: number[]) =>
    amounts.map((amount, index) =>
      purchase(`${index}`, '2026-08-01', amount, { party: 'v1', partyName: 'Corwin Hale' }),
    );

  it('finds one paid the amount of the threshold, with its payments', () => {
    const [finding] = found(vendorWithoutTaxId, sourceOf(paid(150000, 50000), { parties: contractor }));
    expect(finding).toMatchObject({ key: 'Vendor:v1', moneyAtStake: 200000, resolutions: null });
    expect(finding?.lines.map(({ key }) => key)).toEqual(['Vendor:v1', 'Expense:1', 'Expense:0']);
    expect(finding?.reason).toContain('paid $2,000.00 in 2026 in 2 payments');
  });

  it('leaves one paid a cent less, one whose id is known, and one that is not tracked', () => {
    expect(keys(vendorWithoutTaxId, sourceOf(paid(199999), { parties: contractor }))).toEqual([]);
    expect(
      keys(vendorWithoutTaxId, sourceOf(paid(199999), { parties: contractor }), { taxIdPayments: 199999 }),
    ).toHaveLength(1);
    for (const more of [{ vendor1099: true, hasTaxIdentifier: true }, { vendor1099: false }])
      expect(keys(vendorWithoutTaxId, sourceOf(paid(900000), { parties: [vendor('v1', 'Hale', more)] }))).toEqual([]);
  });

  it('counts calendar years apart, the last one until the end of March, and no card payments', () => {
    const across = [
      purchase('1', '2025-12-31', 150000, { party: 'v1' }),
      purchase('2', '2026-01-01', 150000, { party: 'v1' }),
    ];
    expect(keys(vendorWithoutTaxId, sourceOf(across, { parties: contractor }, '2026-02-01'))).toEqual([]);
    const last = [purchase('1', '2025-12-31', 250000, { party: 'v1' })];
    expect(keys(vendorWithoutTaxId, sourceOf(last, { parties: contractor }, '2026-02-01'))).toEqual(['Vendor:v1']);
    expect(keys(vendorWithoutTaxId, sourceOf(last, { parties: contractor }, '2026-03-31'))).toEqual(['Vendor:v1']);
    expect(keys(vendorWithoutTaxId, sourceOf(last, { parties: contractor }, '2026-04-01'))).toEqual([]);
    const byCard = [purchase('1', '2026-06-01', 250000, { party: 'v1', through: 'card' })];
    expect(keys(vendorWithoutTaxId, sourceOf(byCard, { parties: contractor }))).toEqual([]);
    const byBill = [billPayment('1', '2026-06-01', 250000, { party: 'v1' })];
    expect(keys(vendorWithoutTaxId, sourceOf(byBill, { parties: contractor }))).toEqual(['Vendor:v1']);
  });
});
