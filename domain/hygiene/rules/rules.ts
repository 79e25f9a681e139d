import { RULE_IDS, type RuleId } from '../ruleIds.js';
import type { Rule } from '../rule.js';

/** Every rule; the order does not matter. */
const ALL: readonly Rule[] = [];

/** The rules by their ids. */
export const RULES = Object.fromEntries(ALL.map((rule) => [rule.id, rule])) as Readonly<Record<RuleId, Rule>>;

/** The rules in the order of their ids. */
export const RULE_LIST: readonly Rule[] = RULE_IDS.flatMap((id) => ALL.filter((rule) => rule.id === id));
