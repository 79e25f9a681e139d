import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../../domain/books.js';
import {
  readAgingTotal,
  readBalanceSheet,
  readCashFlow,
  readTrialBalance,
} from '../../../server/quickbooks/mapping/balanceReports.js';
import { readCompany } from '../../../server/quickbooks/mapping/company.js';
import { DOCUMENT_SHAPES, readDocument } from '../../../server/quickbooks/mapping/documents.js';
import { Fields } from '../../../server/quickbooks/mapping/fields.js';
import { readGeneralLedger } from '../../../server/quickbooks/mapping/generalLedger.js';
import { readAccount, readParty } from '../../../server/quickbooks/mapping/lists.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';

const account = (id: string, fullName: string, type: Account['type'] = 'Bank'): Account => ({
  id,
  name: fullName.split(':').at(-1) ?? '',
  fullName,
  type,
  subType: '',
  number: null,
  currency: 'USD',
  active: true,
});

const ACCOUNTS = [
  account('35', 'Checking'),
  account('60', 'Automobile', 'Expense'),
  account('61', 'Automobile:Fuel', 'Expense'),
  account('2', 'Retained Earnings', 'Equity'),
];

const COLUMNS = ['tx_date', 'txn_type', 'doc_num', 'name', 'memo', 'split_acc', 'is_cleared', 'debt_amt', 'credit_amt'];

type Cell = string | { value: string; id: string };
const cells = (values: readonly Cell[]) => values.map((value) => (typeof value === 'string' ? { value } : value));
const line = (...values: Cell[]) => ({ ColData: cells(values), type: 'Data' });

function section(header: Cell, rows: object[]) {
  return {
    Header: { ColData: cells([header]) },
    Rows: { Row: rows },
    Summary: { ColData: cells(['Total', '', '', '', '', '', '', '9.99', '']) },
    type: 'Section',
  };
}

function report(name: string, columns: readonly string[], rows: object[]) {
  return {
    Header: { ReportName: name, Currency: 'USD' },
    Columns: {
      Column: columns.map((key) => ({ ColTitle: key, ColType: 'x', MetaData: [{ Name: 'ColKey', Value: key }] })),
    },
    Rows: rows.length === 0 ? {} : { Row: rows },
  };
}

const INVOICE: Cell[] = [
  '2026-05-04',
  { value: 'Check', id: '264' },
  '17',
  { value: 'Chin’s Gas', id: '9' },
  'fuel',
  'Checking',
  'C',
  '',
  '1,201.05',
];
const FUEL: Cell[] = ['2026-05-04', { value: 'Check', id: '264' }, '17', 'Chin’s Gas', '', '', '', '1201.05', ''];

function unreadableDetail(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof QuickBooksError && error.kind === 'unreadable') return error.detail;
    throw error;
  }
  throw new Error('it was read');
}

