/**
 * One company: its lists, its transactions, the entries they post. Every write is validated whole, then applied to
 * memory and appended to the journal; a refusal (`LedgerError`) changes nothing.
 */
import { CompanyBooks } from './companyBooks.js';
import { draftTxn } from './drafting.js';
import { NO_JOURNAL, type Journal, type JournalEvent, type JournalRecord } from './journal.js';
import { LedgerError } from './ledgerError.js';
import { roundHalfUp, toEntries, type PostingContext } from './postingRules.js';
import type {
  Account,
  CompanyProfile,
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

export class Company extends CompanyBooks {
  private readonly context: PostingContext;
  private seq = 0;
  private day: string | undefined;

  private constructor(
    profile: CompanyProfile,
    settings: Readonly<Record<string, unknown>>,
    private readonly journal: Journal,
  ) {
    super(profile, settings);
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

  /** Puts new contents into the kept object, so that every reference to the transaction sees them. */
  private replace(txn: Txn, op: 'update' | 'void' | 'delete', at: string): Txn {
    const entries = toEntries(txn, this.context);
    const kept = this.overwrite(txn, entries);
    this.record({ op, txn: kept, entries }, at);
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
