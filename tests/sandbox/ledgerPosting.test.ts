import { beforeEach, describe, expect, it } from '@jest/globals';
import { Company } from '../../sandbox/ledger/company.js';
import type { AccountType, PostInput, Txn } from '../../sandbox/ledger/types.js';

const AT = '2026-01-02T08:00:00.000Z';
const DAY = '2026-01-02';

const PROFILE = {
  realmId: '9341450000000001',
  name: 'Example Works',
  legalName: 'Example Works LLC',
  industry: 'Examples',
  country: 'US',
  homeCurrency: 'USD',
  multiCurrency: true,
  fiscalYearStartMonth: 1,
  timeZone: 'America/Chicago',
  startDate: '2026-01-01',
  email: 'books@mail.example',
};

let company: Company;
let id: Record<string, string>;

function open(name: string, type: AccountType, subType: string, currency = 'USD'): void {
  id[name] = company.addAccount({ name, type, subType, currency }, AT).id;
}

beforeEach(() => {
  company = Company.create(PROFILE, {}, AT);
  id = {};
  open('bank', 'Bank', 'Checking');
  open('euros', 'Bank', 'Checking', 'EUR');
  open('card', 'Credit Card', 'CreditCard');
  open('ar', 'Accounts Receivable', 'AccountsReceivable');
  open('arEuro', 'Accounts Receivable', 'AccountsReceivable', 'EUR');
  open('ap', 'Accounts Payable', 'AccountsPayable');
  open('apEuro', 'Accounts Payable', 'AccountsPayable', 'EUR');
  open('uf', 'Other Current Asset', 'UndepositedFunds');
  open('tax', 'Other Current Liability', 'SalesTaxPayable');
  open('payroll', 'Other Current Liability', 'PayrollTaxPayable');
  open('draw', 'Equity', 'PersonalExpense');
  open('sales', 'Income', 'ServiceFeeIncome');
  open('cost', 'Expense', 'SuppliesMaterials');
  open('wages', 'Expense', 'PayrollExpenses');
  open('exchange', 'Other Expense', 'ExchangeGainOrLoss');
  id['customer'] = company.addParty({ kind: 'Customer', name: 'Ada', currency: 'USD' }, AT).id;
  id['vendor'] = company.addParty({ kind: 'Vendor', name: 'Mill', currency: 'USD' }, AT).id;
  id['euroCustomer'] = company.addParty({ kind: 'Customer', name: 'Berta', currency: 'EUR' }, AT).id;
});

const of = (key: string): string => id[key] as string;
const customer = () => ({ kind: 'Customer' as const, id: of('customer'), name: 'Ada' });
const vendor = () => ({ kind: 'Vendor' as const, id: of('vendor'), name: 'Mill' });
const post = (input: Omit<PostInput, 'date'> & { date?: string }): Txn => company.post({ date: DAY, ...input }, AT);
/** What a transaction posts, by account name: positive debits, negative credits. */
const legs = (txn: Txn): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const entry of company.entries(txn)) {
    const name = company.account(entry.accountId)?.name ?? '?';
    sums[name] = (sums[name] ?? 0) + entry.debit - entry.credit;
  }
  return sums;
};
const invoice = (amount: number): Txn =>
  post({ type: 'Invoice', party: customer(), lines: [{ accountId: of('sales'), amount }] });
const bill = (amount: number): Txn =>
  post({ type: 'Bill', party: vendor(), lines: [{ accountId: of('cost'), amount }] });

