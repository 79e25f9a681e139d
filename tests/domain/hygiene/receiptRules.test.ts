import { describe, expect, it } from '@jest/globals';
import { missingReceipt } from '../../../domain/hygiene/rules/missingReceipt.js';
import { uncategorisedTransaction } from '../../../domain/hygiene/rules/uncategorisedTransaction.js';
import { undepositedFundsAgeing } from '../../../domain/hygiene/rules/undepositedFundsAgeing.js';
import { summaryKey } from '../../../domain/summaryPostings.js';
import { isUncategorised } from '../../../domain/hygiene/uncategorised.js';
import { account, CHART } from '../company.js';
import {
  bill,
  deposit,
  found,
  journal,
  keys,
  ledgerOnly,
  payment,
  purchase,
  refund,
  reversed,
  salesReceipt,
  sourceOf,
} from './books.js';

const IN = { through: 'undeposited', party: 'Beta' };

describe('a receipt in undeposited funds', () => {
  it('is found from the day after the limit; cash is less by it or not', () => {
    const at = (date: string) => sourceOf([payment('1', date, 400_00, IN)]);
    expect(keys(undepositedFundsAgeing, at('2026-11-08'))).toEqual([]);
    const [finding] = found(undepositedFundsAgeing, at('2026-11-07'));
    expect(finding).toMatchObject({
      key: 'Payment:1',
      moneyAtStake: 400_00,
      reason: 'Data shows $400.00 from Beta of Sat 7 Nov in undeposited funds for 15 days.',
    });
    expect(finding?.resolutions?.map(({ changes }) => changes)).toEqual([
      [],
      [{ kind: 'CASH', amount: -400_00, of: 'Payment:1' }],
    ]);
    expect(finding?.resolutions?.[1].label).toBe('The bank balance has it already');
  });

  it('is none once a deposit links to it, alone or with others and lines beside', () => {
    const source = sourceOf([
      payment('1', '2026-10-01', 400_00, IN),
      salesReceipt('2', '2026-10-01', 100_00, IN),
      deposit('3', '2026-10-02', 0, {
        total: 550_00,
        applied: { 'Payment:1': 400_00, 'SalesReceipt:2': 100_00 },
        legs: { checking: 550_00, undeposited: -500_00, otherIncome: -50_00 },
      }),
      payment('4', '2026-10-01', 70_00, { party: 'Beta' }),
    ]);
    expect(keys(undepositedFundsAgeing, source)).toEqual([]);
  });

  it('is found of the same amount as one that a deposit links to', () => {
    const source = sourceOf([
      payment('1', '2026-10-01', 400_00, IN),
      payment('2', '2026-10-02', 400_00, IN),
      deposit('3', '2026-10-05', 400_00, { applied: { 'Payment:2': 400_00 } }),
    ]);
    expect(keys(undepositedFundsAgeing, source)).toEqual(['Payment:1']);
  });

  it('is found again where its deposit was voided or is dated after the as-of date', () => {
    const paid = payment('1', '2026-10-01', 400_00, IN);
    const voided = deposit('3', '2026-10-02', 0, { voided: true, legs: {}, applied: { 'Payment:1': 400_00 } });
    expect(keys(undepositedFundsAgeing, sourceOf([paid, voided]))).toEqual(['Payment:1']);
    const later = deposit('3', '2026-11-23', 400_00, { applied: { 'Payment:1': 400_00 } });
    expect(keys(undepositedFundsAgeing, sourceOf([paid, later]))).toEqual(['Payment:1']);
  });

  it('is none where a deposit line, a journal entry or a refund took the same amount without a link', () => {
    const paid = [payment('1', '2026-10-01', 400_00, IN), payment('2', '2026-10-02', 150_00, IN)];
    const takes = (...more: ReturnType<typeof deposit>[]) => keys(undepositedFundsAgeing, sourceOf([...paid, ...more]));
    expect(takes(deposit('3', '2026-10-05', 150_00))).toEqual(['Payment:1']);
    const entry = journal('4', '2026-10-05', 400_00, { legs: { checking: 400_00, undeposited: -400_00 } });
    expect(takes(entry)).toEqual(['Payment:2']);
    expect(takes(refund('5', '2026-10-06', 150_00, IN))).toEqual(['Payment:1']);
    expect(takes(deposit('3', '2026-10-05', 550_00))).toEqual([]);
  });

  it('is found with what is left of it after the oldest were taken, whatever the order of the books', () => {
    const source = sourceOf([
      payment('1', '2026-10-01', 400_00, IN),
      payment('2', '2026-10-02', 150_00, IN),
      deposit('3', '2026-10-05', 450_00),
    ]);
    for (const one of [source, reversed(source)]) {
      expect(found(undepositedFundsAgeing, one)).toMatchObject([{ key: 'Payment:2', moneyAtStake: 100_00 }]);
    }
  });

  it('is none where what condensed books sum up took it', () => {
    const summed = ledgerOnly('Balance', '2025-07-18', { checking: 400_00, undeposited: -400_00 });
    const condensed = {
      ...summed,
      postings: summed.postings.map((posting) => ({ ...posting, documentKey: summaryKey(posting.date, false) })),
    };
    const old = payment('1', '2025-03-01', 400_00, IN);
    expect(keys(undepositedFundsAgeing, sourceOf([old]))).toEqual(['Payment:1']);
    expect(keys(undepositedFundsAgeing, sourceOf([old, condensed]))).toEqual([]);
  });

  it('counts a payment in another currency as deposited by its own share', () => {
    const paid = payment('1', '2026-10-01', 0, {
      ...IN,
      currency: 'EUR',
      total: 100_00,
      legs: { undeposited: 110_00, receivable: -110_00 },
    });
    const whole = {
      currency: 'EUR',
      applied: { 'Payment:1': 100_00 },
      legs: { checking: 108_00, undeposited: -110_00, fees: 2_00 },
    };
    expect(keys(undepositedFundsAgeing, sourceOf([paid]))).toEqual(['Payment:1']);
    expect(keys(undepositedFundsAgeing, sourceOf([paid, deposit('2', '2026-10-03', 100_00, whole)]))).toEqual([]);
  });

  it('is never money that another kind of account holds', () => {
    expect(keys(undepositedFundsAgeing, sourceOf([payment('1', '2026-10-01', 400_00)]))).toEqual([]);
  });
});

