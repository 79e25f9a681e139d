import { addDays } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import type { AccountType } from '../../ledger/types.js';
import { invalidParameter, unsupportedOperation } from '../faults.js';
import { accountRows, type AccountAmounts, type RowBlock } from './accountRows.js';
import { cashView } from './cashBasis.js';
import { accrualView, isDebitNatural, type LedgerView, type ReportAccount } from './ledgerView.js';
import { columnPeriods, periodOf, type Period } from './period.js';
import type { Column } from './reportShape.js';

/** What a report request brings. */
export interface ReportRequest {
  company: Company;
  query: URLSearchParams;
  /** The company's date. */
  today: string;
  now: Date;
}

/** A statement's columns and figures. */
export interface StatementContext {
  view: LedgerView;
  basis: 'Accrual' | 'Cash';
  period: Period;
  periods: Period[];
  summarizedBy: string;
  startMonth: number;
}

const SUMMARIES = ['Total', 'Month', 'Quarter', 'Year'];

/** Cash or Accrual as asked; Accrual when not. Refuses anything else. */
export function basisOf(query: URLSearchParams): 'Accrual' | 'Cash' {
  const asked = (query.get('accounting_method') ?? '').toLowerCase();
  if (asked === 'cash') return 'Cash';
  if (asked !== '' && asked !== 'accrual') throw invalidParameter('accounting_method', asked);
  return 'Accrual';
}

/** Reads the parameters shared by the statements. Refuses columns by customer, vendor, class and the like. */
export function statementContext({ company, query, today }: ReportRequest, accrualOnly = false): StatementContext {
  const startMonth = company.profile.fiscalYearStartMonth;
  const period = periodOf(query, today, startMonth);
  const asked = query.get('summarize_column_by') ?? 'Total';
  const summarizedBy = SUMMARIES.find((s) => s.toLowerCase() === asked.toLowerCase());
  if (summarizedBy === undefined) throw unsupportedOperation(`summarize_column_by=${asked}`);
  const basis = accrualOnly ? 'Accrual' : basisOf(query);
  return {
    view: basis === 'Cash' ? cashView(company) : accrualView(company),
    basis,
    period,
    periods: columnPeriods(period, summarizedBy, startMonth),
    summarizedBy,
    startMonth,
  };
}

/** The leading column and one of money a period. */
export function statementColumns(context: StatementContext, withTotal: boolean): Column[] {
  const { periods, summarizedBy } = context;
  const account: Column = { title: '', type: 'Account', key: 'account' };
  const total: Column = { title: 'Total', type: 'Money', key: 'total' };
  if (summarizedBy === 'Total') return [account, total];
  const each = periods.map(({ start, end }): Column => ({ title: `${start} - ${end}`, type: 'Money', key: start }));
  return withTotal ? [account, ...each, total] : [account, ...each];
}

/** Natural-sign balances at each column's end. */
export function balancesAt(context: StatementContext, account: ReportAccount): number[] {
  const sign = isDebitNatural(account.type) ? 1 : -1;
  return context.periods.map(({ end }) => sign * context.view.balance(account.key, end));
}

/** Debit-positive changes over each column; the last one over the whole period when there are several columns. */
export function changes(context: StatementContext, key: string): number[] {
  const over = ({ start, end }: Period): number =>
    context.view.balance(key, end) - context.view.balance(key, addDays(start, -1));
  const each = context.periods.map(over);
  return context.summarizedBy === 'Total' ? each : [...each, over(context.period)];
}

const byName = (a: ReportAccount, b: ReportAccount): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The block of all accounts of some types, with their figures. */
export function typeBlock(
  context: StatementContext,
  types: readonly AccountType[],
  figures: (account: ReportAccount) => number[],
  width: number,
  keep: (account: ReportAccount) => boolean = () => true,
): RowBlock {
  const list: AccountAmounts[] = context.view
    .accounts()
    .filter((a) => types.includes(a.type) && keep(a))
    .toSorted(byName)
    .map((account) => ({ account, amounts: figures(account) }));
  return accountRows(list, width);
}
