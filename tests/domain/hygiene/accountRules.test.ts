import { describe, expect, it } from '@jest/globals';
import { clearingAccountBalance } from '../../../domain/hygiene/rules/clearingAccountBalance.js';
import { dormantBankAccount } from '../../../domain/hygiene/rules/dormantBankAccount.js';
import { negativeBalance } from '../../../domain/hygiene/rules/negativeBalance.js';
import { negativeBank } from '../../../domain/hygiene/rules/negativeBank.js';
import { openingBalanceEquity } from '../../../domain/hygiene/rules/openingBalanceEquity.js';
import type { Rule } from '../../../domain/hygiene/rule.js';
import { addDays } from '../../../domain/calendar.js';
import { summaryKey } from '../../../domain/summaryPostings.js';
import { account, CHART, day } from '../company.js';
import { deposit, found, journal, keys, purchase, reversed, sourceOf, transfer } from './books.js';

const entered = (id: string, date: string, legs: Record<string, number>) => journal(id, date, 0, { legs });

describe('negative-bank', () => {
  it('finds a bank account below zero, with what it is below by', () => {
    const source = sourceOf([purchase('1', '2026-11-02', 6340)]);
    const [finding] = found(negativeBank, source);
    expect(finding).toMatchObject({
      key: 'Account:checking',
      moneyAtStake: 6340,
      fixAt: { kind: 'Account', id: 'checking' },
      resolutions: [{ changes: [{ kind: 'CASH', amount: 6340 }] }, { changes: [] }],
    });
    expect(finding?.reason).toContain('$63.40');
  });

  it('leaves accounts alone that are at zero, above it, or below it only from tomorrow', () => {
    const source = sourceOf([
      deposit('1', '2026-11-01', 500, { account: 'sales' }),
      purchase('2', '2026-11-02', 500),
      purchase('3', '2026-11-23', 500),
    ]);
    expect(keys(negativeBank, source)).toEqual([]);
  });

  it('leaves debts alone, and prices no account that is not counted as cash', () => {
    const source = sourceOf([
      purchase('1', '2026-11-02', 900, { through: 'Client Trust' }),
      purchase('2', '2026-11-02', 50, { through: 'card' }),
    ]);
    expect(found(negativeBank, source)).toMatchObject([{ key: 'Account:Client Trust', resolutions: null }]);
  });
});

describe('negative-balance', () => {
  it('finds an asset in credit and a debt in debit', () => {
    const source = sourceOf([
      entered('1', '2026-10-01', { rent: 34075, deposits: -34075 }),
      entered('2', '2026-10-02', { loan: 1000, checking: -1000 }),
      entered('3', '2026-10-02', { card: 700, checking: -700 }),
    ]);
    expect(keys(negativeBalance, source).sort()).toEqual(['Account:card', 'Account:deposits', 'Account:loan']);
    expect(found(negativeBalance, source).find(({ key }) => key === 'Account:deposits')?.reason).toContain(
      'a credit balance of $340.75',
    );
  });

  it('leaves usual sides, accounts that take from an asset, clearing accounts and value added tax alone', () => {
    const accounts = [
      ...CHART,
      account('depreciation', 'Fixed Asset', 'AccumulatedDepreciation'),
      account('Allowance for doubtful debts', 'Other Current Asset', 'OtherCurrentAssets'),
      account('gst', 'Other Current Liability', 'GlobalTaxPayable'),
      account('sales tax', 'Other Current Liability', 'SalesTaxPayable'),
      ...['Accum. Depr.', 'A/D Vehicles', 'Less: write-downs', 'Amort - goodwill'].map((name) =>
        account(name, 'Fixed Asset', 'OtherFixedAssets'),
      ),
      ...['Due to/from Sister Co', 'Intercompany', 'Loan from shareholder'].map((name) =>
        account(name, 'Other Current Liability', 'OtherCurrentLiabilities'),
      ),
    ];
    const source = sourceOf(
      [
        entered('1', '2026-10-01', { vehicle: 10000, loan: -10000 }),
        entered('2', '2026-10-01', { fees: 3000, depreciation: -3000 }),
        entered('3', '2026-10-01', { fees: 3000, 'Allowance for doubtful debts': -3000 }),
        entered('4', '2026-10-01', { gst: 4000, 'sales tax': 500, payrollClearing: 500, sales: -5000 }),
        entered('5', '2026-10-01', { payable: 4000, receivable: -4000 }),
        entered('6', '2026-11-23', { rent: 4000, deposits: -4000 }),
        entered('7', '2026-10-01', { fees: 3000, 'Accum. Depr.': -1000, 'A/D Vehicles': -2000 }),
        entered('8', '2026-10-01', { fees: 3000, 'Less: write-downs': -1000, 'Amort - goodwill': -2000 }),
        entered('9', '2026-10-01', {
          ...{ 'Due to/from Sister Co': 1000, Intercompany: 1000, 'Loan from shareholder': 1000 },
          owner: -3000,
        }),
      ],
      { accounts },
    );
    expect(keys(negativeBalance, source)).toEqual([]);
  });

  it('says what undeposited funds below zero are worth', () => {
    const source = sourceOf([deposit('1', '2026-10-01', 2500)]);
    expect(found(negativeBalance, source)).toMatchObject([
      { key: 'Account:undeposited', resolutions: [{ changes: [{ kind: 'CASH', amount: 2500 }] }, { changes: [] }] },
    ]);
  });
});

