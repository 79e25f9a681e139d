import { addDays } from './calendar.js';
import { WINDOW_DAYS } from './window.js';
import type { Account, Books, ClientSettings } from './books.js';
import type { IsoDate } from './units.js';

/** A bank account and whether it is cash; `leftOut` says in words why not, null when counted. */
export interface BankAccount {
  readonly account: Account;
  readonly counted: boolean;
  readonly leftOut: string | null;
}

/** The word, on its own: "Client Trust" and "Escrow-2", but not "SunTrust" or "Trustmark". */
const NAME_SAYS_TRUST = /(?<!\p{L})trusts?(?!\p{L})/iu;
const NAME_SAYS_ESCROW = /(?<!\p{L})escrows?(?!\p{L})/iu;

/**
 * Every account of type Bank, by full name, and whether it is counted as cash (domain: "cash account"). A choice made by
 * hand wins over the default, except that an account in another currency is never counted: its balance is not home money.
 */
export function countedAccounts(books: Books, settings: ClientSettings, asOf: IsoDate): BankAccount[] {
  const moved = accountsMovedIn(books, addDays(asOf, 1 - WINDOW_DAYS), asOf);
  return judgeAccounts(books, settings, (id) => moved.has(id));
}

/** The ids of the counted cash accounts. */
export function countedIds(accounts: readonly BankAccount[]): Set<string> {
  return new Set(accounts.filter((bank) => bank.counted).map((bank) => bank.account.id));
}

/** The same with the question "did it move within the window" answered by the caller. */
export function judgeAccounts(
  books: Books,
  settings: ClientSettings,
  moved: (accountId: string) => boolean,
): BankAccount[] {
  return books.accounts
    .filter((account) => account.type === 'Bank')
    .map((account) => {
      const leftOut = reasonLeftOut(account, books.homeCurrency, settings.counted, moved);
      return { account, counted: leftOut === null, leftOut };
    })
    .sort(byFullName);
}

function reasonLeftOut(
  account: Account,
  homeCurrency: string,
  choices: ClientSettings['counted'],
  moved: (accountId: string) => boolean,
): string | null {
  if (account.currency !== homeCurrency) return `not in home currency (${account.currency})`;
  const choice = Object.hasOwn(choices, account.id) ? choices[account.id] : undefined;
  if (choice !== undefined) return choice ? null : 'left out by the advisor';
  if (NAME_SAYS_TRUST.test(account.fullName) || NAME_SAYS_TRUST.test(account.name)) return 'trust';
  if (NAME_SAYS_ESCROW.test(account.fullName) || NAME_SAYS_ESCROW.test(account.name)) return 'escrow';
  return account.active || moved(account.id) ? null : 'inactive, no movement in the window';
}

function accountsMovedIn(books: Books, from: IsoDate, to: IsoDate): Set<string> {
  const moved = new Set<string>();
  for (const posting of books.postings) {
    if (posting.date >= from && posting.date <= to && (posting.debit !== 0 || posting.credit !== 0)) {
      moved.add(posting.accountId);
    }
  }
  return moved;
}

function byFullName(a: BankAccount, b: BankAccount): number {
  const [left, right] = [a.account.fullName, b.account.fullName];
  if (left !== right) return left < right ? -1 : 1;
  return a.account.id < b.account.id ? -1 : 1;
}
