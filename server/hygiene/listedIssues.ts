import { orderIssues } from '../../domain/hygiene/issueOrder.js';
import type { HygienePrices } from '../../domain/hygiene/pricing.js';
import { ISSUE_STATES } from '../../domain/issues/issueState.js';
import type { ShownIssue } from './shownIssues.js';

/** Issues of one state that are listed. */
const MOST_OF_A_STATE = 500;

/** A client's issues as they are listed, and how many are not. */
export interface ListedIssues {
  readonly issues: readonly ShownIssue[];
  readonly more: number;
}

/** Open first, by price where there are prices, then snoozed, dismissed, settled; the first of each. */
export function listedIssues(issues: readonly ShownIssue[], prices: HygienePrices | null): ListedIssues {
  const byState = Map.groupBy(issues, ({ state }) => state);
  const listed = ISSUE_STATES.flatMap((state) =>
    // What is not open has no price.
    orderIssues(byState.get(state) ?? [], state === 'OPEN' ? prices : null).slice(0, MOST_OF_A_STATE),
  );
  return { issues: listed, more: issues.length - listed.length };
}