describe('the general ledger', () => {
  const ledger = (rows: object[], columns = COLUMNS) => report('GeneralLedger', columns, rows);

  it('gives a posting a line, sub-accounts by full name, beginning balances and totals left out', () => {
    const json = ledger([
      section({ value: 'Checking', id: '35' }, [
        line('Beginning Balance', '', '', '', '', '', '', '5.00', ''),
        line(...INVOICE),
      ]),
      section({ value: 'Automobile', id: '60' }, [section('Fuel', [line(...FUEL)])]),
    ]);
    expect(readGeneralLedger(json, ACCOUNTS, false)).toEqual([
      {
        documentKey: 'Check:264',
        documentType: 'Check',
        documentId: '264',
        date: '2026-05-04',
        accountId: '35',
        debit: 0,
        credit: 120_105,
        number: '17',
        name: 'Chin’s Gas',
        memo: 'fuel',
        cleared: true,
      },
      {
        documentKey: 'Check:264',
        documentType: 'Check',
        documentId: '264',
        date: '2026-05-04',
        accountId: '61',
        debit: 120_105,
        credit: 0,
        number: '17',
        name: 'Chin’s Gas',
        memo: null,
        cleared: false,
      },
    ]);
  });

  it('finds columns by their key, in any order', () => {
    const turned = [...COLUMNS].reverse();
    const json = ledger([section({ value: 'Checking', id: '35' }, [line(...[...INVOICE].reverse())])], turned);
    expect(readGeneralLedger(json, ACCOUNTS, false)[0]).toMatchObject({ date: '2026-05-04', credit: 120_105 });
  });

  it('joins what has no id by type, number, date and name', () => {
    const pay: Cell[] = ['2026-05-15', 'Paycheck', 'DD', 'Emily Platt', '', '', '', '', '700'];
    const json = ledger([section({ value: 'Checking', id: '35' }, [line(...pay)])]);
    expect(readGeneralLedger(json, ACCOUNTS, false)[0]).toMatchObject({
      documentKey: 'Paycheck:DD|2026-05-15|Emily Platt',
      documentId: null,
      credit: 70_000,
    });
  });

  it('takes home amounts in books of several currencies, and a negative debit as a credit', () => {
    const columns = [...COLUMNS, 'debt_home_amt', 'credit_home_amt'];
    const json = ledger(
      [
        section({ value: 'Checking', id: '35' }, [
          line(...INVOICE, '', '1300.00'),
          line(...FUEL.slice(0, 7), '-1', '', '-1.10', ''),
        ]),
      ],
      columns,
    );
    expect(readGeneralLedger(json, ACCOUNTS, true).map(({ debit, credit }) => [debit, credit])).toEqual([
      [0, 130_000],
      [0, 110],
    ]);
  });

  it.each([
    ['an unknown account', ledger([section({ value: 'Gone', id: '99' }, [line(...INVOICE)])]), '99'],
    [
      'an amount outside any account',
      ledger([section('Not Specified', [line(...INVOICE)])]),
      'outside any known account',
    ],
    [
      'an amount that is none',
      ledger([section({ value: 'Checking', id: '35' }, [line(...INVOICE.slice(0, 8), 'twelve')])]),
      'not an amount',
    ],
    [
      'a date that is none',
      ledger([section({ value: 'Checking', id: '35' }, [line('05/04/2026', ...INVOICE.slice(1))])]),
      '05/04/2026',
    ],
    [
      'a missing column',
      ledger([section({ value: 'Checking', id: '35' }, [line(...INVOICE)])], COLUMNS.slice(0, 8)),
      'credit_amt',
    ],
    ['another report', report('BalanceSheet', COLUMNS, []), 'ReportName'],
  ])('names the place of %s', (_name, json, place) => {
    const detail = unreadableDetail(() => readGeneralLedger(json, ACCOUNTS, false));
    expect(detail).toMatch(/^GeneralLedger/);
    expect(detail).toContain(place);
  });

  it('reads a month without entries', () => {
    expect(readGeneralLedger(report('GeneralLedger', [], []), ACCOUNTS, false)).toEqual([]);
  });
});

const shapeOf = (type: string) => {
  const shape = DOCUMENT_SHAPES.find((each) => each.type === type);
  if (!shape) throw new Error(type);
  return shape;
};

