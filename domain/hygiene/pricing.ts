import type { ForecastChange, ForecastInputs } from '../forecast/forecastInputs.js';
import type { Headline } from '../forecast/headline.js';
import { prepare, type PreparedForecast } from '../forecast/prepare.js';
import { whatIf, type WhatIf } from '../forecast/whatIf.js';
import { cents } from '../money.js';
import type { HygienePrices, OpenIssue, Price, PriceEnd, RuleFacts } from './prices.js';
import type { Resolution } from './rule.js';
import { RULE_IDS } from './ruleIds.js';
import { RULES } from './rules/rules.js';

export { orderIssues } from './issueOrder.js';
export type * from './prices.js';

/** An issue's two ways, the worse first, and what the forecast says to each. */
interface Priced {
  readonly issue: OpenIssue;
  readonly price: Price;
  readonly worse: readonly ForecastChange[];
  readonly better: readonly ForecastChange[];
}

/**
 * Prices open issues in the forecast of these inputs with an advisor's changes. The worse way is the one with the lower
 * low point, then the earlier week below zero, then the lower balances on the whole. An issue without ways to turn out
 * has the forecast as it stands at both ends and a range of zero.
 * @throws RangeError for an issue that is not open, and as `forecastFrom` does.
 */
export function priceIssues(
  inputs: ForecastInputs,
  changes: readonly ForecastChange[],
  issues: readonly OpenIssue[],
  rules: RuleFacts = RULES,
): HygienePrices {
  const prepared = prepare(inputs, changes);
  const now = whatIf(prepared, []);
  const priced = issues.map((issue) => pricedIssue(prepared, now, issue));
  const byRule = Map.groupBy(priced, ({ issue }) => issue.rule);
  return {
    lowPoint: now.lowPoint,
    firstWeekBelowZero: now.firstWeekBelowZero,
    together: pricedTogether(prepared, priced),
    byRule: RULE_IDS.flatMap((ruleId) => {
      const of = byRule.get(ruleId);
      if (!of) return [];
      return [{ ruleId, price: pricedTogether(prepared, of), minutes: of.length * rules[ruleId].minutes }];
    }),
    byIssue: priced.map(({ issue, price }) => ({ issueId: issue.id, price })),
  };
}

function pricedIssue(prepared: PreparedForecast, now: WhatIf, issue: OpenIssue): Priced {
  // Issues arrive as data from stores and devices, where a type alone holds nothing back.
  if (issue.state !== 'OPEN') throw new RangeError(`Only open issues have a price: ${String(issue.state)}.`);
  const { resolutions } = issue.finding;
  if (resolutions === null) {
    const end = endOf(null, now);
    return { issue, price: priceOf(end, end), worse: [], better: [] };
  }
  const ways = resolutions.map((resolution) => ({ resolution, outcome: outcomeOf(prepared, now, resolution) }));
  const [first, second] = ways as [Way, Way];
  const [worse, better] = isWorse(second.outcome, first.outcome) ? [second, first] : [first, second];
  return {
    issue,
    price: priceOf(endOf(worse.resolution.label, worse.outcome), endOf(better.resolution.label, better.outcome)),
    worse: worse.resolution.changes,
    better: better.resolution.changes,
  };
}

interface Way {
  readonly resolution: Resolution;
  readonly outcome: WhatIf;
}

function outcomeOf(prepared: PreparedForecast, now: WhatIf, { changes }: Resolution): WhatIf {
  return changes.length === 0 ? now : whatIf(prepared, changes);
}

/** Several issues at once. Together the two ends can change places; the lower is still the worse. */
function pricedTogether(prepared: PreparedForecast, priced: readonly Priced[]): Price {
  const one = whatIf(
    prepared,
    priced.flatMap(({ worse }) => worse),
  );
  const other = whatIf(
    prepared,
    priced.flatMap(({ better }) => better),
  );
  return isWorse(other, one)
    ? priceOf(endOf(null, other), endOf(null, one))
    : priceOf(endOf(null, one), endOf(null, other));
}

function priceOf(worst: PriceEnd, best: PriceEnd): Price {
  return { worst, best, range: cents(best.lowPoint.amount - worst.lowPoint.amount) };
}

function endOf(label: string | null, { lowPoint, firstWeekBelowZero }: Headline): PriceEnd {
  return { label, lowPoint, firstWeekBelowZero };
}

function isWorse(a: WhatIf, b: WhatIf): boolean {
  if (a.lowPoint.amount !== b.lowPoint.amount) return a.lowPoint.amount < b.lowPoint.amount;
  const [weekA, weekB] = [a.firstWeekBelowZero ?? NEVER, b.firstWeekBelowZero ?? NEVER];
  return weekA === weekB ? a.area < b.area : weekA < weekB;
}

/** After every date. */
const NEVER = '9999-99-99';
