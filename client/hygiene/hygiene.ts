import type { HygieneView } from '../offline/index.js';

/** What a rule found, with its state, as the server answers it. */
export type Issue = HygieneView['issues'][number];

export type IssueState = Issue['state'];

/** A rule with what a person reads about it. */
export type Rule = HygieneView['rules'][number];

export type Severity = Rule['severity'];

/** What issues are worth in the forecast. */
export type Prices = Extract<HygieneView['prices'], { __typename: 'HygienePrices' }>;

/** The forecast with issues resolved the worse way and the better. */
export type Price = Prices['together'];

/** A document, account or party that an issue is about. */
export type IssueLine = Issue['lines'][number];

/** The states in the order of their filters. */
export const STATES: readonly IssueState[] = ['OPEN', 'SNOOZED', 'DISMISSED', 'SETTLED'];

/** Null where the tier has none, or where no forecast can be derived. */
export function pricesOf({ prices }: HygieneView): Prices | null {
  return prices.__typename === 'HygienePrices' ? prices : null;
}

/** Why there are no prices, for the head of their column; null where there are. */
export function withoutPrices({ prices }: HygieneView): string | null {
  if (prices.__typename === 'HygienePrices') return null;
  return prices.code === 'NO_DATA' ? 'not known' : 'not in this client’s tier';
}
