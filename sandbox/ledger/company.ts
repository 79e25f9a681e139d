/**
 * One company: its lists, its transactions, the entries they post. Every write is validated whole, then applied to
 * memory and appended to the journal; a refusal (`LedgerError`) changes nothing.
 */
import { draftTxn } from './drafting.js';
import { NO_JOURNAL, type Journal, type JournalRecord } from './journal.js';
import { FORMAT, JournaledCompany } from './journaledCompany.js';
import { LedgerError } from './ledgerError.js';
import { owedOf } from './owed.js';
import { refuseOtherPayable, withPayable } from './payables.js';
import { roundHalfUp, toEntries, type PostingContext } from './postingRules.js';
import type { Account, CompanyProfile, Item, Party, PostInput, Txn, TxnLink, TxnPatch, TxnType } from './types.js';

type New<T extends Account | Party | Item> = Omit<T, 'id' | 'active' | 'syncToken' | 'createdAt' | 'updatedAt'> & {
  active?: boolean;
};
type Change<T extends Account | Party | Item> = Partial<Omit<T, 'id' | 'syncToken' | 'createdAt' | 'updatedAt'>>;

export class Company extends JournaledCompany {
  private readonly context: PostingContext;

  private constructor(profile: CompanyProfile, settings: Readonly<Record<string, unknown>>, journal: Journal) {
    super(profile, settings, journal);
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
    company.replayAll(records);
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

  updateItem(id: string, change: Change<Item>, at: string): Item {
    const known = this.chart.item(id);
    if (!known) throw new LedgerError('unknown-item', `No item ${id}`);
    const item = { ...known, ...change, updatedAt: at, syncToken: known.syncToken + 1 };
    this.chart.knownAccount(item.incomeAccountId);
    this.chart.putItem(item);
    this.record({ op: 'item', item }, at);
    return item;
  }

  updateParty(id: string, kind: Party['kind'], change: Change<Party>, at: string): Party {
    const known = this.chart.party(id, kind);
    if (!known) throw new LedgerError('unknown-party', `No ${kind} ${id}`);
    const party = { ...known, ...change, updatedAt: at, syncToken: known.syncToken + 1 };
    this.chart.putParty(party);
    this.record({ op: 'party', party }, at);
    return party;
  }

  /** Posts a new transaction. Refuses imbalance, unknown accounts or parties, and applying more than is open or on another A/P account. */
  post(input: PostInput, at: string): Txn {
    const draft = this.drafted(input);
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

  /**
   * Changes a transaction and posts it anew. Lines and links are replaced whole; what the patch names as undefined is
   * emptied. Of a voided one only words and dates change. Refuses like `post`, and (`has-applications`, `deposited`)
   * what would pull away the ground under payments, credits and deposits.
   */
  update(type: TxnType, id: string, patch: TxnPatch, at: string): Txn {
    const known = this.present(type, id);
    const input: PostInput = { ...known, ...(known.voided ? wordsOf(patch) : patch), type };
    const draft = this.drafted(input);
    const { createdAt, voided, deleted } = known;
    const txn: Txn = { ...draft, id, createdAt, voided, deleted, syncToken: known.syncToken + 1, updatedAt: at };
    this.refuseLooseEnds(known, txn);
    if (!voided) this.refuseOverApplication(txn, known);
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
    delete txn.deposit;
    return this.replace(txn, 'void', at);
  }

  /** Takes it out of lists and reports; change data capture still tells of it. Refuses like `voidTxn`. */
  deleteTxn(type: TxnType, id: string, at: string): Txn {
    const found = this.present(type, id);
    const known = found.voided ? found : this.detachable(type, id);
    return this.replace(
      { ...known, links: [], deleted: true, syncToken: known.syncToken + 1, updatedAt: at },
      'delete',
      at,
    );
  }

  /**
   * Takes payments and credits off a document, so that it can be voided or deleted: what paid it keeps the money,
   * unapplied. A payment that used credits too gives up all its applications. Refuses (`deposited`) what is deposited.
   */
  unapply(type: TxnType, id: string, at: string): void {
    const txn = this.present(type, id);
    if (this.applications.depositOf(txn)) throw new LedgerError('deposited', `${type} ${id} has been deposited`);
    const sources = new Set(this.applications.appliedTo(txn).map(({ from }) => from));
    for (const from of sources) {
      const mixed = from.links.some((link) => link.type === 'CreditMemo' || link.type === 'VendorCredit');
      const links = mixed ? [] : from.links.filter((link) => link.id !== id);
      this.update(from.type, from.id, { links, total: from.total }, at);
    }
  }

  /**
   * Makes one party of two: `from` is gone from the list, its documents are `into`'s. Refuses (`cannot-merge`) one with
   * itself, with one of another currency, or with one that is gone.
   */
  mergeParties(kind: Party['kind'], from: string, into: string, at: string): void {
    const [gone, kept] = [this.chart.party(from, kind), this.chart.party(into, kind)];
    if (!gone || !kept) throw new LedgerError('unknown-party', `No ${kind} ${gone ? into : from}`);
    const ended = gone.mergedInto ?? kept.mergedInto;
    if (from === into || ended !== undefined || gone.currency !== kept.currency || kept.parentId === from)
      throw new LedgerError('cannot-merge', `${kind} ${from} cannot become ${into}`);
    this.applyMerge(kind, from, into, at);
    this.record({ op: 'merge', kind, from, into }, at);
  }

  private drafted(input: PostInput): ReturnType<typeof draftTxn> {
    const whole = withPayable(input, this.context.linked);
    return draftTxn(whole, this.chart, this.profile.homeCurrency);
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

  private refuseLooseEnds(known: Txn, txn: Txn): void {
    const applied = this.applications.appliedTo(known);
    if (applied.length === 0) return;
    const name = `${known.type} ${known.id}`;
    const moneyMoves =
      txn.total !== known.total || txn.accountId !== known.accountId || txn.currency !== known.currency;
    if (moneyMoves && this.applications.depositOf(known))
      throw new LedgerError('deposited', `${name} has been deposited`);
    const settled = applied.reduce((sum, { from, link }) => sum + (from.type === 'Deposit' ? 0 : link.amount), 0);
    if (settled === 0) return;
    if (owedOf(txn) < settled)
      throw new LedgerError('over-applied', `${name} would be less than what is applied to it`);
    const moves = txn.party?.id !== known.party?.id || txn.currency !== known.currency || txn.rate !== known.rate;
    if (moves || txn.accountId !== known.accountId)
      throw new LedgerError('has-applications', `${name} has payments or credits applied`);
  }

  private refuseOverApplication(txn: Txn, previous?: Txn): void {
    refuseOtherPayable(txn, this.context.linked);
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
}

const WORDS = ['date', 'number', 'memo', 'dueDate', 'billEmail'] as const;

/** Of a patch, what may change on a voided transaction. */
const wordsOf = (patch: TxnPatch): TxnPatch =>
  Object.fromEntries(WORDS.filter((word) => word in patch).map((word) => [word, patch[word]]));
