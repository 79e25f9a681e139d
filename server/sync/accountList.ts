import type { Account } from '../../domain/books.js';
import { UnknownAccount } from '../quickbooks/quickBooksError.js';

/** Times the list is read again for one report: an account may be added while the list is being read. */
const MOST_RENEWALS = 2;

/** The accounts of a company as one run knows them. Responsible for: being read again when a report names one more. */
export class AccountList {
  #accounts: readonly Account[];
  #renewing: Promise<void> | null = null;

  constructor(
    accounts: readonly Account[],
    private readonly fetchAgain: (before: readonly Account[]) => Promise<readonly Account[]>,
  ) {
    this.#accounts = accounts;
  }

  get all(): readonly Account[] {
    return this.#accounts;
  }

  /**
   * What a report says, by `map`. Somebody who adds an account and posts to it while a company is read has reports name
   * an account that was not there: the list is read again, and the same report once more with it.
   */
  async mapped<T>(map: (accounts: readonly Account[]) => T): Promise<T> {
    for (let renewals = 0; ; renewals += 1) {
      try {
        return map(this.#accounts);
      } catch (error) {
        if (!(error instanceof UnknownAccount) || renewals === MOST_RENEWALS) throw error;
        await this.#renewed();
      }
    }
  }

  /** Several reports that name it at once have it read once. */
  #renewed(): Promise<void> {
    this.#renewing ??= this.fetchAgain(this.#accounts)
      .then((accounts) => void (this.#accounts = accounts))
      .finally(() => void (this.#renewing = null));
    return this.#renewing;
  }
}
