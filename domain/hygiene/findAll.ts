import type { HygieneSource } from './hygieneSource.js';
import type { BooksPart, Finding } from './rule.js';
import type { RuleId } from './ruleIds.js';
import { RULE_LIST, RULES } from './rules/rules.js';
import type { SettingValues } from './settings.js';

/** A finding under the rule that found it. Rule and key name it: no two are the same in both. */
export interface FoundIssue {
  readonly rule: RuleId;
  readonly finding: Finding;
}

/**
 * What all rules find in the books as of the source's date, by rule, then key. The order of the books does not matter.
 * Where the ledger shows one document under two names, what is found of it twice is one finding: the one with more at stake.
 */
export function findAll(source: HygieneSource, values: SettingValues): readonly FoundIssue[] {
  return RULE_LIST.flatMap(({ id }) => foundBy(id, source, values));
}

/**
 * What `findAll` answers, where `previous` is its answer for books (and an as-of date) that differ in `changed` alone: only
 * rules that read a changed part are asked again. Other settings of the firm or the client take a `findAll`.
 */
export function findAgain(
  previous: readonly FoundIssue[],
  source: HygieneSource,
  values: SettingValues,
  changed: ReadonlySet<BooksPart>,
): readonly FoundIssue[] {
  const kept = Map.groupBy(previous, ({ rule }) => rule);
  return RULE_LIST.flatMap(({ id, reads }) =>
    reads.some((part) => changed.has(part)) ? foundBy(id, source, values) : (kept.get(id) ?? []),
  );
}

/** What one rule finds, by key. */
export function foundBy(rule: RuleId, source: HygieneSource, values: SettingValues): readonly FoundIssue[] {
  const found = RULES[rule].find(source, values).map((finding) => ({ rule, finding }));
  found.sort(byKeyThenMoney);
  return found.filter(({ finding }, position) => finding.key !== found[position - 1]?.finding.key);
}

function byKeyThenMoney({ finding: a }: FoundIssue, { finding: b }: FoundIssue): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.moneyAtStake !== b.moneyAtStake) return b.moneyAtStake - a.moneyAtStake;
  return linesOf(a) < linesOf(b) ? -1 : 1;
}

/** By which of its names the ledger shows a document. */
function linesOf({ lines }: Finding): string {
  return lines.map(({ key }) => key).join('+');
}