describe('what each kind of transaction posts', () => {
  it('posts a bill and its payment net of a vendor credit', () => {
    const due = bill(10_000);
    expect(legs(due)).toEqual({ ap: -10_000, cost: 10_000 });
    const credit = post({ type: 'VendorCredit', party: vendor(), lines: [{ accountId: of('cost'), amount: 1_500 }] });
    expect(legs(credit)).toEqual({ ap: 1_500, cost: -1_500 });
    const paid = post({
      type: 'BillPayment',
      party: vendor(),
      accountId: of('bank'),
      links: [
        { type: 'Bill', id: due.id, amount: 10_000 },
        { type: 'VendorCredit', id: credit.id, amount: 1_500 },
      ],
    });
    expect(paid.total).toBe(8_500);
    expect(legs(paid)).toEqual({ bank: -8_500, ap: 8_500 });
    expect([company.openBalance(due), company.openBalance(credit), company.openBalance(paid)]).toEqual([0, 0, 0]);
  });

  it('takes a payment through undeposited funds to the bank, with cash back and a direct line', () => {
    const due = invoice(20_000);
    const paid = post({ type: 'Payment', party: customer(), links: [{ type: 'Invoice', id: due.id, amount: 20_000 }] });
    expect(legs(paid)).toEqual({ uf: 20_000, ar: -20_000 });
    const deposit = post({
      type: 'Deposit',
      accountId: of('bank'),
      links: [{ type: 'Payment', id: paid.id, amount: 20_000 }],
      lines: [{ accountId: of('sales'), amount: 500 }],
      cashBack: { accountId: of('draw'), amount: 2_000 },
    });
    expect(legs(deposit)).toEqual({ bank: 18_500, draw: 2_000, uf: -20_000, sales: -500 });
    expect(company.depositOf(paid)?.id).toBe(deposit.id);
    expect(company.openBalance(paid)).toBe(0);
  });

  it('links a credit memo to an invoice by a payment of zero', () => {
    const due = invoice(9_000);
    const memo = post({ type: 'CreditMemo', party: customer(), lines: [{ accountId: of('sales'), amount: 2_500 }] });
    const link = post({
      type: 'Payment',
      party: customer(),
      links: [
        { type: 'Invoice', id: due.id, amount: 2_500 },
        { type: 'CreditMemo', id: memo.id, amount: 2_500 },
      ],
    });
    expect(link.total).toBe(0);
    expect(company.entries(link)).toEqual([]);
    expect([company.openBalance(due), company.openBalance(memo), company.openBalance(link)]).toEqual([6_500, 0, 0]);
  });

  it('posts sales and refunds with tax, purchases and card refunds, card and tax payments, transfers', () => {
    const lines = [
      { accountId: of('sales'), amount: 1_000 },
      { accountId: of('tax'), amount: 80, tax: true },
    ];
    expect(legs(post({ type: 'SalesReceipt', accountId: of('bank'), lines }))).toEqual({
      bank: 1_080,
      sales: -1_000,
      tax: -80,
    });
    expect(legs(post({ type: 'RefundReceipt', accountId: of('bank'), lines }))).toEqual({
      bank: -1_080,
      sales: 1_000,
      tax: 80,
    });
    const bought = {
      type: 'Purchase' as const,
      accountId: of('card'),
      lines: [{ accountId: of('cost'), amount: 700 }],
    };
    expect(legs(post(bought))).toEqual({ card: -700, cost: 700 });
    expect(legs(post({ ...bought, credit: true }))).toEqual({ card: 700, cost: -700 });
    expect(
      legs(post({ type: 'CreditCardPayment', total: 700, accountId: of('bank'), toAccountId: of('card') })),
    ).toEqual({ bank: -700, card: 700 });
    expect(
      legs(post({ type: 'TaxPayment', accountId: of('bank'), lines: [{ accountId: of('tax'), amount: 80 }] })),
    ).toEqual({ bank: -80, tax: 80 });
    expect(legs(post({ type: 'Transfer', total: 50, accountId: of('bank'), toAccountId: of('uf') }))).toEqual({
      bank: -50,
      uf: 50,
    });
  });

  it('pays wages net of what is withheld, and the taxes later', () => {
    const check = post({
      type: 'Paycheck',
      party: { kind: 'Employee', id: '1', name: 'Cleo' },
      accountId: of('bank'),
      lines: [
        { accountId: of('wages'), amount: 10_000, side: 'debit' },
        { accountId: of('payroll'), amount: 3_000, side: 'credit' },
      ],
    });
    expect(legs(check)).toEqual({ bank: -7_000, wages: 10_000, payroll: -3_000 });
    const tax = post({
      type: 'PayrollTaxPayment',
      accountId: of('bank'),
      lines: [{ accountId: of('payroll'), amount: 3_000, side: 'debit' }],
    });
    expect(legs(tax)).toEqual({ bank: -3_000, payroll: 3_000 });
  });
});

