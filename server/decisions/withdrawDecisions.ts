import { MOST_DECISIONS } from '../../domain/decision/asking.js';
import { isStepRefusal, stepDecision } from '../../domain/decision/stepDecision.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { isUuid } from '../clients/clientCursor.js';
import type { EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { lockIds } from './acceptanceFacts.js';
import { changedBy, type Deciding } from './acceptanceStore.js';
import { decisionsById, type DecisionRow } from './decisionRows.js';
import type { DecisionResult, SubmitPayload } from './decisions.types.js';
import { presentDecision, shownById } from './shownDecisions.js';
import type { SubmitParts } from './submitDecisions.js';
import { lockClientDecisions, transition } from './transition.js';

/**
 * Takes decisions back that were not sent yet, a transaction for each. One that has not arrived leaves a tombstone, so that
 * it is refused when it does. Taken back twice is taken back. Refuses TOO_LATE where it was sent, or is final.
 */
export async function withdrawDecisions(
  parts: SubmitParts,
  principal: Principal | null,
  ids: readonly string[],
  origin: Origin,
): Promise<SubmitPayload> {
  if (!principal) return { results: [], refusal: refuse('NOT_SIGNED_IN') };
  if (ids.length > MOST_DECISIONS) {
    const message = `One request takes back at most ${MOST_DECISIONS} decisions.`;
    return { results: [], refusal: refuse('OUT_OF_RANGE', 'ids', message) };
  }
  const by: Deciding = { principal, origin, now: parts.clock.now() };
  const results: DecisionResult[] = [];
  for (const id of ids) results.push(await withdrawOne(parts, id, by));
  return { results, refusal: null };
}

async function withdrawOne(parts: SubmitParts, given: string, by: Deciding): Promise<DecisionResult> {
  if (!isUuid(given)) return refusedOne(given, refuse('INVALID_INPUT', 'ids', 'Decisions are named by UUIDs.'));
  const id = given.toLowerCase();
  const { id: principalId, firmId } = by.principal;
  return parts.database.asPrincipal({ principalId, firmId }, 'write', async (tx) => {
    const refusal = await withdrawWithin(tx, id, by);
    const shown = (await shownById(tx, [id])).get(id);
    if (!shown) return refusedOne(given, refusal);
    const [row] = await tx.execute<{ version: number }[]>(
      'select decisions_version as version from client_row where client_id = ?::uuid',
      [shown.clientId],
    );
    const decision = presentDecision(shown, parts.quickBooksAppUrl);
    return { id: given, decision, refusal, version: row?.version ?? null };
  });
}

/** Why it was not taken back; null where it is. The client's row first, then the decision's, then its place in the queue. */
async function withdrawWithin(tx: EntityManager, id: string, by: Deciding): Promise<Refusal | null> {
  await lockIds(tx, [id]);
  const known = (await decisionsById(tx, [id])).get(id);
  if (!known) return leaveTombstone(tx, id, by);
  await lockClientDecisions(tx, known.clientId);
  const row = (await decisionsById(tx, [id], { lock: true })).get(id);
  return row ? withdrawKept(tx, row, by) : notFound();
}

async function withdrawKept(tx: EntityManager, row: DecisionRow, by: Deciding): Promise<Refusal | null> {
  const next = stepDecision(row.state, 'WITHDRAW', 'ids');
  if (isStepRefusal(next)) return next;
  if (next === row.state) return null;
  await transition(tx, row, { from: row.state, to: next, at: by.now }, changedBy(by));
  await tx.execute('delete from decision_outbox where decision_id = ?::uuid', [row.id]);
  return null;
}

/**
 * Nothing but the id is known yet: the tombstone stands under the first of the person's clients, and holds as long as it is
 * kept, whatever becomes of their access to that one. Nobody else can see it. Of an id that is another person's, nothing is
 * kept and nothing is said: their decision does not look for it.
 */
async function leaveTombstone(tx: EntityManager, id: string, by: Deciding): Promise<Refusal | null> {
  const [first] = await tx.execute<{ id: string }[]>('select min(client_id::text) as id from client_row');
  if (!first?.id) return notFound();
  await tx.execute(
    `insert into decision_tombstone (id, client_id, firm_id, by_id, at)
       values (?::uuid, ?::uuid, ?::uuid, ?::uuid, ?::timestamptz) on conflict (id) do nothing`,
    [id, first.id, by.principal.firmId, by.principal.id, by.now.toISOString()],
  );
  return null;
}

function notFound(): Refusal {
  return refuse('NOT_FOUND', 'ids', 'There is no such decision among those of your clients.');
}

function refusedOne(id: string, refusal: Refusal | null): DecisionResult {
  return { id, decision: null, refusal, version: null };
}
