import type { Account, BookDocument, ClientSettings, DocumentType, Posting } from '../books.js';
import { entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import { openBalancesOf, type OpenBalances } from '../openBalances.js';
import { SnapshotSource } from '../snapshotSource.js';
import type { Cents, IsoDate } from '../units.js';
import type { HygieneBooks, Party } from './hygieneBooks.js';

/** The books prepared for all rules as of one date: each index is built once, when the first rule asks for it. */
export class HygieneSource {
  readonly snapshots: SnapshotSource;
  private readonly kept = new Map<string, unknown>();

  constructor(
    readonly books: HygieneBooks,
    readonly settings: ClientSettings,
    readonly asOf: IsoDate,
    snapshots?: SnapshotSource,
  ) {
    this.snapshots = snapshots ?? new SnapshotSource(books, settings);
  }

  /** Open bills, invoices and credits as of the date. */
  get open(): OpenBalances {
    return this.once('open', () => openBalancesOf(this.snapshots.applications, this.asOf));
  }

  /** Documents of a type that are not voided, whatever their date, by date then id. */
  documents(type: DocumentType): readonly BookDocument[] {
    const byType = this.once('documents', () => Map.groupBy(this.books.documents, (document) => document.type));
    return this.once(`documents ${type}`, () =>
      (byType.get(type) ?? []).filter(({ voided }) => !voided).sort(byDateThenId),
    );
  }

  /** A document's legs in the ledger; none where the ledger does not show it. */
  legs(document: Pick<BookDocument, 'type' | 'id'>): readonly Posting[] {
    const key = this.snapshots.index.ledgerKeys.get(entityKey(document.type, document.id));
    return (key !== undefined && this.snapshots.index.legs.get(key)) || [];
  }

  account(id: string): Account | undefined {
    return this.snapshots.index.accounts.get(id);
  }

  /** Balance of any account at the end of the as-of date, debit positive, in home currency. */
  balance(accountId: string): Cents {
    const balances = this.once('balances', () => {
      const sums = new Map<string, number>();
      for (const { date, accountId: id, debit, credit } of this.books.postings) {
        if (date <= this.asOf) sums.set(id, (sums.get(id) ?? 0) + debit - credit);
      }
      return sums;
    });
    return cents(balances.get(accountId) ?? 0);
  }

  /** Customers or vendors by id. */
  parties(kind: Party['kind']): ReadonlyMap<string, Party> {
    return this.once(`parties ${kind}`, () => {
      const of = this.books.parties.filter((party) => party.kind === kind);
      return new Map(of.map((party) => [party.id, party]));
    });
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.kept.has(name)) this.kept.set(name, make());
    return this.kept.get(name) as T;
  }
}

function byDateThenId(a: BookDocument, b: BookDocument): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
