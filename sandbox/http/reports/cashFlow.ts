import { addDays } from '../../ledger/calendar.js';
import type { AccountType } from '../../ledger/types.js';
import { isProfitAccount, type ReportAccount } from './ledgerView.js';
import { addUp, money, report, section, summaryOnly, text, type Row } from './reportShape.js';
import {
  changes,
  statementColumns,
  statementContext,
  typeBlock,
  type ReportRequest,
  type StatementContext,
} from './statementContext.js';

const OPERATING: readonly AccountType[] = [
  'Accounts Receivable',
  'Other Current Asset',
  'Accounts Payable',
  'Credit Card',
  'Other Current Liability',
  'Fixed Asset',
];
const INVESTING: readonly AccountType[] = ['Fixed Asset', 'Other Asset'];
const FINANCING: readonly AccountType[] = ['Long Term Liability', 'Equity'];

/** QuickBooks calls every bank account and undeposited funds cash. */
const isCash = (a: ReportAccount): boolean => a.type === 'Bank' || a.subType === 'UndepositedFunds';
const isDepreciation = (a: ReportAccount): boolean =>
  a.subType === 'AccumulatedDepreciation' || a.subType === 'AccumulatedAmortization';

const negated = (list: readonly number[]): number[] => list.map((n) => (n === 0 ? 0 : -n));

function cashAt(context: StatementContext, date: string): number {
  return context.view.accounts().reduce((sum, a) => (isCash(a) ? sum + context.view.balance(a.key, date) : sum), 0);
}

/**
 * GET /reports/CashFlow: indirect method, always accrual. Operating = net income adjusted by the change of every other
 * current account, cards, and accumulated depreciation; investing = fixed and other assets; financing = long-term
 * liabilities and equity.
 */
export function cashFlow(request: ReportRequest): Record<string, unknown> {
  const context = statementContext(request, true);
  const columns = statementColumns(context, true);
  const width = columns.length - 1;
  const moved = (account: ReportAccount): number[] => negated(changes(context, account.key));
  const profit = context.view.accounts().filter(isProfitAccount).map(moved);
  const netIncome = addUp(profit, width);
  const adjusting = typeBlock(
    context,
    OPERATING,
    moved,
    width,
    (a) => !isCash(a) && (a.type !== 'Fixed Asset' || isDepreciation(a)),
  );
  const investing = typeBlock(context, INVESTING, moved, width, (a) => !isDepreciation(a));
  const financing = typeBlock(context, FINANCING, moved, width);
  const operating = addUp([netIncome, adjusting.totals], width);
  const increase = addUp([operating, investing.totals, financing.totals], width);
  const periods = context.summarizedBy === 'Total' ? context.periods : [...context.periods, context.period];
  const beginning = periods.map(({ start }) => cashAt(context, addDays(start, -1)));
  const ending = addUp([beginning, increase], width);
  const title = 'Adjustments to reconcile Net Income to Net Cash provided by operations:';
  const rows: Row[] = [
    section(
      'OPERATING ACTIVITIES',
      [
        { ColData: [text('Net Income'), ...netIncome.map(money)], type: 'Data', group: 'NetIncome' },
        section(title, adjusting.rows, adjusting.totals, 'OperatingAdjustments', `Total ${title}`),
      ],
      operating,
      'OperatingActivities',
      'Net cash provided by operating activities',
    ),
    ...(investing.rows.length === 0
      ? []
      : [
          section(
            'INVESTING ACTIVITIES',
            investing.rows,
            investing.totals,
            'InvestingActivities',
            'Net cash provided by investing activities',
          ),
        ]),
    ...(financing.rows.length === 0
      ? []
      : [
          section(
            'FINANCING ACTIVITIES',
            financing.rows,
            financing.totals,
            'FinancingActivities',
            'Net cash provided by financing activities',
          ),
        ]),
    summaryOnly('Net cash increase for period', increase, 'CashIncrease'),
    { ColData: [text('Cash at beginning of period'), ...beginning.map(money)], type: 'Data', group: 'BeginningCash' },
    summaryOnly('Cash at end of period', ending, 'EndingCash'),
  ];
  return report({
    name: 'CashFlow',
    start: context.period.start,
    end: context.period.end,
    summarizedBy: context.summarizedBy,
    currency: request.company.profile.homeCurrency,
    columns,
    rows,
    noData: [...beginning, ...ending, ...operating].every((n) => n === 0),
    now: request.now,
  });
}
