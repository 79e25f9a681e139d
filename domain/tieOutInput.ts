import { addDays } from './calendar.js';
import type { SnapshotFigures } from './snapshot.js';
import type { Cents, IsoDate } from './units.js';
import { WINDOW_DAYS } from './window.js';

/** A balance in one of QuickBooks' reports, debit positive, in home currency. */
export interface ReportBalance {
  readonly accountId: string;
  readonly balance: Cents;
}

/** QuickBooks' own figures, read from its reports. An account a report does not list is zero there. */
export interface QuickBooksFigures {
  /** TrialBalance as of the date. */
  readonly trialBalance: readonly ReportBalance[];
  /** BalanceSheet at the end of the day before the window (`tieOutDates`). Asset accounts are enough. */
  readonly balanceSheetStart: readonly ReportBalance[];
  /** BalanceSheet at the end of the as-of date. */
  readonly balanceSheetEnd: readonly ReportBalance[];
  /** CashFlow from the window's first to its last day. */
  readonly cashFlow: { readonly netCashIncrease: Cents };
  /** Grand total of AgedPayables as of the date; what is owed is positive. */
  readonly agedPayables: Cents;
  /** Grand total of AgedReceivables as of the date; what customers owe is positive. */
  readonly agedReceivables: Cents;
}

/** The dates QuickBooks' reports are asked for: the window, or its 91 days where there is no window yet. */
export function tieOutDates(figures: Pick<SnapshotFigures, 'asOf' | 'window'>): {
  /** Balance sheet at the start: the end of the day before the window. */
  readonly startBalance: IsoDate;
  readonly from: IsoDate;
  readonly to: IsoDate;
} {
  const from = figures.window?.from ?? addDays(figures.asOf, 1 - WINDOW_DAYS);
  return { startBalance: addDays(from, -1), from, to: figures.asOf };
}

/** Balances by account; several rows of one account are summed. */
export function balancesById(rows: readonly ReportBalance[]): Map<string, number> {
  const byId = new Map<string, number>();
  for (const { accountId, balance } of rows) byId.set(accountId, (byId.get(accountId) ?? 0) + balance);
  return byId;
}
