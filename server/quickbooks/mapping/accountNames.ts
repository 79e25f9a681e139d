import type { Account } from '../../../domain/books.js';
import { UnknownAccount } from '../quickBooksError.js';
import type { ReportRow } from './reportTree.js';

/** QuickBooks adds this to the name of what was made inactive. */
const DELETED = / \(deleted(?:-\d+)?\)/g;

/** Finds the account a report's row speaks of: by id, else by its full name through the sections it stands in. */
export class AccountNames {
  readonly #byId: ReadonlyMap<string, Account>;
  readonly #byName = new Map<string, Account | 'several'>();

  constructor(accounts: readonly Account[]) {
    this.#byId = new Map(accounts.map((account) => [account.id, account]));
    for (const account of accounts) {
      const name = plain(account.fullName);
      this.#byName.set(name, this.#byName.has(name) ? 'several' : account);
      if (account.number) this.#byName.set(plain(`${account.number} ${account.fullName}`), account);
    }
  }

  /** The account of a section, whose header may carry no id when it is a sub-account; null when none fits. */
  ofSection(path: readonly ReportRow[]): Account | null {
    const header = path.at(-1)?.cells[0];
    if (!header) return null;
    if (header.id !== null) {
      const account = this.#byId.get(header.id);
      if (!account)
        throw new UnknownAccount(`${path.at(-1)?.place}: an account that is not in the list of accounts`, header.id);
      return account;
    }
    const names = path.map((row) => row.cells[0]?.value ?? '').filter((name) => name !== '');
    // Outer sections may be groups of the report and no accounts, so shorter paths are tried as well.
    for (let start = 0; start < names.length; start += 1) {
      const found = this.#byName.get(plain(names.slice(start).join(':')));
      if (found && found !== 'several') return found;
    }
    return this.#belowParent(path, names.at(-1) ?? '');
  }

  /** A child named without its parents, below a parent that is known by id. */
  #belowParent(path: readonly ReportRow[], name: string): Account | null {
    const parentPath = path.slice(0, -1);
    if (parentPath.length === 0) return null;
    const parent = this.ofSection(parentPath);
    const found = parent ? this.#byName.get(plain(`${parent.fullName}:${name}`)) : undefined;
    return found && found !== 'several' ? found : null;
  }
}

function plain(name: string): string {
  return name.replaceAll(DELETED, '').trim().toLowerCase();
}
