import DataLoader from 'dataloader';
import type { UnreliableDocuments } from '../../domain/forecast/flowband.js';
import { RULES } from '../../domain/hygiene/rules/rules.js';
import type { ReadTransaction } from '../platform/database.js';
import { shownIssues, type ShownIssue } from './shownIssues.js';
import { shownScores, type ShownScore } from './shownScores.js';

export interface HygieneLoaders {
  readonly issues: DataLoader<string, readonly ShownIssue[]>;
  /** Null before the first sync. */
  readonly score: DataLoader<string, ShownScore | null>;
  /** Open issues by the documents whose figures they put in doubt. */
  readonly unreliable: DataLoader<string, UnreliableDocuments>;
}

const MOST_SCORES = 200;
/** Findings are large. */
const MOST_CLIENTS = 50;

export function createHygieneLoaders(read: ReadTransaction): HygieneLoaders {
  const issues = new DataLoader<string, readonly ShownIssue[]>(
    async (ids) => {
      const found = await shownIssues(await read(), ids);
      return ids.map((id) => found.get(id) ?? []);
    },
    { maxBatchSize: MOST_CLIENTS },
  );
  return {
    issues,
    score: new DataLoader<string, ShownScore | null>(
      async (ids) => {
        const found = await shownScores(await read(), ids);
        return ids.map((id) => found.get(id) ?? null);
      },
      { maxBatchSize: MOST_SCORES },
    ),
    unreliable: new DataLoader<string, UnreliableDocuments>(async (ids) =>
      (await issues.loadMany(ids)).map((found) => (found instanceof Error ? found : unreliableOf(found))),
    ),
  };
}

/** Tidiness puts no figure in doubt. */
function unreliableOf(issues: readonly ShownIssue[]): UnreliableDocuments {
  const found = new Map<string, string[]>();
  for (const { id, rule, state, finding } of issues) {
    if (state !== 'OPEN' || RULES[rule]?.severity === 'TIDY') continue;
    for (const { documentKey } of finding.lines) {
      if (documentKey !== null) found.set(documentKey, [...(found.get(documentKey) ?? []), id]);
    }
  }
  return found;
}
