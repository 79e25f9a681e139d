/**
 * One company: its lists, its transactions, the entries they post. Every write is validated whole, then applied to
 * memory and appended to the journal; a refusal (`LedgerError`) changes nothing.
 */
import { Applications } from './applications.js';
import { Chart } from './chart.js';
import { draftTxn } from './drafting.js';
import { NO_JOURNAL, type Journal, type JournalEvent, type JournalRecord } from './journal.js';
import { LedgerError } from './ledgerError.js';
import { roundHalfUp, toEntries, type PostingContext } from './postingRules.js';
import { TxnIndex } from './txnIndex.js';
import type {
  Account,
  CompanyProfile,
  Entry,
  Item,
  Party,
  PlantedRef,
  PostInput,
  Txn,
  TxnLink,
  TxnPatch,
  TxnType,
} from './types.js';

type New<T extends Account | Party | Item> = Omit<T, 'id' | 'active' | 'syncToken' | 'createdAt' | 'updatedAt'> & {
  active?: boolean;
};
type Change<T extends Account | Party | Item> = Partial<Omit<T, 'id' | 'syncToken' | 'createdAt' | 'updatedAt'>>;

const FORMAT = 1;

export class Company {
  private readonly chart = new Chart();
  private readonly index = new TxnIndex();
  private readonly applications = new Applications();
  private readonly byId = new Map<string, Txn>();
  private readonly byType = new Map<TxnType, Txn[]>();
  private readonly plantedRefs = new Map<string, readonly PlantedRef[]>();
  private readonly context: PostingContext;
  private lastTxnId = 0;
  private seq = 0;
  private day: string | undefined;
  private simulated: string | undefined;

  private constructor(
    readonly profile: CompanyProfile,
    /** What the simulator fixed for this company at its creation (e.g. calibrated levels). */
    readonly settings: Readonly<Record<string, unknown>>,
    private readonly journal: Journal,
  ) {
    this.context = {
      homeCurrency: profile.homeCurrency,
      currencyOf: (id) => this.chart.knownAccount(id).currency,
      undepositedFunds: () => this.chart.bySubType('UndepositedFunds').id,
      exchangeGainOrLoss: () => this.chart.bySubType('ExchangeGainOrLoss').id,
      linked: (link) => this.living(link.type, link.id),
      relieved: (link, source) => this.relieved(link, source),
    };
  }

  /** A new, empty company, recorded as the first line of its journal. */
  static create(
    profile: CompanyProfile,
    settings: Record<string, unknown>,
    at: string,
    journal: Journal = NO_JOURNAL,
  ): Company {
    const company = new Company(profile, settings, journal);
    company.record({ op: 'company', format: FORMAT, profile, settings }, at);
    return company;
  }

  /** The company as its journal left it; `journal` receives what is written from now on. Refuses a file of another format. */
  static replay(records: readonly JournalRecord[], journal: Journal = NO_JOURNAL): Company {
    const first = records[0];
    if (first?.op !== 'company' || first.format !== FORMAT)
      throw new LedgerError('corrupt-journal', 'A journal must begin with its company');
    const company = new Company(first.profile, first.settings, journal);
    company.seq = first.seq;
    for (const record of records.slice(1)) company.replayOne(record);
    return company;
  }

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
  /** The last day the simulator closed. */
  simulatedThrough(): string | undefined {
    return this.simulated;
  }
  /** Documents of each planted hygiene problem, by its key in the table of planted problems. */
  planted(): ReadonlyMap<string, readonly PlantedRef[]> {
    return this.plantedRefs;
  }

  addAccount(input: New<Account>, at: string): Account {
    const account = {
      id: this.chart.nextId('account'),
      active: true,
      syncToken: 0,
      createdAt: at,
      updatedAt: at,
      ...input,
    };
    if (input.parentId !== undefined) this.chart.knownAccount(input.parentId);
    this.chart.putAccount(account);
    this.record({ op: 'account', account }, at);
    return account;
  }

  addParty(input: New<Party>, at: string): Party {
    const party = {
      id: this.chart.nextId('party'),
      active: true,
      syncToken: 0,
      createdAt: at,
      updatedAt: at,
      ...input,
    };
    this.chart.putParty(party);
    this.record({ op: 'party', party }, at);
    return party;
  }

