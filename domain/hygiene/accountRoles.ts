import type { Account } from '../books.js';

/** QuickBooks' AccountSubTypes of accounts that money only passes through. */
const CLEARING_SUBTYPES = new Set(['PayrollClearing', 'OtherClearing', 'Clearing']);
const NAME_SAYS_CLEARING = /(?<!\p{L})(clearing|suspense|wash(?:\s+account)?)(?!\p{L})/iu;

/** Whether an account is there for money to pass through, so that it stands at zero when nothing is under way. */
export function passesThrough({ subType, name, type }: Account): boolean {
  if (type === 'Income' || type === 'Other Income' || type.includes('Expense') || type.startsWith('Cost')) return false;
  return CLEARING_SUBTYPES.has(subType) || NAME_SAYS_CLEARING.test(name);
}