describe('documents', () => {
  it('reads a bill payment with what it pays', () => {
    const json = {
      Id: '9',
      SyncToken: '2',
      TxnDate: '2026-05-05',
      TotalAmt: 205.5,
      VendorRef: { value: '46', name: 'Norton' },
      MetaData: { LastUpdatedTime: '2026-05-05T10:00:00-07:00' },
      Line: [
        { Amount: '200.50', LinkedTxn: [{ TxnId: '126', TxnType: 'Bill' }] },
        { Amount: 5, LinkedTxn: [{ TxnId: '7', TxnType: 'VendorCredit' }] },
      ],
    };
    expect(readDocument(json, shapeOf('BillPayment'), 'USD')).toMatchObject({
      type: 'BillPayment',
      id: '9',
      total: 20_550,
      partyId: '46',
      partyName: 'Norton',
      syncToken: '2',
      voided: false,
      applications: [
        { type: 'Bill', id: '126', amount: 20_050 },
        { type: 'VendorCredit', id: '7', amount: 500 },
      ],
    });
  });

  it('knows a void, a journal entry’s size, and the odd fields of transfers and tax payments', () => {
    const voided = { Id: '1', TxnDate: '2026-01-01', TotalAmt: 0, PrivateNote: 'Voided' };
    expect(readDocument(voided, shapeOf('Invoice'), 'USD').voided).toBe(true);
    const debit = (Amount: number, PostingType: string) => ({ Amount, JournalEntryLineDetail: { PostingType } });
    const journal = { Id: '2', TxnDate: '2026-01-01', TotalAmt: 0, Line: [debit(10, 'Debit'), debit(10, 'Credit')] };
    expect(readDocument(journal, shapeOf('JournalEntry'), 'USD').total).toBe(1000);
    expect(readDocument({ Id: '3', TxnDate: '2026-01-01', Amount: 7 }, shapeOf('Transfer'), 'USD').total).toBe(700);
    const tax = { Id: '4', PaymentDate: '2026-02-01', PaymentAmount: 12 };
    expect(readDocument(tax, shapeOf('TaxPayment'), 'USD')).toMatchObject({ total: 1200, date: '2026-02-01' });
  });

  it('takes the deposit of an invoice off what it is over: that never was on the receivable', () => {
    const json = { Id: '1', TxnDate: '2026-01-01', TotalAmt: 1_000, Deposit: 200, Balance: 800 };
    expect(readDocument(json, shapeOf('Invoice'), 'USD').total).toBe(800_00);
    expect(readDocument({ ...json, Deposit: 0 }, shapeOf('Invoice'), 'USD').total).toBe(1_000_00);
    expect(readDocument(json, shapeOf('SalesReceipt'), 'USD').total).toBe(1_000_00);
    const voided = { ...json, TotalAmt: 0, PrivateNote: 'Voided' };
    expect(readDocument(voided, shapeOf('Invoice'), 'USD').voided).toBe(true);
    expect(readDocument({ ...voided, TotalAmt: 200 }, shapeOf('Invoice'), 'USD')).toMatchObject({
      total: 0,
      voided: false,
    });
  });

  it('counts in the decimals of the document’s own currency', () => {
    const json = { Id: '1', TxnDate: '2026-01-01', TotalAmt: 1500, CurrencyRef: { value: 'JPY' } };
    expect(readDocument(json, shapeOf('Bill'), 'USD')).toMatchObject({ currency: 'JPY', total: 1500 });
  });

  it.each([
    ['an unknown link', { Line: [{ Amount: 1, LinkedTxn: [{ TxnId: '1', TxnType: 'Hologram' }] }] }, 'Hologram'],
    [
      'one amount for two documents',
      {
        Line: [
          {
            Amount: 1,
            LinkedTxn: [
              { TxnId: '1', TxnType: 'Bill' },
              { TxnId: '2', TxnType: 'Bill' },
            ],
          },
        ],
      },
      '2 documents',
    ],
    ['no total', { TotalAmt: null }, 'TotalAmt'],
    ['a fraction of a cent', { TotalAmt: 1.005 }, '1.005'],
    ['no date', { TxnDate: '' }, 'TxnDate'],
  ])('names the place of %s', (_name, changes, place) => {
    const json = { Id: '5', TxnDate: '2026-01-01', TotalAmt: 1, ...changes };
    const detail = unreadableDetail(() => readDocument(json, shapeOf('BillPayment'), 'USD'));
    expect(detail).toMatch(/^BillPayment 5/);
    expect(detail).toContain(place);
  });
});

