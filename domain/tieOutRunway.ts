import type { ClientSettings } from './books.js';
import { cents } from './money.js';
import { runwayFromBurn } from './runway.js';
import type { Runway, SnapshotFigures, WindowFlows } from './snapshot.js';
import type { TieOutBridge, TieOutRunway } from './tieOutLine.js';
import { balancesById, type QuickBooksFigures } from './tieOutInput.js';
import type { Weeks } from './units.js';
import { printedDifference } from './variance.js';
import { historyDays } from './window.js';

/**
 * The runway from QuickBooks' reports: cash from its balance sheet, the window's net change from its cash-flow report,
 * less what our burn leaves out, each a bridge (domain: "accuracy").
 */
export function runwayTie(
  figures: SnapshotFigures,
  settings: ClientSettings,
  theirs: QuickBooksFigures,
  cashFlowBridges: readonly TieOutBridge[],
): TieOutRunway {
  const end = balancesById(theirs.balanceSheetEnd);
  const counted = figures.accounts.filter((account) => account.counted);
  const cash = cents(counted.reduce((total, { accountId }) => total + (end.get(accountId) ?? 0), 0));
  const bridges = [...cashFlowBridges, ...leftOutOfBurn(figures.flows)];
  const change = bridges.reduce((total, { amount }) => total + amount, theirs.cashFlow.netCashIncrease as number);
  const ours = figures.runway;
  // Where we cannot derive a runway for want of cash accounts or postings, their figures cannot either.
  const underivable = ours.state === 'NO_DATA' && figures.window === null && cash === 0;
  const days = historyDays(figures.historyFrom, figures.asOf);
  const quickbooks = underivable
    ? ours
    : runwayFromBurn(cash, cents(-change), figures.window, days, settings.thresholds);
  return { ours, quickbooks, difference: differenceOf(ours, quickbooks), bridges };
}

function leftOutOfBurn(flows: WindowFlows): TieOutBridge[] {
  return [
    { label: 'Inflows from loans and owners, shown apart', amount: cents(-flows.financingIn) },
    { label: 'Inflows from sales of assets, shown apart', amount: cents(-flows.investingIn) },
    { label: 'Own transfers', amount: cents(flows.ownTransferOut - flows.ownTransferIn) },
    { label: 'Opening balances', amount: cents(flows.openingOut - flows.openingIn) },
    { label: 'One-offs set aside', amount: cents(flows.oneOffOut - flows.oneOffIn) },
  ].filter(({ amount }) => amount !== 0);
}

function differenceOf(ours: Runway, quickbooks: Runway): Weeks | null {
  return ours.weeks === null || quickbooks.weeks === null ? null : printedDifference(ours.weeks, quickbooks.weeks);
}

/** 1 − |ours − QuickBooks'| ÷ QuickBooks', never below 0; equal states 1, unequal ones 0. */
export function accuracyOf(ours: Runway, quickbooks: Runway): number {
  if (ours.state !== quickbooks.state) return 0;
  if (ours.weeks === null || quickbooks.weeks === null || ours.weeks === quickbooks.weeks) return 1;
  if (quickbooks.weeks === 0) return 0;
  return Math.max(0, 1 - Math.abs(ours.weeks - quickbooks.weeks) / quickbooks.weeks);
}