  addItem(input: New<Item>, at: string): Item {
    this.chart.knownAccount(input.incomeAccountId);
    const item = { id: this.chart.nextId('item'), active: true, syncToken: 0, createdAt: at, updatedAt: at, ...input };
    this.chart.putItem(item);
    this.record({ op: 'item', item }, at);
    return item;
  }

  /** Renames, deactivates (`active: false`) or otherwise changes an account. */
  updateAccount(id: string, change: Change<Account>, at: string): Account {
    const account = { ...this.chart.knownAccount(id), ...change, updatedAt: at };
    account.syncToken += 1;
    this.chart.putAccount(account);
    this.record({ op: 'account', account }, at);
    return account;
  }

  updateParty(id: string, kind: Party['kind'], change: Change<Party>, at: string): Party {
    const known = this.chart.party(id, kind);
    if (!known) throw new LedgerError('unknown-party', `No ${kind} ${id}`);
    const party = { ...known, ...change, updatedAt: at, syncToken: known.syncToken + 1 };
    this.chart.putParty(party);
    this.record({ op: 'party', party }, at);
    return party;
  }

  /** Posts a new transaction. Refuses imbalance, unknown accounts or parties, and applying more than is open. */
  post(input: PostInput, at: string): Txn {
    const draft = draftTxn(input, this.chart, this.profile.homeCurrency);
    const txn: Txn = {
      id: String(this.lastTxnId + 1),
      syncToken: 0,
      createdAt: at,
      updatedAt: at,
      voided: false,
      deleted: false,
      ...draft,
    };
    this.refuseOverApplication(txn);
    const entries = toEntries(txn, this.context);
    this.apply(txn, entries);
    this.record({ op: 'post', txn, entries }, at);
    return txn;
  }

  /** Changes a transaction and posts it anew. Lines and links are replaced whole. Refuses like `post`. */
  update(type: TxnType, id: string, patch: TxnPatch, at: string): Txn {
    const known = this.living(type, id);
    const input: PostInput = { ...known, ...patch, type };
    const draft = draftTxn(input, this.chart, this.profile.homeCurrency);
    if (
      draft.total <
      this.applications
        .appliedTo(known)
        .reduce((sum, { from, link }) => sum + (from.type === 'Deposit' ? 0 : link.amount), 0)
    )
      throw new LedgerError('over-applied', `${type} ${id} would be less than what is applied to it`);
    const txn: Txn = { ...known, ...draft, syncToken: known.syncToken + 1, updatedAt: at };
    this.refuseOverApplication(txn, known);
    return this.replace(txn, 'update', at);
  }

  /** Keeps the row with zeros and the memo "Voided". Refuses one that others are applied to or that is deposited. */
  voidTxn(type: TxnType, id: string, at: string): Txn {
    const known = this.detachable(type, id);
    const lines = known.lines.map((line) => ({ ...line, amount: 0 }));
    const txn: Txn = {
      ...known,
      lines,
      links: [],
      total: 0,
      voided: true,
      memo: 'Voided',
      syncToken: known.syncToken + 1,
      updatedAt: at,
    };
    delete txn.cashBack;
    return this.replace(txn, 'void', at);
  }

  /** Takes it out of lists and reports; change data capture still tells of it. Refuses like `voidTxn`. */
  deleteTxn(type: TxnType, id: string, at: string): Txn {
    const known = this.detachable(type, id);
    return this.replace(
      { ...known, links: [], deleted: true, syncToken: known.syncToken + 1, updatedAt: at },
      'delete',
      at,
    );
  }

  /** Notes the documents of a planted hygiene problem. */
  notePlanted(key: string, refs: readonly PlantedRef[], at: string): void {
    const all = [...(this.plantedRefs.get(key) ?? []), ...refs];
    this.plantedRefs.set(key, all);
    this.record({ op: 'planted', key, refs: all }, at);
  }

  /** Runs one simulated day as a unit: if the process dies inside it, replay drops what it had written. */
  recordDay(day: string, at: string, work: () => void): void {
    this.day = day;
    work();
    this.record({ op: 'day' }, at);
    this.day = undefined;
    this.simulated = day;
  }

