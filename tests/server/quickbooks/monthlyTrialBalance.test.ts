import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../../domain/books.js';
import {
  monthlyTrialBalanceParameters,
  readMonthlyTrialBalance,
} from '../../../server/quickbooks/mapping/monthlyTrialBalance.js';
import { isoDate } from '../../../domain/calendar.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';

const account = (id: string, fullName: string, type: Account['type']): Account => ({
  id,
  name: fullName,
  fullName,
  type,
  subType: '',
  number: null,
  currency: 'USD',
  active: true,
});
const ACCOUNTS = [account('35', 'Checking', 'Bank'), account('33', 'Accounts Payable (A/P)', 'Accounts Payable')];

interface ColumnDraft {
  readonly key: string;
  readonly from?: string;
  readonly to?: string;
}

const month = (from: string, to: string): ColumnDraft[] => [
  { key: 'debt_amt', from, to },
  { key: 'credit_amt', from, to },
];
const OCTOBER = month('2026-10-05', '2026-10-31');
const NOVEMBER = month('2026-11-01', '2026-11-21');

function report(columns: readonly ColumnDraft[], rows: readonly (readonly (string | object)[])[], by = 'Month') {
  const meta = ({ key, from, to }: ColumnDraft) => [
    { Name: 'ColKey', Value: key },
    ...(from ? [{ Name: 'StartDate', Value: from }] : []),
    ...(to ? [{ Name: 'EndDate', Value: to }] : []),
  ];
  return {
    Header: { ReportName: 'TrialBalance', Currency: 'USD', SummarizeColumnsBy: by },
    Columns: {
      Column: [{ key: 'account' }, ...columns].map((each) => ({ ColTitle: '', ColType: 'x', MetaData: meta(each) })),
    },
    Rows: {
      Row: rows.map((row) => ({ ColData: row.map((cell) => (typeof cell === 'string' ? { value: cell } : cell)) })),
    },
  };
}

function unreadableDetail(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof QuickBooksError && error.kind === 'unreadable') return error.detail;
    throw error;
  }
  throw new Error('it was read');
}

describe('the trial balance by month', () => {
  it('asks for accrual months', () => {
    expect(monthlyTrialBalanceParameters(isoDate('2026-01-01'), isoDate('2026-11-21'))).toEqual({
      start_date: '2026-01-01',
      end_date: '2026-11-21',
      accounting_method: 'Accrual',
      summarize_column_by: 'Month',
    });
  });

  it('gives each month’s balances by account, debit positive, retained earnings without an account', () => {
    const json = report(
      [...OCTOBER, ...NOVEMBER, { key: 'total' }],
      [
        [{ value: 'Checking', id: '35' }, '1,201.00', '', '7.5', '', '9'],
        [{ value: 'Accounts Payable (A/P)', id: '33' }, '', '2202.67', '', '7.50', ''],
        ['Retained Earnings', '1001.67', '', '', '', ''],
      ],
    );
    const balances = readMonthlyTrialBalance(json, ACCOUNTS);
    expect([...(balances ?? [])].map(([key, of]) => [key, Object.fromEntries(of)])).toEqual([
      ['2026-10', { '35': 120_100, '33': -220_267, RetainedEarnings: 100_167 }],
      ['2026-11', { '35': 750, '33': -750, RetainedEarnings: 0 }],
    ]);
  });

  it('knows its columns by their keys and dates, not by their places', () => {
    const [oct, nov] = [OCTOBER, NOVEMBER].map(([debit, credit]) => [credit, debit].filter((x) => x !== undefined));
    const json = report([...(nov ?? []), ...(oct ?? [])], [[{ value: 'Checking', id: '35' }, '', '2', '', '1']]);
    const balances = readMonthlyTrialBalance(json, ACCOUNTS);
    expect(balances?.get('2026-10')?.get('35')).toBe(100);
    expect(balances?.get('2026-11')?.get('35')).toBe(200);
  });

  it('is null when the report did not come by month', () => {
    expect(readMonthlyTrialBalance(report([{ key: 'debit' }, { key: 'credit' }], [], 'Total'), ACCOUNTS)).toBeNull();
    expect(readMonthlyTrialBalance(report([{ key: 'debit' }, { key: 'credit' }], []), ACCOUNTS)).toBeNull();
    expect(readMonthlyTrialBalance(report(OCTOBER, [], 'Total'), ACCOUNTS)).toBeNull();
  });

  it('has its months without rows as well', () => {
    expect(readMonthlyTrialBalance(report(OCTOBER, []), ACCOUNTS)).toEqual(new Map([['2026-10', new Map()]]));
  });

  const checking = [[{ value: 'Checking', id: '35' }, '1', '']];
  it.each([
    ['a month without credit', report(OCTOBER.slice(0, 1), checking), /2026-10 without/],
    ['a month twice', report([...OCTOBER, ...OCTOBER], checking), /2026-10 twice/],
    ['a quarter', report(month('2026-10-01', '2026-12-31'), checking), /not one month/],
    ['dates that are none', report(month('October', 'October'), checking), /not one month/],
    ['another kind of column', report([{ key: 'x', from: '2026-10-01', to: '2026-10-31' }], []), /neither debit/],
    ['an account that is not known', report(OCTOBER, [['Savings', '1', '']]), /not known/],
    ['an account id that is not known', report(OCTOBER, [[{ value: 'X', id: '99' }, '1', '']]), /not in the list/],
    ['no amount', report(OCTOBER, [[{ value: 'Checking', id: '35' }, 'n/a', '']]), /not an amount/],
    ['another report', { Header: { ReportName: 'BalanceSheet' } }, /ReportName/],
  ])('does not read %s', (_name, json, detail) => {
    expect(unreadableDetail(() => readMonthlyTrialBalance(json, ACCOUNTS))).toMatch(detail);
  });
});