const ACCOUNTS = {
  accounts: [
    ...CHART,
    account('unknown', 'Expense', 'OtherMiscellaneousServiceCost', {
      name: 'Uncategorized Expense',
      fullName: 'Uncategorized Expense',
    }),
    account('income', 'Income', 'OtherPrimaryIncome', {
      name: 'Uncategorised Income',
      fullName: 'Uncategorised Income',
    }),
    account('ask', 'Other Expense', '', { name: 'Ask My Accountant', fullName: 'Ask My Accountant' }),
  ],
};
const uncategorised = (...entered: ReturnType<typeof bill>[]) => sourceOf(entered, ACCOUNTS);

describe('an uncategorised transaction', () => {
  it('is found one by one, with what it says and its part in the weekly mean of the 53 days there are', () => {
    const [finding] = found(
      uncategorisedTransaction,
      uncategorised(
        purchase('1', '2026-10-01', 130_00, { account: 'unknown', party: 'Shell', memo: 'What was this?' }),
      ),
    );
    expect(finding).toMatchObject({
      key: 'Purchase:1',
      moneyAtStake: 130_00,
      reason: 'Data shows Expense of $130.00 on Thu 1 Oct, Shell (“What was this?”) on Uncategorized Expense.',
    });
    expect(finding?.resolutions?.[1].changes).toEqual([{ kind: 'RUN_RATE', in: 0, out: -17_17, of: 'Purchase:1' }]);
  });

  it('takes a deposit for a sale or for borrowed money; before the window it changes nothing ahead', () => {
    const at = (date: string) =>
      found(uncategorisedTransaction, uncategorised(deposit('1', date, 260_00, { account: 'income' })));
    expect(at('2026-08-24')[0]?.resolutions?.[1].changes).toEqual([
      { kind: 'RUN_RATE', in: -20_00, out: 0, of: 'Deposit:1' },
    ]);
    expect(at('2026-08-23')[0]?.resolutions).toBeNull();
    const onCard = purchase('1', '2026-10-01', 130_00, { account: 'ask', through: 'card' });
    expect(found(uncategorisedTransaction, uncategorised(onCard))[0]?.resolutions).toBeNull();
  });

  it('stakes only the lines on such accounts', () => {
    const split = purchase('1', '2026-10-01', 100_00, {
      legs: { checking: -100_00, goods: 70_00, ask: 20_00, unknown: 10_00 },
    });
    const [finding] = found(uncategorisedTransaction, uncategorised(split));
    expect(finding?.moneyAtStake).toBe(30_00);
    expect(finding?.reason).toContain('on Uncategorized Expense and Ask My Accountant');
  });

  it('is none once a journal entry moved it, alone or in one sum, or when it is older than looked for', () => {
    const one = purchase('1', '2026-10-01', 130_00, { account: 'unknown' });
    const two = purchase('2', '2026-10-02', 50_00, { account: 'unknown' });
    const moves = (amount: number) => journal('9', '2026-10-31', amount, { legs: { unknown: -amount, goods: amount } });
    expect(keys(uncategorisedTransaction, uncategorised(one, two, moves(50_00)))).toEqual(['Purchase:1']);
    expect(keys(uncategorisedTransaction, uncategorised(one, two, moves(180_00)))).toEqual([]);
    const old = (date: string) => uncategorised(purchase('1', date, 130_00, { account: 'unknown' }));
    expect(keys(uncategorisedTransaction, old('2025-11-22'))).toEqual(['Purchase:1']);
    expect(keys(uncategorisedTransaction, old('2025-11-21'))).toEqual([]);
    expect(keys(uncategorisedTransaction, old('2026-11-23'))).toEqual([]);
  });

  it('is not settled by another one that goes the other way', () => {
    const source = uncategorised(
      purchase('1', '2026-10-01', 130_00, { account: 'unknown' }),
      deposit('2', '2026-10-05', 130_00, { account: 'unknown' }),
    );
    expect(keys(uncategorisedTransaction, source)).toEqual(['Purchase:1', 'Deposit:2']);
  });

  it('is not moved by a journal entry before it, and keeps its key whatever the order', () => {
    const source = uncategorised(
      journal('9', '2026-09-30', 130_00, { legs: { unknown: -130_00, goods: 130_00 } }),
      purchase('1', '2026-10-01', 130_00, { account: 'unknown' }),
    );
    expect(keys(uncategorisedTransaction, source)).toEqual(['Purchase:1']);
    expect(keys(uncategorisedTransaction, reversed(source))).toEqual(['Purchase:1']);
  });
});