describe('a bill on a second A/P account', () => {
  let billId: string;
  const payment = (more: Partial<PostInput> = {}): Txn =>
    post({
      type: 'BillPayment',
      party: vendor(),
      accountId: of('bank'),
      total: 40_00,
      links: [{ type: 'Bill', id: billId, amount: 40_00 }],
      ...more,
    });

  beforeEach(() => {
    open('apTrade', 'Accounts Payable', 'AccountsPayable');
    const lines = [{ accountId: of('cost'), amount: 100_00 }];
    billId = post({ type: 'Bill', party: vendor(), accountId: of('apTrade'), lines }).id;
  });

  it('is paid on its own account, whether the payment names it or not', () => {
    expect(legs(payment())).toEqual({ bank: -40_00, apTrade: 40_00 });
    expect(legs(payment({ toAccountId: of('apTrade') }))).toEqual({ bank: -40_00, apTrade: 40_00 });
    expect([company.balance(of('apTrade')), company.balance(of('ap'))]).toEqual([-20_00, 0]);
  });

  it('is not paid, nor its payment moved, on another one: nothing is written', () => {
    expect(() => payment({ toAccountId: of('ap') })).toThrow(/A\/P account/);
    const { id: paid } = payment();
    expect(() => company.update('BillPayment', paid, { toAccountId: of('ap') }, AT)).toThrow(/A\/P account/);
    expect([company.balance(of('apTrade')), company.balance(of('ap'))]).toEqual([-60_00, 0]);
  });
});

describe('an invoice with a deposit', () => {
  const invoice = (deposit: number, more: Partial<PostInput> = {}): Txn =>
    post({
      type: 'Invoice',
      party: customer(),
      lines: [{ accountId: of('sales'), amount: 1_000_00 }],
      deposit,
      ...more,
    });

  it('puts the rest on the receivable and the deposit where it went: Undeposited Funds, or the account given', () => {
    expect(legs(invoice(200_00))).toEqual({ ar: 800_00, uf: 200_00, sales: -1_000_00 });
    const made = invoice(200_00, { toAccountId: of('bank') });
    expect(legs(made)).toEqual({ ar: 800_00, bank: 200_00, sales: -1_000_00 });
    expect(company.openBalance(made)).toBe(800_00);
  });

  it('is open by the rest, and paid with it', () => {
    const made = invoice(200_00);
    const pay = (total: number): Txn =>
      post({ type: 'Payment', party: customer(), total, links: [{ type: 'Invoice', id: made.id, amount: total }] });
    expect(() => pay(800_01)).toThrow('less open');
    pay(800_00);
    expect(company.openBalance(made)).toBe(0);
    expect(() => company.update('Invoice', made.id, { deposit: 200_01 }, AT)).toThrow('applied');
  });

  it('takes no deposit above its total, and has none once void', () => {
    expect(() => invoice(1_000_01)).toThrow('deposit');
    expect(() => invoice(-1)).toThrow('deposit');
    const gone = company.voidTxn('Invoice', invoice(1_000_00).id, AT);
    expect([gone.deposit, company.entries(gone), company.openBalance(gone)]).toEqual([undefined, [], 0]);
  });
});

describe('foreign currency', () => {
  it('keeps entries in home currency and puts the difference on exchange gain or loss', () => {
    const party = { kind: 'Customer' as const, id: of('euroCustomer'), name: 'Berta' };
    const due = post({ type: 'Invoice', party, rate: 1.1, lines: [{ accountId: of('sales'), amount: 33_333 }] });
    expect(due.currency).toBe('EUR');
    expect(legs(due)).toEqual({ arEuro: 36_666, sales: -36_666 });
    const first = post({
      type: 'Payment',
      party,
      rate: 1.2,
      accountId: of('euros'),
      links: [{ type: 'Invoice', id: due.id, amount: 11_111 }],
    });
    expect(legs(first)).toEqual({ euros: 13_333, arEuro: -12_222, exchange: -1_111 });
    post({
      type: 'Payment',
      party,
      rate: 1.05,
      accountId: of('euros'),
      links: [{ type: 'Invoice', id: due.id, amount: 22_222 }],
    });
    expect(company.balance(of('arEuro'))).toBe(0);
    expect(company.entries(first)[0]?.foreign).toEqual({ currency: 'EUR', debit: 11_111, credit: 0 });
  });
});

describe('rounding of foreign lines', () => {
  it('gives the odd cent to the largest line, and keeps the receivable at the rate', () => {
    const party = { kind: 'Customer' as const, id: of('euroCustomer'), name: 'Berta' };
    const lines = [
      { accountId: of('sales'), amount: 33 },
      { accountId: of('cost'), amount: 35 },
      { accountId: of('tax'), amount: 32, tax: true },
    ];
    const due = post({ type: 'Invoice', party, rate: 1.105, lines });
    expect(legs(due)).toEqual({ arEuro: 111, sales: -36, cost: -40, tax: -35 });
  });
});

