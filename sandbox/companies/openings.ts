/** A company's first day: its chart of accounts, items, customers and vendors, and the balances it brings along. */
import type { AccountType, TxnLine } from '../ledger/types.js';
import {
  COMMON_ACCOUNTS,
  FEATURE_ACCOUNTS,
  type AccountDefinition,
  type AccountKey,
  type FeatureAccountKey,
} from './accounts.js';
import { exactly, type Book } from './book.js';
import type { CompanySpec } from './companySpec.js';
import { BANK, Names, emailOf, ownerOf } from './names.js';
import { isPlanted } from './plantedProblems.js';
import { Random } from './random.js';

const PAYROLL_FLOAT = 412;
const FORMER_BANK_BALANCE = 1_240;
const TERMS = [14, 15, 30];

/** Feature accounts that a spec brings with it. */
function featureKeys(spec: CompanySpec): FeatureAccountKey[] {
  const happens = (kind: string): boolean => (spec.events ?? []).some((event) => event.kind === kind);
  const keys: [FeatureAccountKey, boolean][] = [
    ['card', spec.card === true],
    ['savings', (spec.savings ?? 0) > 0],
    ['payrollBank', spec.payrollAccount === true],
    ['trust', spec.trustAccount === true],
    ['trustLiability', spec.trustAccount === true],
    ['escrow', spec.taxEscrow === true],
    ['oldBank', happens('closesAccount') || isPlanted(spec.name, 'dormant-bank-account')],
    ['loan', spec.loan !== undefined],
    ['newLoan', happens('loan') || happens('loanAndRent')],
    ['creditLine', happens('creditLine')],
    ['vehicles', happens('vehicle')],
    ['vehicleLoan', happens('vehicle')],
    ['exchange', spec.foreign !== undefined],
  ];
  return keys.filter(([, wanted]) => wanted).map(([key]) => key);
}

export function setUp(book: Book): void {
  openAccounts(book);
  listItems(book);
  listParties(book);
  bringBalances(book);
}

function openAccounts(book: Book): void {
  const { spec, company } = book;
  const currency = company.profile.homeCurrency;
  const ids = new Map<string, string>();
  const open = (key: string, { name, type, subType, under }: AccountDefinition, of = currency): void => {
    const parentId = under === undefined ? undefined : ids.get(under);
    const account = company.addAccount(
      { name, type, subType, currency: of, ...(parentId === undefined ? {} : { parentId }) },
      book.at(),
    );
    ids.set(key, account.id);
  };
  for (const [key, definition] of Object.entries(COMMON_ACCOUNTS)) open(key, definition);
  for (const key of featureKeys(spec)) open(key, FEATURE_ACCOUNTS[key]);
  for (const name of spec.trade.incomeAccounts) open(name, { name, type: 'Income', subType: 'ServiceFeeIncome' });
  if (!spec.foreign) return;
  const foreign: [string, AccountType, string][] = [
    [spec.foreign.bank, 'Bank', 'Checking'],
    [`Accounts Receivable (A/R) - ${spec.foreign.currency}`, 'Accounts Receivable', 'AccountsReceivable'],
    [`Accounts Payable (A/P) - ${spec.foreign.currency}`, 'Accounts Payable', 'AccountsPayable'],
  ];
  for (const [name, type, subType] of foreign) open(name, { name, type, subType }, spec.foreign.currency);
}

function listItems(book: Book): void {
  const { spec, company } = book;
  spec.trade.items.forEach((name, index) => {
    const income = spec.trade.incomeAccounts[index % spec.trade.incomeAccounts.length] ?? '';
    const unitPrice = exactly(book.randomOf(`price:${name}`).whole(12, 240));
    company.addItem(
      {
        name,
        kind: index % 3 === 2 ? 'NonInventory' : 'Service',
        incomeAccountId: book.accountNamed(income),
        unitPrice,
      },
      book.at(),
    );
  });
}

function listParties(book: Book): void {
  const { spec, company } = book;
  const names = new Names(spec.realmId);
  const random = new Random(`parties:${spec.realmId}`);
  const home = company.profile.homeCurrency;
  const counter = spec.trade.sales.some(({ kind }) => kind === 'counter');
  for (let index = 0; index < spec.customers; index += 1) {
    const name = counter && index === 0 ? 'Walk-in Customers' : names.customer(spec.trade.customers);
    const currency = spec.foreign && index % 4 === 1 ? spec.foreign.currency : home;
    company.addParty(
      { kind: 'Customer', name, currency, email: emailOf(name), termDays: random.pick(TERMS) },
      book.at(),
    );
  }
  for (const cost of spec.trade.costs) {
    const name = names.vendor(cost.role);
    const contractor =
      cost.contractor === true ? { vendor1099: true, taxIdentifier: `XXXXX${random.whole(1000, 9999)}` } : {};
    company.addParty(
      {
        kind: 'Vendor',
        name,
        currency: home,
        email: emailOf(name),
        ...(cost.termDays === undefined ? {} : { termDays: cost.termDays }),
        ...contractor,
      },
      book.at(),
    );
  }
  for (const name of [names.vendor(BANK), ownerOf(spec.realmId)])
    company.addParty({ kind: 'Vendor', name, currency: home, email: emailOf(name) }, book.at());
}

/** Opening balances against Opening Balance Equity, which a second entry clears unless leaving it open is a planted problem. */
function bringBalances(book: Book): void {
  const { spec, settings } = book;
  const held: [AccountKey, number][] = [['checking', settings.openingChecking]];
  if (book.hasAccount('savings')) held.push(['savings', settings.openingSavings]);
  if (book.hasAccount('payrollBank')) held.push(['payrollBank', exactly(PAYROLL_FLOAT)]);
  if (book.hasAccount('oldBank')) held.push(['oldBank', exactly(FORMER_BANK_BALANCE)]);
  post(book, 'Opening bank balances', held);
  const owned: [AccountKey, number][] = [['equipment', exactly(spec.weeklyIn * 2.1)]];
  if (spec.loan) owned.push(['loan', -exactly(spec.loan.balance)]);
  post(book, 'Opening equipment and loans', owned);
  if (isPlanted(spec.name, 'opening-balance-equity')) return;
  const left = book.company.balance(book.account('openingEquity'));
  if (left === 0) return;
  journal(book, 'Opening balances moved to equity', [
    line(book, 'openingEquity', -left),
    line(book, 'ownerEquity', left),
  ]);
}

function line(book: Book, key: AccountKey, amount: number): TxnLine {
  return { accountId: book.account(key), amount: Math.abs(amount), side: amount < 0 ? 'credit' : 'debit' };
}

function post(book: Book, memo: string, balances: readonly [AccountKey, number][]): void {
  const lines = balances.filter(([, amount]) => amount !== 0).map(([key, amount]) => line(book, key, amount));
  const sum = balances.reduce((total, [, amount]) => total + amount, 0);
  if (lines.length > 0) journal(book, memo, [...lines, line(book, 'openingEquity', -sum)]);
}

function journal(book: Book, memo: string, lines: TxnLine[]): void {
  book.post({
    type: 'JournalEntry',
    number: `J${book.company.txns('JournalEntry').length + 1}`,
    memo,
    lines: lines.filter(({ amount }) => amount !== 0),
  });
}
