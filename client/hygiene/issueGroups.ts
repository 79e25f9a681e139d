import type { HygieneView } from '../offline/index.js';
import {
  pricesOf,
  STATES,
  type Issue,
  type IssueState,
  type Price,
  type Prices,
  type Rule,
  type Severity,
} from './hygiene.js';

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
  /** The server has priced other issues than these together: what waits to be sent has changed which are open. */
  readonly isUnpriced: boolean;
  /** Minor units of the low point's range a minute of fixing: what the order goes by. */
  readonly worth: number;
}

const RANKS: Readonly<Record<Severity, number>> = { BLOCKS: 0, DISTORTS: 1, TIDY: 2 };

/** The issues of one state under their rules, in the order that the server says issues have. */
export function groupsOf(hygiene: HygieneView, state: IssueState): readonly IssueGroup[] {
  const prices = state === 'OPEN' ? pricesOf(hygiene) : null;
  const priceOf = prices === null ? null : pricing(hygiene, prices);
  const byRule = Map.groupBy(
    hygiene.issues.filter((issue) => issue.state === state),
    ({ ruleId }) => ruleId,
  );
  const groups = hygiene.rules.flatMap((rule): IssueGroup[] => {
    const issues = byRule.get(rule.id);
    if (issues === undefined) return [];
    const atStake = issues.reduce((sum, { moneyAtStake }) => sum + moneyAtStake, 0);
    const priced = priceOf === null ? NOT_PRICED : priceOf(rule, issues);
    return [{ rule, issues, atStake, minutes: rule.minutes * issues.length, ...priced }];
  });
  const isByPrice = hygiene.order === 'PRICE' && prices !== null;
  return groups.sort((a, b) => (isByPrice ? b.worth - a.worth : 0) || bySeverity(a, b));
}

type Priced = Pick<IssueGroup, 'price' | 'isUnpriced' | 'worth'>;

const NOT_PRICED: Priced = { price: null, isUnpriced: false, worth: 0 };

/**
 * What a rule's open issues are worth. Where they are other ones than the server priced together, one that is left has its
 * own price and several have none before the server has answered; till then they keep the place of those that were priced.
 */
function pricing({ issues: all }: HygieneView, prices: Prices): (rule: Rule, open: readonly Issue[]) => Priced {
  const ofRule = new Map(prices.byRule.map(({ ruleId, price }) => [ruleId, price]));
  const ofIssue = new Map(prices.byIssue.map(({ issueId, price }) => [issueId, price]));
  const told = Map.groupBy(
    all.filter(({ id }) => ofIssue.has(id)),
    ({ ruleId }) => ruleId,
  );
  return (rule, open) => {
    const together = ofRule.get(rule.id) ?? null;
    const before = told.get(rule.id) ?? [];
    if (arePriced(open, before)) return { price: together, isUnpriced: false, worth: worth(rule, open, together) };
    const [only] = open;
    const own = only === undefined || open.length > 1 ? undefined : ofIssue.get(only.id);
    if (own !== undefined) return { price: own, isUnpriced: false, worth: worth(rule, open, own) };
    return { price: null, isUnpriced: true, worth: worth(rule, before, together) };
  };
}

/** Whether these are the issues of which the server said a price, all of them and no other. */
export function arePriced(open: readonly Issue[], priced: readonly Pick<Issue, 'id'>[]): boolean {
  const ids = new Set(priced.map(({ id }) => id));
  return open.length === ids.size && open.every(({ id }) => ids.has(id));
}

function worth({ minutes }: Rule, issues: readonly Issue[], price: Price | null): number {
  return price === null || minutes === 0 || issues.length === 0 ? 0 : price.range / (minutes * issues.length);
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
