import type { IssueState } from '../issues/issueState.js';
import type { Severity } from './rule.js';
import { RULE_IDS, type RuleId } from './ruleIds.js';
import { RULES } from './rules/rules.js';
import { WEIGHT_OF, type SettingValues } from './settings.js';

/** What one rule's issues take off the score. */
export interface ScoreLine {
  readonly ruleId: RuleId;
  readonly title: string;
  readonly severity: Severity;
  readonly count: number;
  /** Points an issue takes off. */
  readonly weight: number;
  /** count × weight. */
  readonly points: number;
}

/** 100 less the sum of the lines' points, at least 0. */
export interface HygieneScore {
  /** 0 to 100. */
  readonly value: number;
  /** Rules with at least one issue that counts, in the order of their ids. */
  readonly lines: readonly ScoreLine[];
}

const FULL = 100;
const COUNTED: ReadonlySet<IssueState> = new Set(['OPEN', 'SNOOZED']);

/** The score of a client's issues (domain: "score"): each open or snoozed one takes off the weight of its rule's severity. */
export function hygieneScore(
  issues: Iterable<{ readonly rule: RuleId; readonly state: IssueState }>,
  values: SettingValues,
): HygieneScore {
  const counts = new Map<RuleId, number>();
  for (const { rule, state } of issues) if (COUNTED.has(state)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const lines = RULE_IDS.flatMap((id) => lineOf(id, counts.get(id) ?? 0, values));
  return { value: Math.max(0, FULL - lines.reduce((sum, { points }) => sum + points, 0)), lines };
}

function lineOf(ruleId: RuleId, count: number, values: SettingValues): ScoreLine[] {
  if (count === 0) return [];
  const { title, severity } = RULES[ruleId];
  const weight = values[WEIGHT_OF[severity]];
  return [{ ruleId, title, severity, count, weight, points: count * weight }];
}
