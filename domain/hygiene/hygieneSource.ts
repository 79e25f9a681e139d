import type { Account, BookDocument, ClientSettings, DocumentType, Posting } from '../books.js';
import { entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import { openBalancesOf, type OpenBalances } from '../openBalances.js';
import { SnapshotSource } from '../snapshotSource.js';
import type { Cents, IsoDate } from '../units.js';
import type { HygieneBooks, Party } from './hygieneBooks.js';
import type { BooksPart } from './rule.js';

/** An index with the parts of the books it was made of. */
interface Kept {
  readonly reads: readonly BooksPart[];
  readonly value: unknown;
}

/** What postings, documents' applications and accounts are indexed by together. */
const SNAPSHOT_PARTS: readonly BooksPart[] = [
  'POSTINGS',
  'ACCOUNTS',
  'COMPANY',
  'Bill',
  'BillPayment',
  'VendorCredit',
  'Invoice',
  'Payment',
  'CreditMemo',
  'SalesReceipt',
  'RefundReceipt',
  'Purchase',
  'CreditCardPayment',
  'TaxPayment',
  'Deposit',
  'Transfer',
  'JournalEntry',
];

/**
 * The books prepared for all rules as of one date: each index is built once, when the first rule asks for it, and carried
 * over to the next state of the books where the parts it is made of stayed the same.
 */
export class HygieneSource {
  private readonly kept = new Map<string, Kept>();
  private ready: SnapshotSource | null = null;

  /** `before`: the source of the state of the books before, where there was one. */
  constructor(
    readonly books: HygieneBooks,
    readonly settings: ClientSettings,
    readonly asOf: IsoDate,
    private before: SnapshotSource | null = null,
  ) {}

  /** What the figures and the forecast read. */
  get snapshots(): SnapshotSource {
    if (this.ready) return this.ready;
    this.ready = this.before?.revised(this.books) ?? new SnapshotSource(this.books, this.settings);
    this.before = null;
    return this.ready;
  }

  /**
   * The source of the books' next state, of which only `changed` differs from this one's. Indexes made of other parts are
   * carried over; a changed `asOf` counts as AS_OF whether it is named or not. The answer is the same as that of a new
   * source over `books` as long as `changed` names every part that differs.
   */
  revised(books: HygieneBooks, changed: ReadonlySet<BooksPart>, asOf: IsoDate = this.asOf): HygieneSource {
    const parts = asOf === this.asOf ? changed : new Set<BooksPart>([...changed, 'AS_OF']);
    const isSame = (reads: readonly BooksPart[]): boolean => !reads.some((part) => parts.has(part));
    const next = new HygieneSource(books, this.settings, asOf, this.ready ?? this.before);
    if (isSame(SNAPSHOT_PARTS)) next.ready = this.ready;
    for (const [name, index] of this.kept) if (isSame(index.reads)) next.kept.set(name, index);
    return next;
  }

  /** Open bills, invoices and credits as of the date. */
  get open(): OpenBalances {
    return this.once('open', [...SNAPSHOT_PARTS, 'AS_OF'], () =>
      openBalancesOf(this.snapshots.applications, this.asOf),
    );
  }

  /** Documents of a type that are not voided, whatever their date, by date then id. */
  documents(type: DocumentType): readonly BookDocument[] {
    return this.once(`documents ${type}`, [type], () =>
      this.books.documents.filter((document) => document.type === type && !document.voided).sort(byDateThenId),
    );
  }

  /**
   * What documents of a type that are not voided come to, in the order of date then id, null left out. Made of what
   * `PartialResults.ofDocuments` names, of the accounts and the as-of date.
   */
  ofDocuments<T extends DocumentResult>(
    name: string,
    type: DocumentType,
    make: (document: BookDocument) => T | null,
  ): readonly T[] {
    const { results } = this.snapshots;
    const dated = `${name} ${this.asOf}`;
    return results.sorted(`${type} ${dated}`, results.ofDocuments(dated, type, make), byDocument);
  }

  /**
   * What documents of the ledger come to by their key, null left out, of sums of condensed books too where wanted. Made of
   * what `PartialResults.ofLedger` names, of the accounts and the as-of date.
   */
  ofLedger<T extends NonNullable<unknown>>(
    name: string,
    make: (legs: readonly Posting[], key: string) => T | null,
    wanted: { readonly summaries?: boolean } = {},
  ): ReadonlyMap<string, T> {
    return this.snapshots.results.ofLedger(`${name} ${this.asOf}`, make, wanted);
  }

  /** `PartialResults.remember`; the as-of date is one of what it is made of. */
  remember<T>(name: string, madeOf: readonly unknown[], make: () => T): T {
    return this.snapshots.results.remember(name, [this.asOf, ...madeOf], make);
  }

  /** A document's legs in the ledger; none where the ledger does not show it. */
  legs(document: Pick<BookDocument, 'type' | 'id'>): readonly Posting[] {
    const key = this.snapshots.index.ledgerKeys.get(entityKey(document.type, document.id));
    return (key !== undefined && this.snapshots.index.legs.get(key)) || [];
  }

  account(id: string): Account | undefined {
    return this.accounts.get(id);
  }

  /** Accounts by id. */
  get accounts(): ReadonlyMap<string, Account> {
    return this.once(
      'accounts',
      ['ACCOUNTS'],
      () => new Map(this.books.accounts.map((account) => [account.id, account])),
    );
  }

  /** Balance of any account at the end of a date, the as-of date unless told; debit positive, in home currency. */
  balance(accountId: string, through: IsoDate = this.asOf): Cents {
    const balances = this.snapshots.results.once(
      `balances ${through}`,
      () => added(new Map(), this.books.postings, 1, through),
      (before, { postings }) => added(added(new Map(before), postings.gone, -1, through), postings.came, 1, through),
    );
    return cents(balances.get(accountId) ?? 0);
  }

  /** Customers or vendors by id. */
  parties(kind: Party['kind']): ReadonlyMap<string, Party> {
    return this.once(`parties ${kind}`, ['PARTIES'], () => {
      const of = this.books.parties.filter((party) => party.kind === kind);
      return new Map(of.map((party) => [party.id, party]));
    });
  }

  /**
   * An index under a name that is its own, made when it is first asked for. `reads` names every part of the books that
   * `make` looks at, the as-of date included.
   */
  once<T>(name: string, reads: readonly BooksPart[], make: () => T): T {
    const known = this.kept.get(name);
    if (known) return known.value as T;
    const value = make();
    this.kept.set(name, { reads, value });
    return value;
  }
}

/** Something that is said of one document. */
interface DocumentResult {
  readonly document: BookDocument;
}

/** The sums of accounts with postings up to a date added, or taken off again. */
function added(
  sums: Map<string, number>,
  postings: readonly Posting[],
  times: 1 | -1,
  through: IsoDate,
): Map<string, number> {
  for (const { date, accountId, debit, credit } of postings) {
    if (date <= through) sums.set(accountId, (sums.get(accountId) ?? 0) + times * (debit - credit));
  }
  return sums;
}

function byDocument({ document: a }: DocumentResult, { document: b }: DocumentResult): number {
  return byDateThenId(a, b);
}

function byDateThenId(a: BookDocument, b: BookDocument): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