describe('lists and company', () => {
  it('reads accounts, and refuses a type it does not know', () => {
    const json = { Id: '1', Name: 'Petty', FullyQualifiedName: 'Cash:Petty', AccountType: 'Bank', Active: false };
    expect(readAccount(json, 'EUR')).toMatchObject({ fullName: 'Cash:Petty', currency: 'EUR', active: false });
    expect(unreadableDetail(() => readAccount({ ...json, AccountType: 'Moon' }, 'EUR'))).toContain('Moon');
  });

  it('keeps no tax identifier, only that there is one', () => {
    const party = readParty({ Id: '1', DisplayName: 'Bean', Vendor1099: true, TaxIdentifier: 'XX-1234' }, 'Vendor');
    expect(party).toMatchObject({ vendor1099: true, hasTaxIdentifier: true });
    expect(JSON.stringify(party)).not.toContain('1234');
  });

  it('reads the company with its preferences, and their defaults', () => {
    const info = { CompanyInfo: { CompanyName: 'Café', FiscalYearStartMonth: 'July', CompanyStartDate: '2020-01-01' } };
    const preferences = {
      Preferences: { CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'CAD' } } },
    };
    expect(readCompany(info, preferences)).toMatchObject({
      fiscalYearStartMonth: 7,
      homeCurrency: 'CAD',
      multiCurrency: true,
    });
    expect(readCompany({ CompanyInfo: { CompanyName: 'X' } }, { Preferences: {} })).toMatchObject({
      fiscalYearStartMonth: 1,
      homeCurrency: 'USD',
    });
  });
});

describe('balance reports', () => {
  it('reads a trial balance, debit positive, retained earnings without an account', () => {
    const json = report(
      'TrialBalance',
      ['account', 'debit', 'credit'],
      [line({ value: 'Checking', id: '35' }, '12.00', ''), line('Fuel', '', '2')],
    );
    const named = ACCOUNTS.filter(({ id }) => id !== '2');
    expect(unreadableDetail(() => readTrialBalance(json, named))).toContain('Fuel');
    const retained = report('TrialBalance', ['account', 'debit', 'credit'], [line('Retained Earnings', '', '3.50')]);
    expect(readTrialBalance(retained, named)).toEqual([{ accountId: 'RetainedEarnings', balance: -350 }]);
  });

  it('reads asset balances, a parent’s own included', () => {
    const json = report(
      'BalanceSheet',
      ['account', 'total'],
      [
        {
          Header: { ColData: cells(['ASSETS', '']) },
          group: 'TotalAssets',
          Rows: {
            Row: [
              {
                Header: { ColData: cells([{ value: 'Checking', id: '35' }, '5.00']) },
                Rows: { Row: [line({ value: 'Savings', id: '36' }, '-1.00')] },
              },
            ],
          },
        },
      ],
    );
    const accounts = [...ACCOUNTS, account('36', 'Checking:Savings')];
    expect(readBalanceSheet(json, accounts)).toEqual([
      { accountId: '35', balance: 500 },
      { accountId: '36', balance: -100 },
    ]);
  });

  it('finds the cash increase and the aging total by their groups, and says so when they are not there', () => {
    const total = (group: string) => [{ group, type: 'Section', Summary: { ColData: cells(['Total', '1', '7.25']) } }];
    expect(readCashFlow(report('CashFlow', ['account', 'x', 'total'], total('CashIncrease')))).toEqual({
      netCashIncrease: 725,
    });
    expect(
      readAgingTotal(report('AgedPayables', ['vendor', 'current', 'total'], total('GrandTotal')), 'AgedPayables'),
    ).toBe(725);
    expect(readAgingTotal(report('AgedPayables', [], []), 'AgedPayables')).toBe(0);
    expect(unreadableDetail(() => readCashFlow(report('CashFlow', ['account', 'total'], total('Other'))))).toContain(
      'CashIncrease',
    );
  });
});

describe('text that a database cannot keep', () => {
  it('loses only the characters that are none', () => {
    const fields = new Fields({ memo: 'two\u0000 ovens\ud800', nothing: '\u0000' }, 'Bill');
    expect(fields.text('memo')).toBe('two ovens\ufffd');
    expect(fields.optionalText('nothing')).toBeNull();
  });
});