  /** Hands what was recorded to the operating system. Writes outside `recordDay` do so by themselves. */
  flush(): void {
    this.journal.flush();
  }

  private relieved(link: TxnLink, source: Txn): number {
    const target = this.living(link.type, link.id);
    let before = 0;
    for (const { from, link: other } of this.applications.appliedTo(target))
      if (from.id !== source.id) before += other.amount;
    return roundHalfUp((before + link.amount) * target.rate) - roundHalfUp(before * target.rate);
  }

  private living(type: TxnType, id: string): Txn {
    const txn = this.txn(type, id);
    if (!txn || txn.deleted || txn.voided) throw new LedgerError('unknown-txn', `No ${type} ${id}`);
    return txn;
  }

  private detachable(type: TxnType, id: string): Txn {
    const txn = this.living(type, id);
    if (this.applications.depositOf(txn)) throw new LedgerError('deposited', `${type} ${id} has been deposited`);
    if (this.applications.appliedTo(txn).length > 0)
      throw new LedgerError('has-applications', `${type} ${id} has payments or credits applied`);
    return txn;
  }

  private refuseOverApplication(txn: Txn, previous?: Txn): void {
    for (const link of txn.links) {
      const target = this.living(link.type, link.id);
      if (txn.type === 'Deposit') {
        const holder = this.applications.depositOf(target);
        if (holder && holder.id !== txn.id)
          throw new LedgerError('deposited', `${link.type} ${link.id} is deposited already`);
        continue;
      }
      const returned = previous?.links.find((old) => old.id === link.id)?.amount ?? 0;
      if (link.amount > this.openBalance(target) + returned)
        throw new LedgerError('over-applied', `${link.type} ${link.id} has less open than ${link.amount}`);
    }
    if (this.openBalance(txn) < 0)
      throw new LedgerError('over-applied', `${txn.type} of ${txn.date} applies more than its total`);
  }

  private apply(txn: Txn, entries: readonly Entry[]): void {
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
    this.refreshOpen(txn, txn.links);
  }

  private refreshOpen(txn: Txn, links: readonly TxnLink[]): void {
    this.applications.refreshOpen(txn);
    for (const link of links) {
      const target = this.byId.get(link.id);
      if (target) this.applications.refreshOpen(target);
    }
  }

  /** Puts new contents into the kept object, so that every reference to the transaction sees them. */
  private replace(txn: Txn, op: 'update' | 'void' | 'delete', at: string): Txn {
    const entries = toEntries(txn, this.context);
    const kept = this.overwrite(txn, entries);
    this.record({ op, txn: kept, entries }, at);
    return kept;
  }

  private overwrite(txn: Txn, entries: readonly Entry[]): Txn {
    const kept = this.byId.get(txn.id) as Txn;
    const oldLinks = kept.links;
    this.index.remove(kept);
    this.applications.unlink(kept);
    for (const key of Object.keys(kept)) if (!(key in txn)) Reflect.deleteProperty(kept, key);
    Object.assign(kept, txn);
    this.attach(kept, entries);
    this.refreshOpen(kept, oldLinks);
    return kept;
  }

  private record(event: JournalEvent, at: string): void {
    this.seq += 1;
    this.journal.append({ seq: this.seq, at, ...(this.day === undefined ? {} : { day: this.day }), ...event });
    if (this.day === undefined && event.op !== 'day') this.journal.flush();
  }

  private replayOne(record: JournalRecord): void {
    this.seq = record.seq;
    switch (record.op) {
      case 'account':
        return this.chart.putAccount(record.account);
      case 'party':
        return this.chart.putParty(record.party);
      case 'item':
        return this.chart.putItem(record.item);
      case 'post':
        return this.apply(record.txn, record.entries);
      case 'update':
      case 'void':
      case 'delete':
        this.overwrite(record.txn, record.entries);
        return undefined;
      case 'planted':
        this.plantedRefs.set(record.key, record.refs);
        return undefined;
      case 'day':
        this.simulated = record.day;
        return undefined;
      case 'company':
        throw new LedgerError('corrupt-journal', 'A second company in one journal');
    }
  }
}
