import type { Books, ClientSettings } from './books.js';
import { inTransitOf, SnapshotSource } from './snapshotSource.js';
import { openBalancesOf } from './openBalances.js';
import { roundHalfUp, sum } from './money.js';
import { cashInOf, cashOutOf, MINIMUM_HISTORY_DAYS, netBurnOf, noData, runway } from './runway.js';
import type { AccountBalance, SnapshotFigures, Window } from './snapshot.js';
import { snapshotNotes } from './snapshotNotes.js';
import type { Cents, IsoDate } from './units.js';
import { historyDays } from './window.js';
import { flowTotals } from './windowFlows.js';

/** All figures of a client as of a date. Nothing dated after it counts. */
export function computeSnapshot(books: Books, settings: ClientSettings, asOf: IsoDate): SnapshotFigures {
  return snapshotFrom(new SnapshotSource(books, settings), asOf);
}

/** The same for many dates, in their order, doing the shared work once. */
export function computeSnapshots(books: Books, settings: ClientSettings, asOfs: readonly IsoDate[]): SnapshotFigures[] {
  const source = new SnapshotSource(books, settings);
  return asOfs.map((asOf) => snapshotFrom(source, asOf));
}

/** The figures as of a date from books that are prepared already. */
export function snapshotFrom(source: SnapshotSource, asOf: IsoDate): SnapshotFigures {
  const { books, settings } = source;
  const accounts = source.accountsAt(asOf);
  const cash = source.cashAt(asOf);
  const { flows, counts } = flowTotals(cash.inWindow, source.setAside);
  const missing = missingCash(accounts, source, asOf);
  const cashOnHand = sum(accounts.filter(({ counted }) => counted).map(({ balance }) => balance));
  const open = openBalancesOf(source.applications, asOf);
  return {
    asOf,
    booksThrough: cash.booksThrough,
    currency: books.homeCurrency,
    runway:
      missing !== null
        ? noData(missing)
        : runway(cashOnHand, flows, cash.window, historyDays(cash.historyFrom, asOf), settings.thresholds),
    cashOnHand: missing === null ? cashOnHand : null,
    inTransit: inTransitOf(source, asOf),
    accounts,
    window: cash.window,
    historyFrom: cash.historyFrom,
    flows,
    cashIn: cashInOf(flows),
    cashOut: cashOutOf(flows),
    netBurn: netBurnOf(flows),
    weeklyIn: weekly(cashInOf(flows), cash.window),
    weeklyOut: weekly(cashOutOf(flows), cash.window),
    weeklyNetBurn: weekly(netBurnOf(flows), cash.window),
    movementCounts: counts,
    payablesDue: open.payablesDue,
    payablesOverdue: open.payablesOverdue,
    receivablesOverdue: open.receivablesOverdue,
    openPayables: open.openPayables,
    openReceivables: open.openReceivables,
    unappliedPayables: open.unappliedPayables,
    unappliedReceivables: open.unappliedReceivables,
    notes: snapshotNotes(books, accounts, open.foreign, cash.inWindow, settings),
  };
}

/** A total of the window as a weekly mean, × 7 ÷ days, half up; null without a window. */
export function weekly(amount: Cents, window: Window | null): Cents | null {
  return window === null ? null : (roundHalfUp(BigInt(amount) * 7n, window.days) as Cents);
}

/** Where there is no cash account, or nothing was ever posted to one, cash is not zero: it is not known. Says why. */
function missingCash(accounts: readonly AccountBalance[], source: SnapshotSource, asOf: IsoDate): string | null {
  const counted = accounts.filter((account) => account.counted);
  if (counted.length === 0) return 'No bank account is counted as cash; a runway needs one.';
  if (counted.some(({ accountId }) => source.hasPostings(accountId, asOf))) return null;
  return `Nothing is posted to a cash account yet; a runway needs ${MINIMUM_HISTORY_DAYS} days of history.`;
}
