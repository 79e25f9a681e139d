import { isUndepositedFunds } from './accountKinds.js';
import type { Books, ClientSettings } from './books.js';
import { addDays } from './calendar.js';
import { indexBooks, type BooksIndex } from './booksIndex.js';
import { countedIds, judgeAccounts, type BankAccount } from './countedAccounts.js';
import { cents, sum } from './money.js';
import { movementsOf, type CashMovement } from './movements.js';
import { indexApplications, type ApplicationIndex } from './openBalances.js';
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

/**
 * Books and settings prepared for any number of as-of dates: balances by date, movements by date, applications by
 * document. Only the choice of counted accounts can differ from date to date; movements are kept by that choice.
 */
export class SnapshotSource {
  readonly index: BooksIndex;
  readonly applications: ApplicationIndex;
  readonly setAside: ReadonlySet<string>;
  private readonly balances = new Map<string, RunningBalance>();
  private readonly movementsByChoice = new Map<string, readonly CashMovement[]>();

  constructor(
    readonly books: Books,
    readonly settings: ClientSettings,
  ) {
    this.index = indexBooks(books);
    this.applications = indexApplications(this.index);
    this.setAside = setAsideKeys(settings);
    for (const account of books.accounts) {
      if (account.type === 'Bank' || isUndepositedFunds(account)) this.balances.set(account.id, new RunningBalance());
    }
    for (const posting of books.postings) this.balances.get(posting.accountId)?.add(posting);
  }

  /** Balance of a bank account or undeposited funds at the end of a date; debit is positive. Refuses what was condensed. */
  balanceAt(accountId: string, date: IsoDate): Cents {
    this.refuseBefore(addDays(date, 1));
    return cents(this.balances.get(accountId)?.at(date) ?? 0);
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
    const ids = countedIds(this.banksAt(asOf));
    const choice = JSON.stringify([...ids].sort());
    const known = this.movementsByChoice.get(choice);
    if (known) return known;
    const movements = movementsOf(this.index, ids);
    this.movementsByChoice.set(choice, movements);
    return movements;
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
