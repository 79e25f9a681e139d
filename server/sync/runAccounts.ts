import type { Account } from '../../domain/books.js';
import { accountRow, hashed } from '../books/bookRows.js';
import { AccountList } from './accountList.js';
import { fetchAccounts } from './readCompany.js';
import type { RunContext } from './runContext.js';

/** The accounts of a run under way: what is read again is merged with the rest of it. */
export function accountsOfRun(context: RunContext, accounts: readonly Account[], homeCurrency: string): AccountList {
  let times = 0;
  return new AccountList(accounts, async (before) => {
    const now = await fetchAccounts(context.quickBooks, homeCurrency);
    const keys = [...new Set([...before, ...now].map(({ id }) => id))].map((id) => [id]);
    times += 1;
    const chunk = { key: `accounts:again${times}`, rows: hashed(now.map(accountRow)), covers: { keys } };
    await context.gather({ ...chunk, kind: 'ACCOUNTS' }, { phase: 'Reading the accounts again', percent: 0 });
    return now;
  });
}