describe('opening-balance-equity', () => {
  it('finds an amount on it, and nothing once it is cleared', () => {
    const opened = entered('1', '2025-05-01', { checking: 100000, opening: -100000 });
    expect(found(openingBalanceEquity, sourceOf([opened]))).toMatchObject([
      { key: 'Account:opening', moneyAtStake: 100000, resolutions: null },
    ]);
    const cleared = entered('2', '2025-05-01', { opening: 100000, owner: -100000 });
    expect(keys(openingBalanceEquity, sourceOf([opened, cleared]))).toEqual([]);
  });
});

describe('clearing-account-balance', () => {
  const accounts = [
    ...CHART,
    account('Suspense', 'Other Current Asset', 'OtherCurrentAssets'),
    account('Car Wash', 'Expense', 'Auto'),
  ];

  const old = (id: string, legs: Record<string, number>) => entered(id, '2026-09-01', legs);

  it('finds what nothing has taken off for longer than the days set, by kind and by name', () => {
    const source = sourceOf(
      [
        entered('1', '2026-10-22', { payrollClearing: -21236, wages: 21236 }),
        old('2', { Suspense: 5000, rent: -5000 }),
        entered('3', '2026-11-10', { Suspense: 2000, rent: -2000 }),
        old('4', { 'Car Wash': 5000, checking: -5000 }),
      ],
      { accounts },
    );
    const found31 = found(clearingAccountBalance, source);
    expect(found31).toMatchObject([
      { key: 'Account:payrollClearing', moneyAtStake: 21236 },
      { key: 'Account:Suspense', moneyAtStake: 5000 },
    ]);
    expect(found31[1]?.reason).toBe(
      'Data shows $50.00 on Suspense that nothing has taken off since Tue 1 Sep, of $70.00 in all.',
    );
    const ancient = sourceOf([entered('5', '2024-06-03', { Suspense: 5000, rent: -5000 })], { accounts });
    expect(found(clearingAccountBalance, ancient)[0]?.reason).toBe(
      'Data shows $50.00 on Suspense that nothing has taken off for over a year.',
    );
    expect(keys(clearingAccountBalance, reversed(source)).sort()).toEqual([
      'Account:Suspense',
      'Account:payrollClearing',
    ]);
    expect(keys(clearingAccountBalance, source, { clearingDays: 31 })).toEqual(['Account:Suspense']);
  });

  it('leaves an account in daily use, whatever it stands at and at every month end', () => {
    const daily = Array.from({ length: 120 }, (_, back) => {
      const date = addDays(day('2026-11-22'), back - 119);
      return [
        entered(`in${back}`, date, { Suspense: 1000 + back, sales: -1000 - back }),
        ...(back < 2 ? [] : [entered(`out${back}`, date, { checking: 998 + back, Suspense: -998 - back })]),
      ];
    }).flat();
    expect(keys(clearingAccountBalance, sourceOf(daily, { accounts }))).toEqual([]);
    const stuck = [...daily, old('x', { Suspense: 123456, rent: -123456 })];
    expect(found(clearingAccountBalance, sourceOf(stuck, { accounts }))).toMatchObject([{ moneyAtStake: 123456 }]);
    const inBatches = [
      ...daily.filter(({ postings }) => postings.some(({ debit, accountId }) => debit > 0 && accountId === 'Suspense')),
      entered('batch', '2026-11-21', { checking: 120 * 1000 + 5000, Suspense: -120 * 1000 - 5000 }),
    ];
    expect(keys(clearingAccountBalance, sourceOf(inBatches, { accounts }))).toEqual([]);
  });

  it('leaves what was cleared since, before or after it came, and trifles', () => {
    const cleared = [
      entered('2', '2026-09-05', { Suspense: 5000, rent: -5000 }),
      entered('3', '2026-11-20', { Suspense: -5000, rent: 5000 }),
      entered('4', '2026-08-01', { payrollClearing: -700, wages: 700 }),
      entered('5', '2026-08-20', { payrollClearing: 700, checking: -700 }),
    ];
    expect(keys(clearingAccountBalance, sourceOf(cleared, { accounts }))).toEqual([]);
    expect(keys(clearingAccountBalance, sourceOf([old('1', { Suspense: 499, rent: -499 })], { accounts }))).toEqual([]);
  });
});

