import { isUndepositedFunds } from './accountKinds.js';
import type { Books, ClientSettings, Posting } from './books.js';
import { booksChange, isSameFrame, sizeOfChange } from './booksChange.js';
import { addDays } from './calendar.js';
import { indexBooks, revisedIndex, type BooksIndex } from './booksIndex.js';
import { countedIds, judgeAccounts, type BankAccount } from './countedAccounts.js';
import { documentLinks, revisedLinks, touchedKeys, type DocumentLinks } from './documentLinks.js';
import { cents, sum } from './money.js';
import { byDateThenKey, movementOf, type CashMovement } from './movements.js';
import { indexApplications, revisedApplications, type ApplicationIndex } from './openBalances.js';
import { PartialResults } from './partialResults.js';
import type { AccountBalance, Window } from './snapshot.js';
import type { Cents, IsoDate } from './units.js';
import { RunningBalance } from './runningBalance.js';
import { WINDOW_DAYS, windowOf } from './window.js';
import { setAsideKeys } from './windowFlows.js';

/** The cash movements as of a date. */
export interface CashAt {
  /** Movements in the window, by date; empty without a window. */
  readonly inWindow: readonly CashMovement[];
  readonly window: Window | null;
  readonly historyFrom: IsoDate | null;
  readonly booksThrough: IsoDate | null;
}

/** Books by all that the figures ask for. */
interface Prepared {
  readonly index: BooksIndex;
  readonly applications: ApplicationIndex;
  /** Of bank accounts and undeposited funds. */
  readonly balances: ReadonlyMap<string, RunningBalance>;
  readonly results: PartialResults;
  readonly links: DocumentLinks | null;
}

/** A change of more than this part of the books, and of more than `SMALL_CHANGE` entries, is a new beginning. */
const LARGEST_PART = 8;
const SMALL_CHANGE = 1_000;

/**
 * Books and settings prepared for any number of as-of dates: balances by date, movements by date, applications by
 * document. Only the choice of counted accounts can differ from date to date; movements are kept by that choice.
 */
export class SnapshotSource {
  readonly index: BooksIndex;
  readonly applications: ApplicationIndex;
  readonly setAside: ReadonlySet<string>;
  /** What is made of parts of the books and carried over to their next state. */
  readonly results: PartialResults;
  private readonly balances: ReadonlyMap<string, RunningBalance>;
  private linksMade: DocumentLinks | null;

  constructor(
    readonly books: Books,
    readonly settings: ClientSettings,
    prepared: Prepared = prepare(books),
  ) {
    this.index = prepared.index;
    this.applications = prepared.applications;
    this.balances = prepared.balances;
    this.results = prepared.results;
    this.linksMade = prepared.links;
    this.setAside = setAsideKeys(settings);
  }

  /** Who applies to what, in either state of a document. */
  get links(): DocumentLinks {
    return (this.linksMade ??= documentLinks(this.books.documents));
  }

  /**
   * The source of the books' next state. What did not change is shared with this source, which stays as it is: postings
   * and documents that are the same objects count as unchanged. It answers as a new source over `books` does.
   */
  revised(books: Books): SnapshotSource {
    if (!isSameFrame(this.books, books)) return new SnapshotSource(books, this.settings);
    const change = booksChange(this.books, books);
    const size = sizeOfChange(change);
    if (size > SMALL_CHANGE && size * LARGEST_PART > books.postings.length)
      return new SnapshotSource(books, this.settings);
    const index = revisedIndex(this.index, books, change);
    const links = revisedLinks(this.links, change.documents);
    const touched = touchedKeys(change, this, { index, links });
    return new SnapshotSource(books, this.settings, {
      index,
      links,
      applications: revisedApplications(this.applications, index, links, touched),
      balances: revisedBalances(this.balances, change.postings),
      results: this.results.revised(index, { ...change, touched }),
    });
  }

  /** Balance of a bank account or undeposited funds at the end of a date; debit is positive. Refuses what was condensed. */
  balanceAt(accountId: string, date: IsoDate): Cents {
    this.refuseBefore(addDays(date, 1));
    return cents(this.balances.get(accountId)?.at(date) ?? 0);
  }

  /** The date of the newest posting to a bank account, the future included; null without any. */
  newestPosting(accountId: string): IsoDate | null {
    return this.balances.get(accountId)?.lastDate() ?? null;
  }

  /** Whether anything was posted to a bank account by the end of a date. */
  hasPostings(accountId: string, date: IsoDate): boolean {
    const first = this.balances.get(accountId)?.firstDate() ?? null;
    return first !== null && first <= date;
  }