describe('accounts for what is not categorised', () => {
  const judged = (fullName: string, subType = '') =>
    isUncategorised({ name: fullName.split(':').at(-1) ?? '', fullName, subType });

  it('are told by name or subtype', () => {
    for (const name of [
      'Uncategorized Asset',
      'uncategorised income',
      'ASK MY ACCOUNTANT',
      'Ask my bookkeeper',
      'Overheads:Uncategorized Expense',
      'Ask My Accountant:Old',
      'Unclassified',
    ]) {
      expect([name, judged(name)]).toEqual([name, true]);
    }
    expect(judged('Various', 'UncategorizedExpense')).toBe(true);
  });

  it('are no categories under or beside them', () => {
    for (const name of [
      'Uncategorized Expense:Parking',
      'Accountant fees',
      'Income',
      'Unclassifieds advertising',
      'Unapplied Cash Payment Income',
    ]) {
      expect([name, judged(name)]).toEqual([name, false]);
    }
  });
});

describe('a missing receipt', () => {
  const CARD = { through: 'card', party: 'Hotel' };

  it('is found above the amount and within the days', () => {
    const at = (amount: number, date = '2026-11-01') =>
      keys(missingReceipt, sourceOf([purchase('1', date, amount, CARD)]));
    expect(at(250_00)).toEqual([]);
    expect(at(250_01)).toEqual(['Purchase:1']);
    expect(at(300_00, '2026-08-24')).toEqual(['Purchase:1']);
    expect(at(300_00, '2026-08-23')).toEqual([]);
  });

  it('is none with a file, from the bank, as a refund, or of a bill', () => {
    const one = purchase('1', '2026-11-01', 300_00, CARD);
    expect(keys(missingReceipt, sourceOf([one], { attachedTo: new Set(['Purchase:1']) }))).toEqual([]);
    expect(keys(missingReceipt, sourceOf([one], { attachedTo: new Set(['Bill:1']) }))).toEqual(['Purchase:1']);
    expect(keys(missingReceipt, sourceOf([purchase('1', '2026-11-01', 300_00)]))).toEqual([]);
    const credit = purchase('1', '2026-11-01', 300_00, { ...CARD, legs: { card: 300_00, goods: -300_00 } });
    expect(keys(missingReceipt, sourceOf([credit]))).toEqual([]);
    expect(keys(missingReceipt, sourceOf([bill('1', '2026-11-01', 300_00)]))).toEqual([]);
  });

  it('touches no cash ahead', () => {
    expect(found(missingReceipt, sourceOf([purchase('1', '2026-11-01', 300_00, CARD)]))).toMatchObject([
      { moneyAtStake: 300_00, resolutions: null },
    ]);
  });
});
