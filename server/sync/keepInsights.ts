import { RULE_IDS, type RuleId } from '../../domain/hygiene/ruleIds.js';
import { dropUnknownChanges } from '../forecasts/unknownChanges.js';
import { keepBasis } from '../forecasts/basisStore.js';
import { keepIssues } from '../hygiene/issueStore.js';
import type { EntityManager } from '../platform/database.js';
import { tellInsightFailure } from './insightFailure.js';
import type { RunContext } from './runContext.js';
import type { RunInsights } from './runInsights.js';

interface KeptAt {
  readonly booksVersion: number;
  readonly settingsVersion: number;
  readonly now: Date;
}

/**
 * Keeps issues and the forecast's ground with the version that is published; the caller's transaction is the publishing
 * one. Each of the two is taken back by itself where it cannot be kept, and stands as it was. What is not whole is made
 * again at the next sync.
 */
export async function keepInsights(
  tx: EntityManager,
  context: RunContext,
  insights: RunInsights,
  at: KeptAt,
): Promise<void> {
  const { clientId } = context.lease;
  const isKept = await within(tx, context, 'all issues', () => judged(tx, context, insights, at));
  const notJudged = isKept ? insights.notJudged : RULE_IDS;
  await tellNotJudged(tx, clientId, notJudged);
  const hasBasis = await within(tx, context, 'the forecast', () => founded(tx, context, insights, at));
  const madeOf = notJudged.length === 0 && hasBasis ? insights.madeOf : null;
  await tx.execute('update books set insights_of = ? where client_id = ?', [madeOf, clientId]);
}

async function judged(
  tx: EntityManager,
  { lease }: RunContext,
  { asOf, found, notJudged, beyond, values }: RunInsights,
  { booksVersion, now }: KeptAt,
): Promise<boolean> {
  if (notJudged.length === RULE_IDS.length) return false;
  await keepIssues(tx, lease, found, { asOf, booksVersion, now, values, notJudged, beyond });
  return true;
}

async function founded(
  tx: EntityManager,
  { lease }: RunContext,
  { asOf, basis }: RunInsights,
  { booksVersion, settingsVersion, now }: KeptAt,
): Promise<boolean> {
  if (!basis) return false;
  // Before, because it tells renamed series by the inputs that are kept yet.
  await dropUnknownChanges(tx, lease.clientId, basis.inputs, now);
  await keepBasis(tx, lease, { asOf, booksVersion, settingsVersion, ...basis, now });
  return true;
}

/** The list's row names the rules that did not judge the newest books; written only where that differs. */
async function tellNotJudged(tx: EntityManager, clientId: string, rules: readonly RuleId[]): Promise<void> {
  const named = `{${rules.join(',')}}`;
  await tx.execute(
    `update client_row set not_judged = ?::text[], insights_version = insights_version + 1
       where client_id = ?::uuid and not_judged <> ?::text[]`,
    [named, clientId, named],
  );
}

/** Whether the work was done; what it wrote before it failed is taken back, and nothing else of the transaction. */
async function within(
  tx: EntityManager,
  context: RunContext,
  part: string,
  work: () => Promise<boolean>,
): Promise<boolean> {
  await tx.execute('savepoint insights');
  try {
    const isDone = await work();
    await tx.execute('release savepoint insights');
    return isDone;
  } catch (error) {
    await tx.execute('rollback to savepoint insights');
    tellInsightFailure(context, part, error);
    return false;
  }
}
