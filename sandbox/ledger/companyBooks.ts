/**
 * What can be read of one company, and how a transaction gets into the indexes behind it. Nothing here is validated or
 * kept on disk: that is the part of `Company`, the only class that extends this one.
 */
import { Applications } from './applications.js';
import { ChangeLog } from './changeLog.js';
import { Chart } from './chart.js';
import { LedgerError } from './ledgerError.js';
import { TxnIndex } from './txnIndex.js';
import type { Account, CompanyProfile, Entry, Item, Party, PlantedRef, Txn, TxnLink, TxnType } from './types.js';

export abstract class CompanyBooks {
  protected readonly chart = new Chart();
  protected readonly applications = new Applications();
  protected readonly plantedRefs = new Map<string, readonly PlantedRef[]>();
  protected lastTxnId = 0;
  protected simulated: string | undefined;
  private readonly index = new TxnIndex();
  private readonly changes = new ChangeLog();
  private readonly byId = new Map<string, Txn>();
  private readonly byType = new Map<TxnType, Txn[]>();

  protected constructor(
    readonly profile: CompanyProfile,
    /** What the simulator fixed for this company at its creation (e.g. calibrated levels). */
    readonly settings: Readonly<Record<string, unknown>>,
  ) {}

  accounts(): readonly Account[] {
    return this.chart.accounts();
  }
  account(id: string): Account | undefined {
    return this.chart.account(id);
  }
  parties(kind?: Party['kind']): readonly Party[] {
    return this.chart.parties(kind);
  }
  party(id: string, kind: Party['kind']): Party | undefined {
    return this.chart.party(id, kind);
  }
  items(): readonly Item[] {
    return this.chart.items();
  }
  item(id: string): Item | undefined {
    return this.chart.item(id);
  }
  /** `Parent:Child` for a sub-account. */
  fullName(account: Account): string {
    return this.chart.fullName(account);
  }
  /** The name an account or party was created with. */
  firstName(kind: 'Account' | Party['kind'], id: string): string | undefined {
    return this.chart.firstName(kind, id);
  }
  /** The first account of a QuickBooks subtype (`UndepositedFunds`, `OpeningBalanceEquity` …). Refuses when there is none. */
  accountBySubType(subType: string, currency?: string): Account {
    return this.chart.bySubType(subType, currency);
  }

  /** In order of creation; voided and deleted ones included, flagged. */
  txns(type?: TxnType): readonly Txn[] {
    return type === undefined ? [...this.byId.values()] : (this.byType.get(type) ?? []);
  }
  txn(type: TxnType, id: string): Txn | undefined {
    const found = this.byId.get(id);
    return found?.type === type ? found : undefined;
  }
  /** Balanced legs in home currency; `[]` for voided and deleted ones. */
  entries(txn: Txn): readonly Entry[] {
    return this.index.entries(txn);
  }
  /** Entries of transactions dated within [start, end], by date, then creation. */
  entriesBetween(start: string, end: string): Iterable<{ txn: Txn; entry: Entry }> {
    return this.index.between(start, end);
  }
  /** Debit-positive balance in home minor units, of entries dated `asOf` or before; of all when omitted. */
  balance(accountId: string, asOf?: string): number {
    return this.index.balance(accountId, asOf);
  }
  /** What is open of a bill, invoice or credit, or unapplied of a payment, in its own currency; 0 for other types. */
  openBalance(txn: Txn, asOf?: string): number {
    return this.applications.openBalance(txn, asOf);
  }
  /** Living transactions that apply to `txn`, and the deposit it is in. */
  appliedTo(txn: Txn): readonly { from: Txn; link: TxnLink }[] {
    return this.applications.appliedTo(txn);
  }
  /** The deposit that took `txn` out of undeposited funds. */
  depositOf(txn: Txn): Txn | undefined {
    return this.applications.depositOf(txn);
  }
  /** Documents of a type with something open, in order of creation. */
  openDocuments(type: TxnType): readonly Txn[] {
    return this.applications.openDocuments(type);
  }
  /** Transactions last changed at an instant (ms since 1970) or later, deleted and voided ones included, oldest change first. */
  txnsChangedSince(instant: number): readonly Txn[] {
    return this.changes.since(instant);
  }
  /** The last day the simulator closed. */
  simulatedThrough(): string | undefined {
    return this.simulated;
  }
  /** Documents of each planted hygiene problem, by its key in the table of planted problems. */
  planted(): ReadonlyMap<string, readonly PlantedRef[]> {
    return this.plantedRefs;
  }

  /** A transaction that is not deleted; it may be voided. */
  protected present(type: TxnType, id: string): Txn {
    const txn = this.txn(type, id);
    if (!txn || txn.deleted) throw new LedgerError('unknown-txn', `No ${type} ${id}`);
    return txn;
  }

  protected living(type: TxnType, id: string): Txn {
    const txn = this.txn(type, id);
    if (!txn || txn.deleted || txn.voided) throw new LedgerError('unknown-txn', `No ${type} ${id}`);
    return txn;
  }

  protected apply(txn: Txn, entries: readonly Entry[]): void {
    this.byId.set(txn.id, txn);
    this.lastTxnId = Math.max(this.lastTxnId, Number(txn.id));
    const list = this.byType.get(txn.type);
    if (list) list.push(txn);
    else this.byType.set(txn.type, [txn]);
    this.attach(txn, entries);
  }

  private attach(txn: Txn, entries: readonly Entry[]): void {
    this.index.add(txn, entries);
    this.applications.link(txn);
    this.changes.note(txn);
    this.refreshOpen(txn, txn.links);
    this.touch(txn.links, txn.updatedAt);
  }

  /** Documents that something was applied to, or no longer is, count as changed: their balance moved. Their token stays. */
  private touch(links: readonly TxnLink[], at: string): void {
    for (const { id } of links) {
      const target = this.byId.get(id);
      if (!target || Date.parse(target.updatedAt) >= Date.parse(at)) continue;
      target.updatedAt = at;
      this.changes.note(target);
    }
  }

  private refreshOpen(txn: Txn, links: readonly TxnLink[]): void {
    this.applications.refreshOpen(txn);
    for (const link of links) {
      const target = this.byId.get(link.id);
      if (target) this.applications.refreshOpen(target);
    }
  }

  protected overwrite(txn: Txn, entries: readonly Entry[]): Txn {
    const kept = this.byId.get(txn.id) as Txn;
    const oldLinks = kept.links;
    this.index.remove(kept);
    this.applications.unlink(kept);
    for (const key of Object.keys(kept)) if (!(key in txn)) Reflect.deleteProperty(kept, key);
    Object.assign(kept, txn);
    this.attach(kept, entries);
    this.refreshOpen(kept, oldLinks);
    this.touch(oldLinks, kept.updatedAt);
    return kept;
  }
}
