import type { Account } from '../../../domain/books.js';
import { cents } from '../../../domain/money.js';
import type { ReportBalance } from '../../../domain/tieOutInput.js';
import { RETAINED_EARNINGS } from '../../../domain/trialBalance.js';
import type { Cents } from '../../../domain/units.js';
import type { Json } from '../answer.js';
import { UnknownAccount, unreadable } from '../quickBooksError.js';
import { AccountNames } from './accountNames.js';
import { amountAt, cellAt, column, linesOf, readReport, type ReportRow, type ReportTree } from './reportTree.js';

const ASSETS = new Set(['Bank', 'Accounts Receivable', 'Other Current Asset', 'Fixed Asset', 'Other Asset']);

/** TrialBalance: every account's balance, debit positive. Retained Earnings may stand there without an account. */
export function readTrialBalance(json: Json, accounts: readonly Account[]): ReportBalance[] {
  const report = readReport(json, 'TrialBalance');
  if (report.rows.length === 0) return [];
  const [name, debit, credit] = [column(report, 'account'), column(report, 'debit'), column(report, 'credit')];
  const names = new AccountNames(accounts);
  return [...linesOf(report.rows)].map(({ line, within }) => {
    const account = names.ofSection([...within, line]);
    const isRetained = /^retained earnings$/i.test(cellAt(line.cells, name).value);
    if (!account && !isRetained)
      throw new UnknownAccount(`${line.place}: an account that is not known`, cellAt(line.cells, name));
    const balance = amountAt(report, line.cells, debit, line.place) - amountAt(report, line.cells, credit, line.place);
    return { accountId: account?.id ?? RETAINED_EARNINGS, balance: cents(balance) };
  });
}

/** BalanceSheet: the asset accounts' balances, debit positive. A parent's own balance stands in its section's header. */
export function readBalanceSheet(json: Json, accounts: readonly Account[]): ReportBalance[] {
  const report = readReport(json, 'BalanceSheet');
  const total = report.rows.length === 0 ? 0 : column(report, 'total');
  const names = new AccountNames(accounts);
  const balances: ReportBalance[] = [];
  const visit = (row: ReportRow, path: readonly ReportRow[]): void => {
    const here = [...path, row];
    // Groups of the report have no id and no account's name; lines of equity and liabilities are not needed.
    const account = row.cells.length > 0 ? names.ofSection(here) : null;
    if (account && ASSETS.has(account.type)) {
      balances.push({ accountId: account.id, balance: amountAt(report, row.cells, total, row.place) });
    }
    for (const inner of row.rows) visit(inner, here);
  };
  for (const row of report.rows) visit(row, []);
  return balances;
}

/** CashFlow: the period's net cash increase, by its group. */
export function readCashFlow(json: Json): { readonly netCashIncrease: Cents } {
  const report = readReport(json, 'CashFlow');
  const row = report.rows.find(({ group }) => group === 'CashIncrease');
  if (!row && report.rows.length > 0) throw unreadable('CashFlow: no row of the group CashIncrease');
  if (!row) return { netCashIncrease: cents(0) };
  const cells = row.summary.length > 0 ? row.summary : row.cells;
  return { netCashIncrease: amountAt(report, cells, totalColumn(report), row.place) };
}

/** AgedPayables or AgedReceivables: the grand total; 0 when the report has no rows. */
export function readAgingTotal(json: Json, name: 'AgedPayables' | 'AgedReceivables'): Cents {
  const report = readReport(json, name);
  if (report.rows.length === 0) return cents(0);
  const row = report.rows.find(({ group }) => group === 'GrandTotal');
  if (!row) throw unreadable(`${name}: no row of the group GrandTotal`);
  const cells = row.summary.length > 0 ? row.summary : row.cells;
  return amountAt(report, cells, totalColumn(report), row.place);
}

/** The total stands in the column of that key; where columns carry none, in the last. */
function totalColumn(report: ReportTree): number {
  return report.columns.get('total') ?? report.width - 1;
}
