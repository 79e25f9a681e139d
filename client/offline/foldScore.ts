import type { HygieneView } from './view.js';

type Score = HygieneView['score'];
type Issue = HygieneView['issues'][number];

/**
 * The score with issues set aside or opened here: 100 less count × weight of each rule, at least 0; open and snoozed issues
 * count (domain: Hygiene). A rule that had no line and gets an issue again has none until the server has judged it.
 */
export function foldScore(score: Score, before: readonly Issue[], after: readonly Issue[]): Score {
  const counted = new Map(before.map((issue) => [issue.id, counts(issue)]));
  const change = new Map<string, number>();
  for (const issue of after) {
    const by = Number(counts(issue)) - Number(counted.get(issue.id) ?? counts(issue));
    if (by !== 0) change.set(issue.ruleId, (change.get(issue.ruleId) ?? 0) + by);
  }
  if (change.size === 0) return score;
  const lines = score.lines
    .map((line) => {
      const count = Math.max(0, line.count + (change.get(line.ruleId) ?? 0));
      return count === line.count ? line : { ...line, count, points: count * line.weight };
    })
    .filter(({ count }) => count > 0);
  return { lines, value: Math.max(0, 100 - lines.reduce((sum, { points }) => sum + points, 0)) };
}

function counts({ state }: Issue): boolean {
  return state === 'OPEN' || state === 'SNOOZED';
}
