import { roundHalfUp, sum } from './money.js';
import type { Runway, Window, WindowFlows } from './snapshot.js';
import { statusOf, type Thresholds } from './status.js';
import type { Cents, Weeks } from './units.js';

/** Days of history below which there is no runway. */
export const MINIMUM_HISTORY_DAYS = 28;

/** Weeks above which a runway is shown, sorted and compared as this number ("over 50"). */
export const LONGEST_WEEKS = 50;

/** Cash in of the window: operating inflows alone (domain: "cash in"). */
export function cashInOf(flows: WindowFlows): Cents {
  return flows.operatingIn;
}

/** Cash out of the window: operating, investing and financing outflows (domain: "cash out"). */
export function cashOutOf(flows: WindowFlows): Cents {
  return sum([flows.operatingOut, flows.investingOut, flows.financingOut]);
}

/** Net burn of the window: out − in, negative when more came in. */
export function netBurnOf(flows: WindowFlows): Cents {
  return sum([cashOutOf(flows), -cashInOf(flows)]);
}

/**
 * Runway in weeks, or the state that stands instead (domain: "runway", in its order). `historyDays` is all of the history
 * up to the as-of date, not only the window's.
 */
export function runway(
  cash: Cents,
  flows: WindowFlows,
  window: Window | null,
  historyDays: number,
  thresholds: Thresholds,
): Runway {
  return runwayFromBurn(cash, netBurnOf(flows), window, historyDays, thresholds);
}

/** The same from a net burn that is known already. */
export function runwayFromBurn(
  cash: Cents,
  netBurn: Cents,
  window: Window | null,
  historyDays: number,
  thresholds: Thresholds,
): Runway {
  if (cash <= 0) return { state: 'NUMBER', status: 'RED', weeks: 0 as Weeks, over: false, reason: null };
  if (window === null || historyDays < MINIMUM_HISTORY_DAYS) return noData(shortHistory(historyDays));
  if (netBurn <= 0) return { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false, reason: null };
  const tenths = tenthsOfWeeks(cash, window.days, netBurn);
  const over = tenths > LONGEST_WEEKS * 10;
  const weeks = (over ? LONGEST_WEEKS : tenths / 10) as Weeks;
  return { state: 'NUMBER', status: statusOf(weeks, thresholds), weeks, over, reason: null };
}

/** No number, and the sentence that says what is missing. */
export function noData(reason: string): Runway {
  return { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason };
}

/** cash × days ÷ (7 × net burn) in tenths, rounded once, half up; anything above 50.0 is as good as 50.1. */
function tenthsOfWeeks(cash: Cents, days: number, netBurn: Cents): number {
  const numerator = BigInt(cash) * BigInt(days) * 10n;
  const denominator = 7n * BigInt(netBurn);
  const over = BigInt(LONGEST_WEEKS * 10 + 1);
  return numerator > over * denominator ? Number(over) : roundHalfUp(numerator, denominator);
}

function shortHistory(days: number): string {
  if (days === 0) return `No cash movement in the books yet; a runway needs ${MINIMUM_HISTORY_DAYS} days of history.`;
  return `${days} ${days === 1 ? 'day' : 'days'} of history; a runway needs ${MINIMUM_HISTORY_DAYS}.`;
}