  /** Every bank account and whether it is counted on that date. */
  banksAt(asOf: IsoDate): BankAccount[] {
    const from = addDays(asOf, 1 - WINDOW_DAYS);
    this.refuseBefore(from);
    return judgeAccounts(this.books, this.settings, (id) => this.balances.get(id)?.movedIn(from, asOf) ?? false);
  }

  /** Every bank account with its balance, in home currency as the ledger keeps it. */
  accountsAt(asOf: IsoDate): AccountBalance[] {
    return this.banksAt(asOf).map(({ account, counted, leftOut }) => ({
      accountId: account.id,
      name: account.fullName,
      number: account.number,
      balance: this.balanceAt(account.id, asOf),
      currency: this.books.homeCurrency,
      counted,
      leftOut,
    }));
  }

  /** All cash movements of the accounts counted on that date, later ones included, by date. */
  movementsAt(asOf: IsoDate): readonly CashMovement[] {
    return this.results.sorted(`movements ${this.choiceAt(asOf)}`, this.movementsByKey(asOf), byDateThenKey);
  }

  /** The same by the ledger's document key. */
  movementsByKey(asOf: IsoDate): ReadonlyMap<string, CashMovement> {
    const ids = countedIds(this.banksAt(asOf));
    return this.results.ofLedger(`movements ${this.choiceAt(asOf)}`, (legs) => movementOf(this.index, ids, legs));
  }

  /** Names the choice of accounts that are counted on that date. */
  choiceAt(asOf: IsoDate): string {
    return JSON.stringify([...countedIds(this.banksAt(asOf))].sort());
  }

  /** Movements from `from` to `asOf`, both included, of the accounts counted as of the later date. */
  movementsBetween(from: IsoDate, asOf: IsoDate): readonly CashMovement[] {
    const all = this.movementsAt(asOf);
    return all.slice(firstAfter(all, addDays(from, -1)), firstAfter(all, asOf));
  }

  /** The movements in the window, and where history and books begin and end (domain: "window", "books through"). */
  cashAt(asOf: IsoDate): CashAt {
    const all = this.movementsAt(asOf);
    const end = firstAfter(all, asOf);
    const first = all.find((movement) => movement.parts.some((part) => part.class !== 'OPENING'));
    const historyFrom = first && first.date <= asOf ? first.date : null;
    const window = windowOf(historyFrom, asOf);
    const start = window === null ? end : firstAfter(all, addDays(window.from, -1));
    return { inWindow: all.slice(start, end), window, historyFrom, booksThrough: all[end - 1]?.date ?? null };
  }

  /** A wrong answer is worse than none: what lies in the condensed part cannot be told. */
  private refuseBefore(date: IsoDate): void {
    const { condensedBefore } = this.books;
    if (condensedBefore && date < condensedBefore)
      throw new RangeError(`The books are condensed before ${condensedBefore}; ${date} was asked for.`);
  }
}

function prepare(books: Books): Prepared {
  const index = indexBooks(books);
  const balances = new Map<string, RunningBalance>();
  for (const account of books.accounts)
    if (account.type === 'Bank' || isUndepositedFunds(account)) balances.set(account.id, new RunningBalance());
  for (const posting of books.postings) balances.get(posting.accountId)?.add(posting);
  return { index, balances, applications: indexApplications(index), results: new PartialResults(index), links: null };
}

function revisedBalances(
  before: Prepared['balances'],
  { gone, came }: { readonly gone: readonly Posting[]; readonly came: readonly Posting[] },
): Prepared['balances'] {
  const balances = new Map(before);
  for (const accountId of new Set([...gone, ...came].map((posting) => posting.accountId))) {
    const isOf = (posting: Posting): boolean => posting.accountId === accountId;
    const known = before.get(accountId);
    if (known) balances.set(accountId, known.revised({ gone: gone.filter(isOf), came: came.filter(isOf) }));
  }
  return balances;
}

/** Undeposited funds at the end of the date. */
export function inTransitOf(source: SnapshotSource, asOf: IsoDate): Cents {
  const undeposited = source.books.accounts.filter(isUndepositedFunds);
  return sum(undeposited.map((account) => source.balanceAt(account.id, asOf)));
}

/** Position of the first movement after a date, by halves. */
function firstAfter(movements: readonly CashMovement[], date: IsoDate): number {
  let low = 0;
  let high = movements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const movement = movements[middle];
    if (movement && movement.date <= date) low = middle + 1;
    else high = middle;
  }
  return low;
}
