import type { Account } from '../../books.js';
import { addDays, monthEnd, monthStart } from '../../calendar.js';
import type { IsoDate } from '../../units.js';
import { passesThrough } from '../accountRoles.js';
import { accountLine, amountText, dayText } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Rule } from '../rule.js';

/** Something was left on an account that money only passes through. */
export const clearingAccountBalance: Rule = {
  id: 'clearing-account-balance',
  title: 'Clearing account not zero',
  about:
    'A clearing, suspense or wash account, by its name or QuickBooks’ kind of account, that was not at zero at the last month’s end and is not now. What is left on it belongs on another account.',
  severity: 'DISTORTS',
  minutes: 15,
  counted: { one: 'account', many: 'accounts' },
  settings: [],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source) => {
    const accounts = [...source.accounts.values()].filter(passesThrough);
    if (accounts.length === 0) return [];
    const through = lastMonthEnd(source.asOf);
    return accounts.flatMap((account) => {
      const atMonthEnd = source.balance(account.id, through);
      return atMonthEnd !== 0 && source.balance(account.id) !== 0
        ? [findingOf(source, account, atMonthEnd, through)]
        : [];
    });
  },
};

/** The newest last day of a month that is over: the date itself where it is one. */
function lastMonthEnd(asOf: IsoDate): IsoDate {
  return monthEnd(asOf) === asOf ? asOf : addDays(monthStart(asOf), -1);
}

function findingOf(source: HygieneSource, account: Account, atMonthEnd: number, through: IsoDate): Finding {
  const line = accountLine(account, atMonthEnd);
  const now = source.balance(account.id);
  const still = now === atMonthEnd ? 'and still now' : `and ${amountText(source, now)} now`;
  return {
    key: line.key,
    reason: `Data shows ${amountText(source, atMonthEnd)} on ${account.fullName} at the end of ${dayText(source, through)} ${still}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: null,
  };
}