describe('dormant-bank-account', () => {
  it('finds an active bank account once its last posting is older than the days set', () => {
    const opened = entered('1', '2026-08-23', { savings: 124000, owner: -124000 });
    expect(keys(dormantBankAccount, sourceOf([opened], {}, '2026-11-21'))).toEqual([]);
    expect(found(dormantBankAccount, sourceOf([opened], {}, '2026-11-22'))).toMatchObject([
      {
        key: 'Account:savings',
        moneyAtStake: 124000,
        resolutions: [{ changes: [] }, { changes: [{ kind: 'CASH', amount: -124000 }] }],
      },
    ]);
    expect(keys(dormantBankAccount, sourceOf([opened], {}, '2026-11-22'), { dormantDays: 91 })).toEqual([]);
  });

  it('leaves accounts that hold nothing, or next to nothing', () => {
    const left = (savings: number) =>
      keys(
        dormantBankAccount,
        sourceOf([
          entered('1', '2026-01-01', { savings: 10000, owner: -10000 }),
          entered('2', '2026-01-02', { checking: 10000 - savings, savings: savings - 10000 }),
          entered('3', '2026-11-20', { checking: 1000, sales: -1000 }),
        ]),
      );
    expect(left(0)).toEqual([]);
    expect(left(499)).toEqual([]);
    expect(left(500)).toEqual(['Account:savings']);
  });

  it('leaves inactive accounts, accounts never posted to, and those with an entry ahead', () => {
    const accounts = [...CHART, account('old', 'Bank', 'Checking', { active: false })];
    const source = sourceOf(
      [
        entered('1', '2026-01-01', { old: 500, savings: 500, owner: -1000 }),
        transfer('2', '2026-11-30', 500, { through: 'savings', account: 'checking' }),
      ],
      { accounts },
    );
    expect(keys(dormantBankAccount, source)).toEqual([]);
  });

  it('says what it can where the last posting is in a sum', () => {
    const [opened] = entered('1', '2025-05-01', { savings: 500, owner: -500 }).postings;
    if (!opened) throw new Error('no leg');
    const summed = { ...opened, documentKey: summaryKey(day('2025-05-01'), false), documentId: null };
    const source = sourceOf([{ documents: [], postings: [summed] }]);
    expect(found(dormantBankAccount, source)[0]?.reason).toContain('or before');
  });
});

describe('a trifle', () => {
  it('is no balance out of place: what is found begins at the amount set', () => {
    const least = (rule: Rule, legs: Record<string, number>, date = '2026-10-01', own = {}) =>
      keys(rule, sourceOf([entered('1', date, legs)]), own).length;
    const cases: [Rule, string][] = [
      [negativeBank, 'checking'],
      [negativeBalance, 'deposits'],
      [openingBalanceEquity, 'opening'],
    ];
    for (const [rule, of] of cases) {
      expect([rule.id, least(rule, { [of]: -500, rent: 500 })]).toEqual([rule.id, 1]);
      expect([rule.id, least(rule, { [of]: -499, rent: 499 })]).toEqual([rule.id, 0]);
      expect([rule.id, least(rule, { [of]: -1, rent: 1 }, '2026-10-01', { leastAmount: 0 })]).toEqual([rule.id, 1]);
    }
  });
});
