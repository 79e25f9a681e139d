import type { AccountType } from '../../ledger/types.js';
import { isDebitNatural } from './ledgerView.js';
import { addUp, report, section, summaryOnly, type Row } from './reportShape.js';
import { changes, statementColumns, statementContext, typeBlock, type ReportRequest } from './statementContext.js';

const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, at) => value - (b[at] ?? 0));

/** GET /reports/ProfitAndLoss. Income and expense in natural sign; calculated lines have only a summary. */
export function profitAndLoss(request: ReportRequest): Record<string, unknown> {
  const context = statementContext(request);
  const columns = statementColumns(context, true);
  const width = columns.length - 1;
  const block = (type: AccountType) =>
    typeBlock(context, [type], (a) => changes(context, a.key).map((c) => (isDebitNatural(a.type) ? c : -c)), width);
  const [income, cogs, expenses] = [block('Income'), block('Cost of Goods Sold'), block('Expense')];
  const [otherIncome, otherExpenses] = [block('Other Income'), block('Other Expense')];
  const gross = minus(income.totals, cogs.totals);
  const operating = minus(gross, expenses.totals);
  const other = minus(otherIncome.totals, otherExpenses.totals);
  const hasOther = otherIncome.rows.length + otherExpenses.rows.length > 0;
  const rows: Row[] = [
    section('Income', income.rows, income.totals, 'Income'),
    ...(cogs.rows.length > 0 ? [section('Cost of Goods Sold', cogs.rows, cogs.totals, 'COGS')] : []),
    summaryOnly('Gross Profit', gross, 'GrossProfit'),
    section('Expenses', expenses.rows, expenses.totals, 'Expenses'),
    summaryOnly('Net Operating Income', operating, 'NetOperatingIncome'),
    ...(otherIncome.rows.length > 0
      ? [section('Other Income', otherIncome.rows, otherIncome.totals, 'OtherIncome')]
      : []),
    ...(otherExpenses.rows.length > 0
      ? [section('Other Expenses', otherExpenses.rows, otherExpenses.totals, 'OtherExpenses')]
      : []),
    ...(hasOther ? [summaryOnly('Net Other Income', other, 'NetOtherIncome')] : []),
    summaryOnly('Net Income', addUp([operating, other], width), 'NetIncome'),
  ];
  return report({
    name: 'ProfitAndLoss',
    basis: context.basis,
    start: context.period.start,
    end: context.period.end,
    summarizedBy: context.summarizedBy,
    currency: request.company.profile.homeCurrency,
    columns,
    rows,
    noData: income.rows.length + cogs.rows.length + expenses.rows.length === 0 && !hasOther,
    now: request.now,
  });
}
