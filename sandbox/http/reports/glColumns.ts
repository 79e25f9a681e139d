import type { Company } from '../../ledger/company.js';
import type { Entry, Txn } from '../../ledger/types.js';
import { pacific } from '../pacificTime.js';
import { isDebitNatural, type ReportAccount } from './ledgerView.js';
import { money, moneyOrBlank, text, type Cell, type Column } from './reportShape.js';
import { shownTxnId, txnName } from './txnNames.js';

/** One posting under one account. */
interface Posting {
  txn: Txn;
  entry: Entry;
  account: ReportAccount;
  /** Debit-positive running balance after it: the account's own currency, and home. */
  running: number;
  runningHome: number;
  cleared: boolean;
}

/** Sums of a section, minor units: the account's own currency, and home. */
export interface Sums {
  debit: number;
  credit: number;
  debitHome: number;
  creditHome: number;
}

export interface GlColumn extends Column {
  cell(posting: Posting, company: Company): Cell;
  /** The section's total, for columns that add up. */
  total?(sums: Sums, account: ReportAccount | undefined): Cell;
  /** The beginning balance, where the column shows one. */
  beginning?(own: number, home: number, account: ReportAccount): Cell;
  homeOnly?: boolean;
}

const natural = (account: ReportAccount | undefined, debitPositive: number): number =>
  account === undefined || isDebitNatural(account.type) ? debitPositive : debitPositive === 0 ? 0 : -debitPositive;

const own = (entry: Entry): { debit: number; credit: number } => entry.foreign ?? entry;

/** The account on the other side: the only other one, the document's own account for its lines, else "-Split-". */
function splitCell({ txn, entry }: Posting, company: Company): Cell {
  const legs = company.entries(txn);
  const others = new Set<string>();
  for (const leg of legs) if (leg !== entry && leg.accountId !== entry.accountId) others.add(leg.accountId);
  const main = txn.accountId;
  const only =
    others.size === 1
      ? [...others][0]
      : main !== undefined && main !== entry.accountId && others.has(main)
        ? main
        : undefined;
  const account = only === undefined ? undefined : company.account(only);
  return account ? text(company.fullName(account), account.id) : text(others.size === 0 ? '' : '-Split-');
}

function nameCell({ txn, entry }: Posting, company: Company): Cell {
  const party = entry.party ?? txn.party;
  if (!party) return text('');
  const known = party.kind === 'Employee' ? undefined : company.party(party.id, party.kind);
  return text(known?.name ?? party.name, party.id);
}

const plainColumns: GlColumn[] = [
  { key: 'tx_date', title: 'Date', type: 'Date', cell: ({ txn }) => text(txn.date) },
  {
    key: 'txn_type',
    title: 'Transaction Type',
    type: 'String',
    cell: ({ txn }) => text(txnName(txn), shownTxnId(txn)),
  },
  { key: 'doc_num', title: 'Num', type: 'String', cell: ({ txn }) => text(txn.number ?? '') },
  { key: 'name', title: 'Name', type: 'String', cell: nameCell },
  {
    key: 'memo',
    title: 'Memo/Description',
    type: 'String',
    cell: ({ txn, entry }) => text(entry.memo ?? txn.memo ?? ''),
  },
  { key: 'split_acc', title: 'Split', type: 'String', cell: splitCell },
  { key: 'is_cleared', title: 'Clr', type: 'String', cell: ({ cleared }) => text(cleared ? 'C' : '') },
  { key: 'account_name', title: 'Account', type: 'String', cell: ({ account }) => text(account.fullName, account.id) },
  { key: 'create_date', title: 'Create Date', type: 'Date', cell: ({ txn }) => text(pacific(txn.createdAt)) },
  { key: 'last_mod_date', title: 'Last Modified', type: 'Date', cell: ({ txn }) => text(pacific(txn.updatedAt)) },
  { key: 'is_adj', title: 'Adj', type: 'String', cell: () => text('No') },
];

const moneyColumns: GlColumn[] = [
  {
    key: 'debt_amt',
    title: 'Debit',
    type: 'Money',
    cell: ({ entry }) => moneyOrBlank(own(entry).debit),
    total: ({ debit }) => money(debit),
  },
  {
    key: 'credit_amt',
    title: 'Credit',
    type: 'Money',
    cell: ({ entry }) => moneyOrBlank(own(entry).credit),
    total: ({ credit }) => money(credit),
  },
  {
    key: 'subt_nat_amount',
    title: 'Amount',
    type: 'Money',
    cell: ({ entry, account }) => money(natural(account, own(entry).debit - own(entry).credit)),
    total: ({ debit, credit }, account) => money(natural(account, debit - credit)),
  },
  {
    key: 'rbal_nat_amount',
    title: 'Balance',
    type: 'Money',
    cell: ({ running, account }) => money(natural(account, running)),
    beginning: (balance, _home, account) => money(natural(account, balance)),
  },
];

const homeColumns: GlColumn[] = [
  {
    key: 'debt_home_amt',
    title: 'Debit (home)',
    type: 'Money',
    homeOnly: true,
    cell: ({ entry }) => moneyOrBlank(entry.debit),
    total: ({ debitHome }) => money(debitHome),
  },
  {
    key: 'credit_home_amt',
    title: 'Credit (home)',
    type: 'Money',
    homeOnly: true,
    cell: ({ entry }) => moneyOrBlank(entry.credit),
    total: ({ creditHome }) => money(creditHome),
  },
  {
    key: 'subt_nat_home_amount',
    title: 'Amount (home)',
    type: 'Money',
    homeOnly: true,
    cell: ({ entry, account }) => money(natural(account, entry.debit - entry.credit)),
    total: ({ debitHome, creditHome }, account) => money(natural(account, debitHome - creditHome)),
  },
  {
    key: 'rbal_nat_home_amount',
    title: 'Balance (home)',
    type: 'Money',
    homeOnly: true,
    cell: ({ runningHome, account }) => money(natural(account, runningHome)),
    beginning: (_own, balance, account) => money(natural(account, balance)),
  },
  { key: 'currency', title: 'Currency', type: 'String', homeOnly: true, cell: ({ txn }) => text(txn.currency) },
  {
    key: 'exch_rate',
    title: 'Exchange Rate',
    type: 'String',
    homeOnly: true,
    cell: ({ txn }) => text(String(txn.rate)),
  },
];

const ALL = new Map([...plainColumns, ...moneyColumns, ...homeColumns].map((column) => [column.key, column]));
const DEFAULTS = 'tx_date,txn_type,doc_num,name,memo,split_acc,subt_nat_amount,rbal_nat_amount';
const HOME_DEFAULTS = 'tx_date,txn_type,doc_num,name,memo,split_acc,subt_nat_home_amount,rbal_nat_home_amount';

/** The columns asked for, in the order asked; unknown ones are left out, home amounts too where one currency is kept. */
export function glColumns(asked: string | null, multiCurrency: boolean): GlColumn[] {
  const keys = (asked === null || asked.trim() === '' ? (multiCurrency ? HOME_DEFAULTS : DEFAULTS) : asked).split(',');
  const found = keys.flatMap((key) => ALL.get(key.trim().toLowerCase()) ?? []);
  return found.filter((column) => multiCurrency || column.homeOnly !== true);
}
