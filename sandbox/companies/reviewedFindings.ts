/** What a person has judged of the findings that nobody planted, in companies whose books are not tidy. */
import type { RuleId } from './plantedProblems.js';
import type { PlantedCounts } from './plantedScore.js';

/**
 * At most so many findings of a rule are expected beside the planted ones: those of 22 November 2026 were read one by one
 * and are right (33, 24, 1, 1, 1 and 1 of them), and a company's days come out a little differently on each day it is started.
 * More of a rule, or any of another, are looked at before a number is raised.
 */
export const REVIEWED_FINDINGS: Readonly<Partial<Record<RuleId, number>>> = {
  // Purchases that companies enter without a name now and then, and what waits to be categorised.
  'expense-without-payee': 40,
  // A few card purchases in books that are not clean.
  'missing-receipt': 30,
  // The company in Sydney, whose day begins while it is still the day before where its advisor is, by whose day it is judged.
  'future-dated': 3,
  // A card that was paid for more than was charged to it.
  'negative-balance': 2,
  // A checking account that runs out.
  'negative-bank': 2,
  // A customer who pays late.
  'stale-invoice': 3,
};

/** A line for each rule that finds more beside the planted than was reviewed. */
export function unreviewed(byRule: ReadonlyMap<string, PlantedCounts>): readonly string[] {
  const reviewed: Readonly<Record<string, number>> = REVIEWED_FINDINGS;
  return [...byRule].flatMap(([rule, { other }]) => {
    const most = reviewed[rule] ?? 0;
    return other > most ? [`${rule}: ${other} beside the planted, ${most} reviewed`] : [];
  });
}
