import type { Account } from '../../../domain/books.js';
import { cents } from '../../../domain/money.js';
import { RETAINED_EARNINGS } from '../../../domain/trialBalance.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import type { Json } from '../answer.js';
import { UnknownAccount, unreadable } from '../quickBooksError.js';
import { AccountNames } from './accountNames.js';
import { Fields } from './fields.js';
import { amountAt, cellAt, column, linesOf, readReport } from './reportTree.js';

const REPORT = 'TrialBalance';
const DEBIT = /^(debt_amt|debit)$/;
const CREDIT = /^(credit_amt|credit)$/;

/** Balances at the end of each month ('YYYY-MM'), debit positive, by account. */
export type MonthlyTrialBalance = Map<string, Map<string, Cents>>;

interface MonthColumns {
  readonly month: string;
  debit?: number;
  credit?: number;
}

/** What to ask the TrialBalance report for, so that it comes by month; both days included. */
export function monthlyTrialBalanceParameters(from: IsoDate, to: IsoDate): Record<string, string> {
  return { start_date: from, end_date: to, accounting_method: 'Accrual', summarize_column_by: 'Month' };
}

/**
 * TrialBalance by month. Its columns are found by ColKey, and their month by StartDate and EndDate; the first and the
 * last month may be parts of one. Retained Earnings may stand there without an account. Null when the report did not come
 * by month, which QuickBooks does not promise of every report. Throws `unreadable` on a month with one column of two, a
 * month twice, a column of more than one month, and an account that is not known.
 */
export function readMonthlyTrialBalance(json: Json, accounts: readonly Account[]): MonthlyTrialBalance | null {
  const report = readReport(json, REPORT);
  const months = monthsOf(json);
  if (months.length === 0) return null;
  const balances: MonthlyTrialBalance = new Map(months.map(({ month }) => [month, new Map()]));
  if (report.rows.length === 0) return balances;
  const name = column(report, 'account');
  const names = new AccountNames(accounts);
  for (const { line, within } of linesOf(report.rows)) {
    const account = names.ofSection([...within, line]);
    const shown = cellAt(line.cells, name);
    if (!account && !/^retained earnings$/i.test(shown.value))
      throw new UnknownAccount(`${line.place}: an account that is not known`, shown);
    const id = account?.id ?? RETAINED_EARNINGS;
    for (const { month, debit, credit } of months) {
      const balance =
        amountAt(report, line.cells, debit, line.place) - amountAt(report, line.cells, credit, line.place);
      const ofMonth = balances.get(month);
      ofMonth?.set(id, cents((ofMonth.get(id) ?? 0) + balance));
    }
  }
  return balances;
}

function monthsOf(json: Json): Required<MonthColumns>[] {
  const report = new Fields(json, REPORT);
  const by = report.object('Header').optionalText('SummarizeColumnsBy');
  if (by !== null && !/^months?$/i.test(by)) return [];
  const months = new Map<string, MonthColumns>();
  const columns = report.optionalObject('Columns')?.list('Column') ?? [];
  columns.forEach((each, position) => place(months, each, position));
  return [...months.values()].map(({ month, debit, credit }) => {
    if (debit === undefined || credit === undefined)
      throw unreadable(`${REPORT}.Columns: ${month} without debit or credit`);
    return { month, debit, credit };
  });
}

/** Columns without a span (the account's name, totals) are no month's. */
function place(months: Map<string, MonthColumns>, each: Fields, position: number): void {
  const values = new Map(each.list('MetaData').map((meta) => [meta.text('Name'), meta.optionalText('Value')]));
  const [key, from, to] = ['ColKey', 'StartDate', 'EndDate'].map((name) => values.get(name) ?? null);
  if (!key || !from || !to) return;
  const month = from.slice(0, 7);
  if (!/^\d{4}-\d{2}$/.test(month) || to.slice(0, 7) !== month)
    throw unreadable(`${each.place}: not one month`, { from, to });
  const side = DEBIT.test(key) ? 'debit' : CREDIT.test(key) ? 'credit' : null;
  if (!side) throw unreadable(`${each.place}: neither debit nor credit`, key);
  const columns = months.get(month) ?? { month };
  if (columns[side] !== undefined) throw unreadable(`${each.place}: ${month} twice`, key);
  columns[side] = position;
  months.set(month, columns);
}
