import type { HygieneView } from '../offline/index.js';
import { pricesOf, STATES, type Issue, type IssueState, type Price, type Rule, type Severity } from './hygiene.js';

/** A rule with its issues of one state, in the server's order. */
export interface IssueGroup {
  readonly rule: Rule;
  readonly issues: readonly Issue[];
  /** Minor units; of the issues shown. */
  readonly atStake: number;
  /** Minutes to fix the issues shown. */
  readonly minutes: number;
  /** Of all its open issues together; null where they have none: no price in the tier, not open, or no effect known. */
  readonly price: Price | null;
}

const RANKS: Readonly<Record<Severity, number>> = { BLOCKS: 0, DISTORTS: 1, TIDY: 2 };

/** The issues of one state under their rules, in the order that the server says issues have. */
export function groupsOf(hygiene: HygieneView, state: IssueState): readonly IssueGroup[] {
  const prices = state === 'OPEN' ? pricesOf(hygiene) : null;
  const priceOf = new Map(prices?.byRule.map(({ ruleId, price }) => [ruleId, price]) ?? []);
  const byRule = Map.groupBy(
    hygiene.issues.filter((issue) => issue.state === state),
    ({ ruleId }) => ruleId,
  );
  const groups = hygiene.rules.flatMap((rule): IssueGroup[] => {
    const issues = byRule.get(rule.id);
    if (issues === undefined) return [];
    const atStake = issues.reduce((sum, { moneyAtStake }) => sum + moneyAtStake, 0);
    return [{ rule, issues, atStake, minutes: rule.minutes * issues.length, price: priceOf.get(rule.id) ?? null }];
  });
  const isByPrice = hygiene.order === 'PRICE' && prices !== null;
  return groups.sort((a, b) => (isByPrice ? worth(b) - worth(a) : 0) || bySeverity(a, b));
}

/** Minor units of the low point's range a minute of fixing. */
function worth({ price, minutes }: IssueGroup): number {
  return price === null || minutes === 0 ? 0 : price.range / minutes;
}

function bySeverity(a: IssueGroup, b: IssueGroup): number {
  return (
    RANKS[a.rule.severity] - RANKS[b.rule.severity] || b.atStake - a.atStake || a.rule.title.localeCompare(b.rule.title)
  );
}

/** How many issues are in each state. */
export function countsOf({ issues }: HygieneView): Readonly<Record<IssueState, number>> {
  const count = (state: IssueState): number => issues.filter((issue) => issue.state === state).length;
  return Object.fromEntries(STATES.map((state) => [state, count(state)])) as Record<IssueState, number>;
}

/** The ends of the scale that ranges are drawn on: every price and where the forecast stands, with zero in between. */
export interface PriceScale {
  readonly from: number;
  readonly to: number;
  /** The forecast's low point as it stands. */
  readonly now: number;
}

/** One scale for all rows, so that ranges compare; null without prices. */
export function scaleOf(hygiene: HygieneView): PriceScale | null {
  const prices = pricesOf(hygiene);
  if (prices === null) return null;
  const ends = prices.byRule.flatMap(({ price: { worst, best } }) => [worst.lowPoint.amount, best.lowPoint.amount]);
  const now = prices.lowPoint.amount;
  const [from, to] = [Math.min(now, ...ends), Math.max(now, ...ends)];
  return from === to ? { from: from - 1, to: to + 1, now } : { from, to, now };
}
