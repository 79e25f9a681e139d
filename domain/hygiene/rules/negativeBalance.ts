import { isUndepositedFunds } from '../../accountKinds.js';
import type { Account, AccountType } from '../../books.js';
import { cents } from '../../money.js';
import { passesThrough } from '../accountRoles.js';
import { accountLine, amountText } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import { isTrifle } from '../smallAmounts.js';
import type { Finding, Resolution, Rule } from '../rule.js';
import type { SettingValues } from '../settings.js';

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
/**
 * Either sign is usual: taxes that are owed one quarter and refunded the next (VAT, GST, sales tax), and what a business and
 * its owners or sister companies owe each other.
 */
const EITHER_SIGN = new Set([
  'GlobalTaxPayable',
  'GlobalTaxSuspense',
  'GlobalTaxDeferred',
  'SalesTaxPayable',
  'ShareholderNotesPayable',
  'LoansToOfficers',
  'LoansToStockholders',
]);
/** As bookkeepers name and shorten them: `Accum. Depr.`, `A/D Vehicles`, `Less: depreciation`. */
const NAME_SAYS_CONTRA =
  /(?<!\p{L})(?:accum\p{L}*|depr\p{L}*|amort\p{L}*|a\/[da]|allowances?|provisions?|contra|discounts?)(?!\p{L})|^\W*less\b\s*:/iu;
const NAME_SAYS_EITHER =
  /(?<!\p{L})(?:due (?:to|from)|due\s*\/\s*(?:to|from)|inter-?\s?company|owners?|shareholders?|stockholders?|members?|partners?|directors?|officers?|sales tax(?:es)?|vat|gst|hst)(?!\p{L})/iu;

/** An asset or a debt on the wrong side of zero. */
export const negativeBalance: Rule = {
  id: 'negative-balance',
  title: 'Balance on the wrong side',
  about:
    'An asset with a credit balance, or a credit card, loan or other liability with a debit balance. Bank accounts, receivables, payables, clearing accounts, accounts that take from an asset, sales taxes and what owners or sister companies owe or are owed are left out. Something was entered twice, the wrong way round or on the wrong account.',
  severity: 'DISTORTS',
  minutes: 15,
  counted: { one: 'account', many: 'accounts' },
  settings: ['leastAmount'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, values) => [...source.accounts.values()].flatMap((account) => findingsOf(source, account, values)),
};

function findingsOf(source: HygieneSource, account: Account, values: SettingValues): Finding[] {
  const balance = source.balance(account.id);
  const isWrong = ASSETS.has(account.type) ? balance < 0 : LIABILITIES.has(account.type) && balance > 0;
  if (!isWrong || isTrifle(balance, values) || isEitherSide(account) || passesThrough(account)) return [];
  const line = accountLine(account, balance);
  const side = balance < 0 ? 'a credit' : 'a debit';
  return [
    {
      key: line.key,
      reason: `Data shows ${account.fullName} (${account.type}) with ${side} balance of ${amountText(source, line.amount)}.`,
      moneyAtStake: line.amount,
      lines: [line],
      fixAt: line.place,
      resolutions: isUndepositedFunds(account) ? resolutionsOf(line.amount, line.key) : null,
    },
  ];
}

function isEitherSide({ subType, name }: Account): boolean {
  return (
    [CONTRA, EITHER_SIGN].some((of) => of.has(subType)) || NAME_SAYS_CONTRA.test(name) || NAME_SAYS_EITHER.test(name)
  );
}

/** Undeposited funds are cash of the forecast's first day. */
function resolutionsOf(missing: number, of: string): [Resolution, Resolution] {
  return [
    { label: 'Receipts are missing from the books', changes: [{ kind: 'CASH', amount: cents(missing), of }] },
    { label: 'As much was deposited twice', changes: [] },
  ];
}
