import { addDays } from '../../ledger/calendar.js';
import { earlierProfit, isProfitAccount, retainedEarnings, type ReportAccount } from './ledgerView.js';
import { accountOrder } from './accountOrder.js';
import { fiscalYearStart } from './period.js';
import { dataRow, money, moneyOrBlank, report, text, type Row } from './reportShape.js';
import { statementContext, type ReportRequest, type StatementContext } from './statementContext.js';

/** Balance-sheet accounts to date, income and expense since the fiscal year began, earlier profit in retained earnings. */
function balanceOf(
  { view, period, startMonth }: StatementContext,
  account: ReportAccount,
  retained: ReportAccount,
): number {
  const balance = view.balance(account.key, period.end);
  if (account.key === retained.key) return balance - earlierProfit(view, period.end, startMonth);
  return isProfitAccount(account)
    ? balance - view.balance(account.key, addDays(fiscalYearStart(period.end, startMonth), -1))
    : balance;
}

/** GET /reports/TrialBalance: one line an account with a balance, by full name, debit or credit. */
export function trialBalance(request: ReportRequest): Record<string, unknown> {
  const context = statementContext(request);
  const { view, period } = context;
  const retained = retainedEarnings(view);
  const accounts = view.accounts().includes(retained) ? view.accounts() : [...view.accounts(), retained];
  let debits = 0;
  let credits = 0;
  const rows: Row[] = [];
  for (const account of accounts.toSorted(accountOrder)) {
    const balance = balanceOf(context, account, retained);
    if (balance === 0) continue;
    debits += Math.max(balance, 0);
    credits += Math.max(-balance, 0);
    rows.push(
      dataRow([
        text(account.fullName, account.id),
        moneyOrBlank(Math.max(balance, 0)),
        moneyOrBlank(Math.max(-balance, 0)),
      ]),
    );
  }
  const noData = rows.length === 0;
  if (!noData)
    rows.push({
      Summary: { ColData: [text('TOTAL'), money(debits), money(credits)] },
      type: 'Section',
      group: 'GrandTotal',
    });
  return report({
    name: 'TrialBalance',
    basis: context.basis,
    start: period.start,
    end: period.end,
    currency: request.company.profile.homeCurrency,
    columns: [
      { title: '', type: 'Account', key: 'account' },
      { title: 'Debit', type: 'Money', key: 'debit' },
      { title: 'Credit', type: 'Money', key: 'credit' },
    ],
    rows,
    noData,
    now: request.now,
  });
}
