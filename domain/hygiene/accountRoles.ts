import type { Account, AccountType } from '../books.js';
import type { HygieneSource } from './hygieneSource.js';

/** QuickBooks' AccountSubTypes of accounts that money only passes through. */
const CLEARING_SUBTYPES = new Set(['PayrollClearing', 'OtherClearing', 'Clearing']);
const NAME_SAYS_CLEARING = /(?<!\p{L})(clearing|suspense|wash(?:\s+account)?)(?!\p{L})/iu;

/** Whether an account is there for money to pass through, so that it stands at zero when nothing is under way. */
export function passesThrough({ subType, name, type }: Account): boolean {
  if (type === 'Income' || type === 'Other Income' || type.includes('Expense') || type.startsWith('Cost')) return false;
  return CLEARING_SUBTYPES.has(subType) || NAME_SAYS_CLEARING.test(name);
}

/** The ids of the accounts of a type. */
export function accountsOfType(source: HygieneSource, type: AccountType): ReadonlySet<string> {
  return source.once(`accounts of type ${type}`, ['ACCOUNTS'], () => {
    const of = source.books.accounts.filter((account) => account.type === type);
    return new Set(of.map(({ id }) => id));
  });
}