describe('refusals change nothing', () => {
  const state = () =>
    JSON.stringify([company.txns(), company.accounts().map((account) => company.balance(account.id))]);

  it.each([
    ['unbalanced', () => post({ type: 'JournalEntry', lines: [{ accountId: of('bank'), amount: 5, side: 'debit' }] })],
    ['unknown-account', () => post({ type: 'Bill', party: vendor(), lines: [{ accountId: '999', amount: 5 }] })],
    [
      'unknown-party',
      () =>
        post({
          type: 'Bill',
          party: { kind: 'Vendor', id: '77', name: 'No' },
          lines: [{ accountId: of('cost'), amount: 5 }],
        }),
    ],
    ['bad-amount', () => post({ type: 'Bill', party: vendor(), lines: [{ accountId: of('cost'), amount: 0.5 }] })],
    [
      'over-applied',
      () =>
        post({
          type: 'BillPayment',
          party: vendor(),
          accountId: of('bank'),
          links: [{ type: 'Bill', id: bill(100).id, amount: 101 }],
        }),
    ],
    [
      'unknown-txn',
      () => post({ type: 'Payment', party: customer(), links: [{ type: 'Invoice', id: '12345', amount: 1 }] }),
    ],
  ])('%s', (code, attempt) => {
    invoice(100);
    const before = code === 'over-applied' ? '' : state();
    expect(attempt).toThrow(expect.objectContaining({ code }));
    if (before !== '') expect(state()).toBe(before);
  });
});

describe('voids, deletions and changes', () => {
  it('keeps a voided row with zeros and takes a deleted one out of the reports', () => {
    const voided = invoice(5_000);
    const deleted = invoice(7_000);
    company.voidTxn('Invoice', voided.id, AT);
    company.deleteTxn('Invoice', deleted.id, AT);
    expect(voided).toMatchObject({ voided: true, total: 0, memo: 'Voided', syncToken: 1, lines: [{ amount: 0 }] });
    expect(deleted).toMatchObject({ deleted: true, total: 7_000 });
    expect(company.balance(of('ar'))).toBe(0);
    expect(company.txns('Invoice')).toHaveLength(2);
    expect(company.openDocuments('Invoice')).toEqual([]);
  });

  it('refuses to void what is deposited or paid, and frees an invoice when its payment is voided', () => {
    const due = invoice(5_000);
    const paid = post({ type: 'Payment', party: customer(), links: [{ type: 'Invoice', id: due.id, amount: 5_000 }] });
    expect(() => company.voidTxn('Invoice', due.id, AT)).toThrow(expect.objectContaining({ code: 'has-applications' }));
    const deposit = post({
      type: 'Deposit',
      accountId: of('bank'),
      links: [{ type: 'Payment', id: paid.id, amount: 5_000 }],
    });
    expect(() => company.deleteTxn('Payment', paid.id, AT)).toThrow(expect.objectContaining({ code: 'deposited' }));
    company.deleteTxn('Deposit', deposit.id, AT);
    company.voidTxn('Payment', paid.id, AT);
    expect(company.openBalance(due)).toBe(5_000);
    expect(company.openDocuments('Invoice')).toEqual([due]);
  });

  it('posts a change anew, on its new date, and counts applications only up to a date', () => {
    const due = bill(4_000);
    post({
      type: 'BillPayment',
      date: '2026-01-20',
      party: vendor(),
      accountId: of('bank'),
      links: [{ type: 'Bill', id: due.id, amount: 1_000 }],
    });
    company.update('Bill', due.id, { date: '2026-01-05', lines: [{ accountId: of('cost'), amount: 4_400 }] }, AT);
    expect(company.balance(of('cost'), '2026-01-04')).toBe(0);
    expect(company.balance(of('cost'), '2026-01-05')).toBe(4_400);
    expect([company.openBalance(due), company.openBalance(due, '2026-01-19')]).toEqual([3_400, 4_400]);
    expect(() => company.update('Bill', due.id, { lines: [{ accountId: of('cost'), amount: 900 }] }, AT)).toThrow(
      expect.objectContaining({ code: 'over-applied' }),
    );
    expect([...company.entriesBetween('2026-01-05', '2026-01-05')].map(({ txn }) => txn.id)).toEqual([due.id, due.id]);
  });
});
