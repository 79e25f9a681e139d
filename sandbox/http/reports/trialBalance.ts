import { addDays } from '../../ledger/calendar.js';
import { earlierProfit, isProfitAccount, retainedEarnings, type LedgerView, type ReportAccount } from './ledgerView.js';
import { accountOrder } from './accountOrder.js';
import { fiscalYearStart } from './period.js';
import { dataRow, money, moneyOrBlank, report, text, type Cell, type Column, type Row } from './reportShape.js';
import { statementContext, type ReportRequest, type StatementContext } from './statementContext.js';

/** Balance-sheet accounts to date, income and expense since the fiscal year began, earlier profit in retained earnings. */
function balanceAt(
  { view, startMonth }: StatementContext,
  account: ReportAccount,
  retained: ReportAccount,
  end: string,
): number {
  const balance = view.balance(account.key, end);
  if (account.key === retained.key) return balance - earlierProfit(view, end, startMonth);
  return isProfitAccount(account)
    ? balance - view.balance(account.key, addDays(fiscalYearStart(end, startMonth), -1))
    : balance;
}

/** The same balances, each looked up once: every month asks for those at the start of its fiscal year. */
function remembering(view: LedgerView): LedgerView {
  const known = new Map<string, number>();
  const balance = (key: string, asOf: string): number => {
    const name = `${asOf} ${key}`;
    const found = known.get(name) ?? view.balance(key, asOf);
    known.set(name, found);
    return found;
  };
  return { accounts: () => view.accounts(), balance };
}

const bothSides = (balances: readonly number[], cell: (minor: number) => Cell): Cell[] =>
  balances.flatMap((balance) => [cell(Math.max(balance, 0)), cell(Math.max(-balance, 0))]);

/** Debit and credit; a pair for each period where columns stand for periods, told by their dates. */
function columns({ periods, summarizedBy }: StatementContext): Column[] {
  const account: Column = { title: '', type: 'Account', key: 'account' };
  if (summarizedBy === 'Total')
    return [
      account,
      { title: 'Debit', type: 'Money', key: 'debit' },
      { title: 'Credit', type: 'Money', key: 'credit' },
    ];
  const pairs = periods.flatMap((period): Column[] => [
    { title: 'Debit', type: 'Money', key: 'debt_amt', period },
    { title: 'Credit', type: 'Money', key: 'credit_amt', period },
  ]);
  return [account, ...pairs];
}

function grandTotal(lists: readonly (readonly number[])[], width: number): Row {
  const sums = Array.from({ length: width }, (_, at) => {
    const column = lists.map((list) => list[at] ?? 0);
    return [
      money(column.reduce((sum, b) => sum + Math.max(b, 0), 0)),
      money(column.reduce((sum, b) => sum + Math.max(-b, 0), 0)),
    ];
  });
  return { Summary: { ColData: [text('TOTAL'), ...sums.flat()] }, type: 'Section', group: 'GrandTotal' };
}

/**
 * GET /reports/TrialBalance: one line an account with a balance, debit or credit. Columns by month, quarter or year
 * show the balances at the end of each, as the report of that end date alone would.
 */
export function trialBalance(request: ReportRequest): Record<string, unknown> {
  const asked = statementContext(request);
  const view = remembering(asked.view);
  const context = { ...asked, view };
  const { period, periods } = context;
  const retained = retainedEarnings(view);
  const accounts = view.accounts().includes(retained) ? view.accounts() : [...view.accounts(), retained];
  const ends = context.summarizedBy === 'Total' ? [period.end] : periods.map(({ end }) => end);
  const lines = accounts
    .toSorted(accountOrder)
    .map((account) => ({ account, balances: ends.map((end) => balanceAt(context, account, retained, end)) }))
    .filter(({ balances }) => balances.some((balance) => balance !== 0));
  const rows = lines.map(({ account, balances }) =>
    dataRow([text(account.fullName, account.id), ...bothSides(balances, moneyOrBlank)]),
  );
  const noData = rows.length === 0;
  if (!noData)
    rows.push(
      grandTotal(
        lines.map(({ balances }) => balances),
        ends.length,
      ),
    );
  return report({
    name: 'TrialBalance',
    basis: context.basis,
    start: period.start,
    end: period.end,
    summarizedBy: context.summarizedBy,
    currency: request.company.profile.homeCurrency,
    columns: columns(context),
    rows,
    noData,
    now: request.now,
  });
}
