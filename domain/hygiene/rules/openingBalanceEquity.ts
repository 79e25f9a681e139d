import { isOpeningBalanceEquity } from '../../accountKinds.js';
import { accountLine, amountText } from '../findingLines.js';
import { isTrifle } from '../smallAmounts.js';
import type { Rule } from '../rule.js';

/** Opening balances that were never moved to where they belong. */
export const openingBalanceEquity: Rule = {
  id: 'opening-balance-equity',
  title: 'Opening Balance Equity not zero',
  about:
    'QuickBooks’ account for opening balances holds an amount. It is meant to be cleared once the books are set up; later entries on it are often a reconciliation forced to agree.',
  severity: 'TIDY',
  minutes: 10,
  counted: { one: 'account', many: 'accounts' },
  settings: ['leastAmount'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, values) =>
    [...source.accounts.values()]
      .filter((account) => isOpeningBalanceEquity(account) && !isTrifle(source.balance(account.id), values))
      .map((account) => {
        const line = accountLine(account, source.balance(account.id));
        return {
          key: line.key,
          reason: `Data shows ${amountText(source, line.amount)} on ${account.fullName}.`,
          moneyAtStake: line.amount,
          lines: [line],
          fixAt: line.place,
          resolutions: null,
        };
      }),
};
