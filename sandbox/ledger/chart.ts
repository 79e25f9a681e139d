/** A company's lists: accounts, customers and vendors, items. Ids are small integers a list, as QuickBooks gives them. */
import { LedgerError } from './ledgerError.js';
import type { Account, Item, Party } from './types.js';

/** Merges in a row that are followed. */
const MOST_MERGES = 100;

export class Chart {
  private readonly accountsById = new Map<string, Account>();
  private readonly partiesByKey = new Map<string, Party>();
  private readonly itemsById = new Map<string, Item>();
  private readonly firstNames = new Map<string, string>();
  private readonly highest = { account: 0, party: 0, item: 0 };

  /** The next free id. Customers and vendors share one sequence. */
  nextId(list: 'account' | 'party' | 'item'): string {
    return String(this.highest[list] + 1);
  }

  putAccount(account: Account): void {
    this.accountsById.set(account.id, account);
    this.noteFirstName(`Account:${account.id}`, account.name);
    this.highest.account = Math.max(this.highest.account, Number(account.id));
  }

  putParty(party: Party): void {
    const key = `${party.kind}:${party.id}`;
    this.partiesByKey.set(key, party);
    this.noteFirstName(key, party.name);
    this.highest.party = Math.max(this.highest.party, Number(party.id));
  }

  putItem(item: Item): void {
    this.itemsById.set(item.id, item);
    this.highest.item = Math.max(this.highest.item, Number(item.id));
  }

  accounts(): readonly Account[] {
    return [...this.accountsById.values()];
  }

  account(id: string): Account | undefined {
    return this.accountsById.get(id);
  }

  /** The account, or a refusal (`unknown-account`). */
  knownAccount(id: string): Account {
    const account = this.accountsById.get(id);
    if (!account) throw new LedgerError('unknown-account', `No account ${id}`);
    return account;
  }

  parties(kind?: Party['kind']): readonly Party[] {
    const all = [...this.partiesByKey.values()];
    return kind === undefined ? all : all.filter((party) => party.kind === kind);
  }

  party(id: string, kind: Party['kind']): Party | undefined {
    return this.partiesByKey.get(`${kind}:${id}`);
  }

  items(): readonly Item[] {
    return [...this.itemsById.values()];
  }

  item(id: string): Item | undefined {
    return this.itemsById.get(id);
  }

  /** The name a record was created with, however it was renamed since. */
  firstName(kind: 'Account' | Party['kind'], id: string): string | undefined {
    return this.firstNames.get(`${kind}:${id}`);
  }

  /** The party itself, or the one it was merged into. */
  survivor(id: string, kind: Party['kind']): Party | undefined {
    let party = this.party(id, kind);
    for (let steps = 0; party?.mergedInto !== undefined && steps < MOST_MERGES; steps += 1)
      party = this.party(party.mergedInto, kind);
    return party;
  }

  /** The first account of a subtype, in a currency where given. Refuses (`unknown-account`) when there is none. */
  bySubType(subType: string, currency?: string): Account {
    for (const account of this.accountsById.values())
      if (account.subType === subType && (currency === undefined || account.currency === currency)) return account;
    throw new LedgerError('unknown-account', `No ${subType} account${currency === undefined ? '' : ` in ${currency}`}`);
  }

  /** `Parent:Child` for a sub-account. */
  fullName(account: Account): string {
    const parent = account.parentId === undefined ? undefined : this.accountsById.get(account.parentId);
    return parent ? `${this.fullName(parent)}:${account.name}` : account.name;
  }

  private noteFirstName(key: string, name: string): void {
    if (!this.firstNames.has(key)) this.firstNames.set(key, name);
  }
}
