import type { Books, ClientSettings } from './books.js';
import { cents } from './money.js';
import type { SnapshotFigures } from './snapshot.js';
import { snapshotFrom } from './computeSnapshot.js';
import { SnapshotSource } from './snapshotSource.js';
import { openDocumentLines } from './tieOutDocuments.js';
import { balancesById, tieOutDates, type QuickBooksFigures } from './tieOutInput.js';
import { accuracyOf, runwayTie } from './tieOutRunway.js';
import { isUndepositedFunds } from './accountKinds.js';
import { lineOf, type TieOutBridge, type TieOutLine, type TieOutRunway } from './tieOutLine.js';
import { RETAINED_EARNINGS, trialBalance } from './trialBalance.js';
import type { IsoDate } from './units.js';

export interface TieOut {
  readonly lines: readonly TieOutLine[];
  readonly runway: TieOutRunway;
  /** 1 − |ours − QuickBooks'| ÷ QuickBooks', 0 to 1; equal states 1, unequal ones 0. */
  readonly accuracy: number;
  /** Every line closes and both runways are printed the same. */
  readonly tied: boolean;
}

/** Our figures as of a date against QuickBooks' own reports, to the minor unit (domain: "Tie-out"). */
export function tieOut(books: Books, settings: ClientSettings, asOf: IsoDate, theirs: QuickBooksFigures): TieOut {
  const source = new SnapshotSource(books, settings);
  return tieOutFrom(source, snapshotFrom(source, asOf), theirs);
}

/** The same from books that are prepared and figures that are computed already. */
export function tieOutFrom(source: SnapshotSource, figures: SnapshotFigures, theirs: QuickBooksFigures): TieOut {
  const { books, settings } = source;
  const bridges = cashFlowBridges(source, figures, theirs);
  const lines = [
    ...trialBalanceLines(books, figures.asOf, theirs),
    ...balanceSheetLines(source, figures, theirs),
    cashFlowLine(source, figures, theirs, bridges),
    ...openDocumentLines(source, figures, theirs),
  ];
  const runway = runwayTie(figures, settings, theirs, bridges);
  const accuracy = accuracyOf(runway.ours, runway.quickbooks);
  return { lines, runway, accuracy, tied: accuracy === 1 && lines.every(({ closes }) => closes) };
}

/** (a) every account; those that are zero on both sides have nothing to compare. */
function trialBalanceLines(books: Books, asOf: IsoDate, theirs: QuickBooksFigures): TieOutLine[] {
  const ours = balancesById(trialBalance(books, asOf));
  const quickbooks = balancesById(theirs.trialBalance);
  const names = new Map(books.accounts.map(({ id, fullName }) => [id, fullName]));
  return [...new Set([...ours.keys(), ...quickbooks.keys()])]
    .filter((id) => ours.get(id) || quickbooks.get(id))
    .map((id) => {
      const name = names.get(id) ?? (id === RETAINED_EARNINGS ? 'Retained Earnings' : `Account ${id}`);
      return lineOf(`trialBalance:${id}`, `Trial balance: ${name}`, ours.get(id) ?? 0, quickbooks.get(id) ?? 0);
    });
}

/** (a) each counted cash account at both ends of the window. */
function balanceSheetLines(source: SnapshotSource, figures: SnapshotFigures, theirs: QuickBooksFigures): TieOutLine[] {
  const { startBalance } = tieOutDates(figures);
  const start = balancesById(theirs.balanceSheetStart);
  const end = balancesById(theirs.balanceSheetEnd);
  return figures.accounts
    .filter(({ counted }) => counted)
    .flatMap(({ accountId, name, balance }) => {
      const before = source.balanceAt(accountId, startBalance);
      return [
        lineOf(`balanceSheet:start:${accountId}`, `Balance sheet, start: ${name}`, before, start.get(accountId) ?? 0),
        lineOf(`balanceSheet:end:${accountId}`, `Balance sheet, end: ${name}`, balance, end.get(accountId) ?? 0),
      ];
    });
}

/** QuickBooks calls undeposited funds and every bank account cash; these lead from its change to that of counted cash. */
function cashFlowBridges(source: SnapshotSource, figures: SnapshotFigures, theirs: QuickBooksFigures): TieOutBridge[] {
  const start = balancesById(theirs.balanceSheetStart);
  const end = balancesById(theirs.balanceSheetEnd);
  const change = (ids: readonly string[]): number =>
    ids.reduce((total, id) => total + (end.get(id) ?? 0) - (start.get(id) ?? 0), 0);
  const undeposited = source.books.accounts.filter(isUndepositedFunds).map(({ id }) => id);
  const notCounted = figures.accounts.filter(({ counted }) => !counted).map(({ accountId }) => accountId);
  return [
    { label: 'Change of undeposited funds', amount: cents(-change(undeposited)) },
    { label: 'Change of bank accounts not counted', amount: cents(-change(notCounted)) },
  ].filter(({ amount }) => amount !== 0);
}

/** (b) change of counted cash over the window. */
function cashFlowLine(
  source: SnapshotSource,
  figures: SnapshotFigures,
  theirs: QuickBooksFigures,
  bridges: readonly TieOutBridge[],
): TieOutLine {
  const { startBalance } = tieOutDates(figures);
  const counted = figures.accounts.filter((account) => account.counted);
  const before = counted.reduce((total, { accountId }) => total + source.balanceAt(accountId, startBalance), 0);
  // Unknown cash is a sum of nothing: that it did not change is compared all the same.
  const ours = (figures.cashOnHand ?? 0) - before;
  return lineOf('cashFlow', 'Change of cash over the window', ours, theirs.cashFlow.netCashIncrease, bridges);
}
