import { isUndepositedFunds } from '../../accountKinds.js';
import type { Account, AccountType } from '../../books.js';
import { cents } from '../../money.js';
import { passesThrough } from '../accountRoles.js';
import { accountLine, amountText } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Resolution, Rule } from '../rule.js';

const ASSETS: ReadonlySet<AccountType> = new Set(['Other Current Asset', 'Fixed Asset', 'Other Asset']);
const LIABILITIES: ReadonlySet<AccountType> = new Set([
  'Credit Card',
  'Other Current Liability',
  'Long Term Liability',
]);

/** Accounts that take from an asset, by QuickBooks' AccountSubType: a credit balance is what they are for. */
const CONTRA = new Set([
  'AccumulatedDepreciation',
  'AccumulatedAmortization',
  'AccumulatedDepletion',
  'AccumulatedAmortizationOfOtherAssets',
  'AllowanceForBadDebts',
  'CumulativeDepreciationOnIntangibleAssets',
]);
/** Taxes that are owed one quarter and refunded the next (VAT, GST): either sign is usual. */
const EITHER_SIGN = new Set(['GlobalTaxPayable', 'GlobalTaxSuspense', 'GlobalTaxDeferred']);
const NAME_SAYS_CONTRA = /\b(accumulated|depreciation|amorti[sz]ation|allowance|provision|contra|discounts?)\b/i;

/** An asset or a debt on the wrong side of zero. */
export const negativeBalance: Rule = {
  id: 'negative-balance',
  title: 'Balance on the wrong side',
  about:
    'An asset with a credit balance, or a credit card, loan or other liability with a debit balance. Bank accounts, receivables, payables, clearing accounts and accounts that take from an asset are left out. Something was entered twice, the wrong way round or on the wrong account.',
  severity: 'DISTORTS',
  minutes: 15,
  counted: { one: 'account', many: 'accounts' },
  settings: [],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source) => [...source.accounts.values()].flatMap((account) => findingsOf(source, account)),
};

function findingsOf(source: HygieneSource, account: Account): Finding[] {
  const balance = source.balance(account.id);
  const isWrong = ASSETS.has(account.type) ? balance < 0 : LIABILITIES.has(account.type) && balance > 0;
  if (!isWrong || isContra(account) || passesThrough(account)) return [];
  const line = accountLine(account, balance);
  const side = balance < 0 ? 'a credit' : 'a debit';
  return [
    {
      key: line.key,
      reason: `Data shows ${account.fullName} (${account.type}) with ${side} balance of ${amountText(source, line.amount)}.`,
      moneyAtStake: line.amount,
      lines: [line],
      fixAt: line.place,
      resolutions: isUndepositedFunds(account) ? resolutionsOf(line.amount) : null,
    },
  ];
}

function isContra({ subType, name }: Account): boolean {
  return CONTRA.has(subType) || EITHER_SIGN.has(subType) || NAME_SAYS_CONTRA.test(name);
}

/** Undeposited funds are cash of the forecast's first day. */
function resolutionsOf(missing: number): [Resolution, Resolution] {
  return [
    { label: 'Receipts are missing from the books', changes: [{ kind: 'CASH', amount: cents(missing) }] },
    { label: 'As much was deposited twice', changes: [] },
  ];
}
