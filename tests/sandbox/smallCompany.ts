import { Company } from '../../sandbox/ledger/company.js';
import type { CompanyProfile, PartyRef } from '../../sandbox/ledger/types.js';

const AT = '2026-01-02T18:00:00Z';
export const TODAY = '2026-11-21';
export const REALM = '9130000000000001';

const PROFILE: CompanyProfile = {
  realmId: REALM,
  name: 'Corner Café',
  legalName: 'Corner Café LLC',
  industry: 'Café',
  country: 'US',
  homeCurrency: 'USD',
  multiCurrency: false,
  fiscalYearStartMonth: 1,
  timeZone: 'America/New_York',
  startDate: '2025-01-01',
  email: 'books@cornercafe.example',
};

type Kind = Parameters<Company['addAccount']>[0]['type'];

/** A company posted by hand, with the ids of what the tests ask for. */
export interface SmallCompany {
  company: Company;
  ids: Record<string, string>;
  ref(name: string): PartyRef;
}

export function emptyCompany(changes: Partial<CompanyProfile> = {}): SmallCompany {
  const company = Company.create({ ...PROFILE, ...changes }, {}, AT);
  const ids: Record<string, string> = {};
  const add = (
    key: string,
    name: string,
    type: Kind,
    subType: string,
    more: { parentId?: string; currency?: string } = {},
  ): void => {
    ids[key] = company.addAccount({ name, type, subType, currency: 'USD', ...more }, AT).id;
  };
  add('checking', 'Checking', 'Bank', 'Checking');
  add('savings', 'Savings', 'Bank', 'Savings');
  add('ar', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable');
  add('uf', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds');
  add('truck', 'Truck', 'Fixed Asset', 'Vehicles');
  add('depreciation', 'Depreciation', 'Fixed Asset', 'AccumulatedDepreciation', { parentId: ids['truck'] as string });
  add('ap', 'Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable');
  add('card', 'Mastercard', 'Credit Card', 'CreditCard');
  add('payroll', 'Payroll Liabilities', 'Other Current Liability', 'PayrollTaxPayable');
  add('salesTax', 'Sales Tax Payable', 'Other Current Liability', 'SalesTaxPayable');
  add('loan', 'Truck Loan', 'Long Term Liability', 'NotesPayable');
  add('opening', 'Opening Balance Equity', 'Equity', 'OpeningBalanceEquity');
  add('retained', 'Retained Earnings', 'Equity', 'RetainedEarnings');
  add('draws', "Owner's Draws", 'Equity', 'PartnerDistributions');
  add('sales', 'Sales', 'Income', 'SalesOfProductIncome');
  add('cogs', 'Coffee Beans', 'Cost of Goods Sold', 'SuppliesMaterialsCogs');
  add('rent', 'Rent', 'Expense', 'RentOrLeaseOfBuildings');
  add('auto', 'Automobile', 'Expense', 'Auto');
  add('fuel', 'Fuel', 'Expense', 'Auto', { parentId: ids['auto'] as string });
  add('wages', 'Wages', 'Expense', 'PayrollExpenses');
  add('interest', 'Interest Earned', 'Other Income', 'InterestEarned');
  add('exchange', 'Exchange Gain or Loss', 'Other Expense', 'ExchangeGainOrLoss');
  const customer = (key: string, name: string): void => {
    ids[key] = company.addParty({ kind: 'Customer', name, currency: 'USD', email: `${key}@example.com` }, AT).id;
  };
  customer('amy', "Amy's Bird Sanctuary");
  customer('bill', "Bill's Windsurf Shop");
  ids['beans'] = company.addParty(
    { kind: 'Vendor', name: 'Bean Brothers', currency: 'USD', vendor1099: true, taxIdentifier: '12-3456789' },
    AT,
  ).id;
  ids['landlord'] = company.addParty({ kind: 'Vendor', name: 'Main Street Properties', currency: 'USD' }, AT).id;
  ids['coffee'] = company.addItem(
    { name: 'Catering', kind: 'Service', incomeAccountId: ids['sales'] as string, unitPrice: 1250 },
    AT,
  ).id;
  const names: Record<string, PartyRef> = {
    amy: { kind: 'Customer', id: ids['amy'] as string, name: "Amy's Bird Sanctuary" },
    bill: { kind: 'Customer', id: ids['bill'] as string, name: "Bill's Windsurf Shop" },
    beans: { kind: 'Vendor', id: ids['beans'] as string, name: 'Bean Brothers' },
    landlord: { kind: 'Vendor', id: ids['landlord'] as string, name: 'Main Street Properties' },
    employee: { kind: 'Employee', id: '77', name: 'Emily Platt' },
  };
  return { company, ids, ref: (name) => names[name] as PartyRef };
}

/**
 * A year and a bit of a café: 2025 trading, then in 2026 open and part-paid invoices and bills, a credit memo and a
 * vendor credit with something left, an unapplied payment, a deposit, payroll, a card, a loan, a void, a delete and
 * a future bill.
 */
export function smallCompany(): SmallCompany {
  const made = emptyCompany();
  const { company, ids, ref } = made;
  const id = (key: string): string => ids[key] as string;
  const post = (input: Parameters<Company['post']>[0]): string =>
    company.post(input, `${input.date < '2026-11-21' ? input.date : '2026-11-20'}T15:30:00Z`).id;
  const line = (key: string, amount: number, more: object = {}) => ({ accountId: id(key), amount, ...more });
  const journal = (date: string, lines: [string, number][], number: string): string =>
    post({
      type: 'JournalEntry',
      date,
      number,
      lines: lines.map(([key, n]) => line(key, Math.abs(n), { side: n < 0 ? 'credit' : 'debit' })),
    });

  ids['openingEntry'] = journal(
    '2025-01-01',
    [
      ['checking', 2_000_000],
      ['opening', -2_000_000],
    ],
    'OPEN',
  );
  ids['receipt25'] = post({
    type: 'SalesReceipt',
    date: '2025-06-10',
    number: 'SR1',
    party: ref('amy'),
    accountId: id('checking'),
    lines: [line('sales', 500_000, { itemId: id('coffee') })],
  });
  ids['rent25'] = post({
    type: 'Purchase',
    date: '2025-07-01',
    number: '101',
    payType: 'Check',
    party: ref('landlord'),
    accountId: id('checking'),
    lines: [line('rent', 120_000)],
  });

  ids['invoice1'] = post({
    type: 'Invoice',
    date: '2026-08-01',
    number: '1001',
    party: ref('amy'),
    dueDate: '2026-08-31',
    lines: [
      line('sales', 30_000, { itemId: id('coffee'), description: 'Catering' }),
      line('salesTax', 2_400, { tax: true }),
    ],
    billEmail: 'amy@example.com',
    emailStatus: 'EmailSent',
    deliveryTime: '2026-08-01T16:00:00Z',
  });
  ids['invoice2'] = post({
    type: 'Invoice',
    date: '2026-10-15',
    number: '1002',
    party: ref('bill'),
    dueDate: '2026-11-14',
    lines: [line('sales', 80_000)],
  });
  ids['payment1'] = post({
    type: 'Payment',
    date: '2026-09-05',
    number: 'P1',
    party: ref('amy'),
    total: 20_000,
    links: [{ type: 'Invoice', id: id('invoice1'), amount: 12_400 }],
  });
  ids['memo1'] = post({
    type: 'CreditMemo',
    date: '2026-10-20',
    number: 'CM1',
    party: ref('bill'),
    lines: [line('sales', 15_000)],
  });
  ids['linking'] = post({
    type: 'Payment',
    date: '2026-10-25',
    party: ref('bill'),
    total: 0,
    memo: 'Created by QB Online to link credits to charges.',
    links: [
      { type: 'Invoice', id: id('invoice2'), amount: 10_000 },
      { type: 'CreditMemo', id: id('memo1'), amount: 10_000 },
    ],
  });
  ids['deposit1'] = post({
    type: 'Deposit',
    date: '2026-09-08',
    accountId: id('checking'),
    links: [{ type: 'Payment', id: id('payment1'), amount: 20_000 }],
    lines: [line('interest', 150)],
  });
  ids['receipt1'] = post({
    type: 'SalesReceipt',
    date: '2026-11-18',
    number: 'SR2',
    party: ref('bill'),
    lines: [line('sales', 4_200)],
  });
  journal(
    '2026-11-01',
    [
      ['rent', 5_000],
      ['uf', -5_000],
    ],
    'JE-UF',
  );
  post({
    type: 'JournalEntry',
    date: '2026-11-02',
    number: 'JE-AR',
    lines: [line('ar', 700, { side: 'debit', party: ref('amy') }), line('interest', 700, { side: 'credit' })],
  });

  ids['bill1'] = post({
    type: 'Bill',
    date: '2026-09-01',
    number: 'B-1',
    party: ref('beans'),
    dueDate: '2026-10-01',
    lines: [line('cogs', 50_000), line('fuel', 5_000, { description: 'Delivery' })],
  });
  ids['bill2'] = post({
    type: 'Bill',
    date: '2026-11-10',
    number: 'B-2',
    party: ref('landlord'),
    dueDate: '2026-12-10',
    lines: [line('rent', 120_000)],
  });
  ids['credit1'] = post({
    type: 'VendorCredit',
    date: '2026-09-20',
    number: 'VC1',
    party: ref('beans'),
    lines: [line('cogs', 6_000)],
  });
  ids['billPayment1'] = post({
    type: 'BillPayment',
    date: '2026-10-02',
    number: '1',
    payType: 'CreditCard',
    party: ref('beans'),
    accountId: id('card'),
    total: 20_000,
    links: [
      { type: 'Bill', id: id('bill1'), amount: 24_000 },
      { type: 'VendorCredit', id: id('credit1'), amount: 4_000 },
    ],
  });
  ids['future'] = post({
    type: 'Bill',
    date: '2026-12-15',
    number: 'B-3',
    party: ref('beans'),
    dueDate: '2027-01-15',
    lines: [line('cogs', 9_900)],
  });

  ids['purchase1'] = post({
    type: 'Purchase',
    date: '2026-10-05',
    payType: 'CreditCard',
    party: ref('beans'),
    accountId: id('card'),
    lines: [line('fuel', 4_321)],
  });
  ids['refund1'] = post({
    type: 'Purchase',
    date: '2026-10-06',
    payType: 'CreditCard',
    credit: true,
    accountId: id('card'),
    lines: [line('fuel', 321)],
  });
  ids['cardPayment'] = post({
    type: 'CreditCardPayment',
    date: '2026-10-20',
    accountId: id('checking'),
    toAccountId: id('card'),
    total: 10_000,
  });
  ids['transfer'] = post({
    type: 'Transfer',
    date: '2026-10-21',
    accountId: id('checking'),
    toAccountId: id('savings'),
    total: 100_000,
  });
  ids['taxPayment'] = post({
    type: 'TaxPayment',
    date: '2026-10-22',
    accountId: id('checking'),
    memo: 'Q3',
    lines: [line('salesTax', 1_000)],
  });
  ids['paycheck'] = post({
    type: 'Paycheck',
    date: '2026-11-06',
    number: 'DD',
    party: ref('employee'),
    accountId: id('checking'),
    lines: [line('wages', 100_000, { side: 'debit' }), line('payroll', 30_000, { side: 'credit' })],
  });
  ids['payrollTax'] = post({
    type: 'PayrollTaxPayment',
    date: '2026-11-15',
    accountId: id('checking'),
    lines: [line('payroll', 20_000, { side: 'debit' })],
  });
  post({
    type: 'PayrollAdjustment',
    date: '2026-11-16',
    lines: [line('payroll', 100, { side: 'debit' }), line('salesTax', 100, { side: 'credit' })],
  });
  journal(
    '2026-09-15',
    [
      ['truck', 3_000_000],
      ['loan', -2_500_000],
      ['checking', -500_000],
    ],
    'TRUCK',
  );
  journal(
    '2026-10-31',
    [
      ['auto', 25_000],
      ['depreciation', -25_000],
    ],
    'DEP',
  );
  journal(
    '2026-10-30',
    [
      ['draws', 40_000],
      ['checking', -40_000],
    ],
    'DRAW',
  );
  ids['refundReceipt'] = post({
    type: 'RefundReceipt',
    date: '2026-11-19',
    number: 'RR1',
    party: ref('bill'),
    accountId: id('checking'),
    lines: [line('sales', 1_100)],
  });

  ids['voided'] = post({
    type: 'Invoice',
    date: '2026-10-01',
    number: '1003',
    party: ref('amy'),
    lines: [line('sales', 77_700)],
  });
  company.voidTxn('Invoice', id('voided'), '2026-10-02T15:00:00Z');
  ids['deleted'] = post({
    type: 'Invoice',
    date: '2026-10-01',
    number: '1004',
    party: ref('amy'),
    lines: [line('sales', 88_800)],
  });
  company.deleteTxn('Invoice', id('deleted'), '2026-10-03T15:00:00Z');
  ids['gone'] = company.addParty({ kind: 'Vendor', name: 'Old Vendor', currency: 'USD', active: false }, AT).id;
  return made;
}
