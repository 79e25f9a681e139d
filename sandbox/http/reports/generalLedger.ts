import { addDays } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import type { Entry, Txn } from '../../ledger/types.js';
import { unsupportedOperation } from '../faults.js';
import { accountOrder } from './accountOrder.js';
import { clearing } from './clearing.js';
import { glColumns, type GlColumn, type Sums } from './glColumns.js';
import {
  accrualView,
  earlierProfit,
  isProfitAccount,
  retainedEarnings,
  type LedgerView,
  type ReportAccount,
} from './ledgerView.js';
import { periodOf, type Period } from './period.js';
import { report, text, type Cell, type Row } from './reportShape.js';
import { basisOf, type ReportRequest } from './statementContext.js';

interface Leg {
  txn: Txn;
  entry: Entry;
}

/** What the sections are made from. */
interface Ledger {
  company: Company;
  view: LedgerView;
  legs: Map<string, Leg[]>;
  columns: GlColumn[];
  beginnings: Map<string, { own: number; home: number }>;
  children: Map<string, ReportAccount[]>;
  cleared: ReturnType<typeof clearing>;
}

const NOTHING: Sums = { debit: 0, credit: 0, debitHome: 0, creditHome: 0 };

function add(a: Sums, b: Sums): Sums {
  return {
    debit: a.debit + b.debit,
    credit: a.credit + b.credit,
    debitHome: a.debitHome + b.debitHome,
    creditHome: a.creditHome + b.creditHome,
  };
}

function legsByAccount(company: Company, { start, end }: Period): Map<string, Leg[]> {
  const found = new Map<string, Leg[]>();
  for (const { txn, entry } of company.entriesBetween(start, end)) {
    const list = found.get(entry.accountId);
    if (list) list.push({ txn, entry });
    else found.set(entry.accountId, [{ txn, entry }]);
  }
  return found;
}

/** Balances before the period, home and in the account's own currency; income and expense begin at nothing. */
function beginningBalances(company: Company, view: LedgerView, start: string): Ledger['beginnings'] {
  const before = addDays(start, -1);
  const retained = retainedEarnings(view).key;
  const found = new Map<string, { own: number; home: number }>();
  for (const account of view.accounts()) {
    if (isProfitAccount(account)) continue;
    const rolled = account.key === retained ? earlierProfit(view, start, company.profile.fiscalYearStartMonth) : 0;
    const home = view.balance(account.key, before) - rolled;
    found.set(account.key, { own: home, home });
  }
  const foreign = new Set(
    company
      .accounts()
      .filter((a) => a.currency !== company.profile.homeCurrency)
      .map((a) => a.id),
  );
  if (foreign.size === 0) return found;
  for (const id of foreign) found.set(id, { own: 0, home: found.get(id)?.home ?? 0 });
  for (const { entry } of company.entriesBetween('0000-00-00', before)) {
    const balance = entry.foreign && foreign.has(entry.accountId) ? found.get(entry.accountId) : undefined;
    if (balance && entry.foreign) balance.own += entry.foreign.debit - entry.foreign.credit;
  }
  return found;
}

function beginningRow(ledger: Ledger, account: ReportAccount, balance: { own: number; home: number }): Row {
  const cells = ledger.columns.map((c): Cell => c.beginning?.(balance.own, balance.home, account) ?? text(''));
  return { ColData: [text('Beginning Balance'), ...cells.slice(1)], type: 'Data' };
}

function postingRows(ledger: Ledger, account: ReportAccount): { rows: Row[]; sums: Sums } {
  const balance = ledger.beginnings.get(account.key) ?? { own: 0, home: 0 };
  const rows: Row[] = isProfitAccount(account) ? [] : [beginningRow(ledger, account, balance)];
  const sums = { ...NOTHING };
  for (const { txn, entry } of ledger.legs.get(account.key) ?? []) {
    const { debit, credit } = entry.foreign ?? entry;
    sums.debit += debit;
    sums.credit += credit;
    sums.debitHome += entry.debit;
    sums.creditHome += entry.credit;
    const running = balance.own + sums.debit - sums.credit;
    const runningHome = balance.home + sums.debitHome - sums.creditHome;
    const cleared = entry.cleared || ledger.cleared(txn, entry.accountId);
    const posting = { txn, entry, account, running, runningHome, cleared };
    rows.push({ ColData: ledger.columns.map((column) => column.cell(posting, ledger.company)), type: 'Data' });
  }
  return { rows, sums };
}

/**
 * An account's section, its sub-accounts nested in its rows. A sub-account's header comes without an id, as recorded.
 * Undefined when neither it nor what is under it has a balance or activity.
 */
function accountSection(ledger: Ledger, account: ReportAccount, depth: number): { row: Row; sums: Sums } | undefined {
  const inner = (ledger.children.get(account.key) ?? []).flatMap(
    (child) => accountSection(ledger, child, depth + 1) ?? [],
  );
  const beginning = ledger.beginnings.get(account.key);
  const active =
    ledger.legs.has(account.key) || (beginning !== undefined && (beginning.home !== 0 || beginning.own !== 0));
  if (!active && inner.length === 0) return undefined;
  const made = active ? postingRows(ledger, account) : { rows: [], sums: NOTHING };
  const sums = inner.reduce((all, { sums: more }) => add(all, more), made.sums);
  const blank = ledger.columns.slice(1).map(() => text(''));
  const title = inner.length > 0 ? `Total for ${account.name} with sub-accounts` : `Total for ${account.name}`;
  const totals = ledger.columns.slice(1).map((column) => column.total?.(sums, account) ?? text(''));
  const row: Row = {
    Header: { ColData: [text(account.name, depth === 0 ? account.id : undefined), ...blank] },
    Rows: { Row: [...made.rows, ...inner.map((section) => section.row)] },
    Summary: { ColData: [text(title), ...totals] },
    type: 'Section',
  };
  return { row, sums };
}

function prepare({ company, query, today }: ReportRequest, period: Period): Ledger {
  const view = accrualView(company);
  const children = new Map<string, ReportAccount[]>();
  for (const account of view.accounts().toSorted(accountOrder)) {
    const under = account.parentKey ?? '';
    children.set(under, [...(children.get(under) ?? []), account]);
  }
  return {
    company,
    view,
    legs: legsByAccount(company, period),
    columns: glColumns(query.get('columns'), company.profile.multiCurrency),
    beginnings: beginningBalances(company, view, period.start),
    children,
    cleared: clearing(company, today),
  };
}

/**
 * GET /reports/GeneralLedger: a section an account with a balance or activity, a row a posting. Accrual only here:
 * a cash-basis ledger is refused. `account` keeps the sections of the top accounts with those ids.
 */
export function generalLedger(request: ReportRequest): Record<string, unknown> {
  const { company, query, today } = request;
  if (basisOf(query) === 'Cash') throw unsupportedOperation('GeneralLedger accounting_method=Cash');
  const period = periodOf(query, today, company.profile.fiscalYearStartMonth);
  const ledger = prepare(request, period);
  const only = query.get('account')?.split(',');
  const tops = (ledger.children.get('') ?? []).filter(
    (a) => only === undefined || (a.id !== undefined && only.includes(a.id)),
  );
  const rows = tops.flatMap((account) => accountSection(ledger, account, 0)?.row ?? []);
  return report({
    name: 'GeneralLedger',
    basis: 'Accrual',
    start: period.start,
    end: period.end,
    currency: company.profile.homeCurrency,
    options: [],
    columns: ledger.columns,
    rows,
    noData: rows.length === 0,
    now: request.now,
  });
}
