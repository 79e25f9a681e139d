import { isProfitAndLoss } from './accountKinds.js';
import type { Account, Books } from './books.js';
import { cents } from './money.js';
import type { ReportBalance } from './tieOutInput.js';
import type { IsoDate } from './units.js';

/** Stands for Retained Earnings in books that have no such account but earlier years' profit. */
export const RETAINED_EARNINGS = 'RetainedEarnings';

/**
 * Our trial balance as QuickBooks reports it, debit positive, one row an account: balance-sheet accounts to date, income
 * and expense since the fiscal year began, Retained Earnings with earlier years' profit, which QuickBooks rolls over
 * without a posting (domain: "Tie-out" (a)). Balanced books sum to zero.
 */
export function trialBalance(books: Books, asOf: IsoDate): ReportBalance[] {
  const yearStart = fiscalYearStart(asOf, books.fiscalYearStartMonth);
  const accounts = new Map<string, Account>(books.accounts.map((account) => [account.id, account]));
  const balances = new Map<string, number>(books.accounts.map((account) => [account.id, 0]));
  let earlierYears = 0;
  for (const { accountId, date, debit, credit } of books.postings) {
    if (date > asOf) continue;
    const account = accounts.get(accountId);
    if (account && date < yearStart && isProfitAndLoss(account)) earlierYears += debit - credit;
    else balances.set(accountId, (balances.get(accountId) ?? 0) + debit - credit);
  }
  const retained = retainedEarningsId(books.accounts);
  if (earlierYears !== 0) balances.set(retained, (balances.get(retained) ?? 0) + earlierYears);
  return [...balances].map(([accountId, balance]) => ({ accountId, balance: cents(balance) }));
}

/** First day of the fiscal year the date is in. `startMonth` is 1 to 12. */
export function fiscalYearStart(date: IsoDate, startMonth: number): IsoDate {
  const year = Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < startMonth ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(startMonth).padStart(2, '0')}-01` as IsoDate;
}

/** The account that takes earlier years' profit: the first by id where there are several. */
function retainedEarningsId(accounts: readonly Account[]): string {
  const ids = accounts.filter(({ subType }) => subType === 'RetainedEarnings').map(({ id }) => id);
  return ids.sort()[0] ?? RETAINED_EARNINGS;
}
