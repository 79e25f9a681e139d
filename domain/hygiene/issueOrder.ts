import type { HygienePrices, RuleFacts } from './prices.js';
import type { Finding, Severity } from './rule.js';
import { RULE_IDS, type RuleId } from './ruleIds.js';
import { RULES } from './rules/rules.js';

const RANK: Readonly<Record<Severity, number>> = { BLOCKS: 0, DISTORTS: 1, TIDY: 2 };

/** What issues are ordered by. */
export interface OrderedIssue {
  readonly id: string;
  readonly rule: RuleId;
  readonly finding: Pick<Finding, 'key' | 'moneyAtStake'>;
}

/**
 * Issues in the order they are listed. With prices: by the range of the forecast's low point for each minute to fix, the
 * largest first; an issue without a price has no range. Then, and without prices, by severity, then money at stake, then
 * rule and key, so that equal issues keep their places between syncs.
 */
export function orderIssues<T extends OrderedIssue>(
  issues: readonly T[],
  prices: Pick<HygienePrices, 'byIssue'> | null,
  rules: RuleFacts = RULES,
): T[] {
  const ranges = new Map(prices?.byIssue.map(({ issueId, price }) => [issueId, price.range]));
  const perMinute = ({ id, rule }: T): number => (ranges.get(id) ?? 0) / Math.max(1, rules[rule].minutes);
  return issues.toSorted(
    (a, b) =>
      perMinute(b) - perMinute(a) ||
      RANK[rules[a.rule].severity] - RANK[rules[b.rule].severity] ||
      b.finding.moneyAtStake - a.finding.moneyAtStake ||
      RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule) ||
      (a.finding.key < b.finding.key ? -1 : a.finding.key > b.finding.key ? 1 : 0),
  );
}
