import { refusalOfBatchSize } from '../../domain/decision/asking.js';
import type { DecisionDraft } from '../../domain/decision/decision.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { isUuid } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { judgeDecision, refusalForEver, type FormerDecision, type OpenDecision } from './acceptance.js';
import { acceptanceFacts, lockDecidedClient, lockIds, type DecidedClient } from './acceptanceFacts.js';
import { keepDecisions, type Deciding, type NewDecision } from './acceptanceStore.js';
import { contentHash, draftFrom } from './decisionContent.js';
import type { DecisionInput, DecisionResult, SubmitPayload } from './decisions.types.js';
import { eachAlone } from './eachAlone.js';
import { presentDecision, shownById, type ShownDecision } from './shownDecisions.js';

export interface SubmitParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Address of QuickBooks' own app, which links lead to. */
  readonly quickBooksAppUrl: string;
  /** How long a decision waits before it is sent, in milliseconds. */
  readonly undoMs: number;
}

/**
 * Takes decisions over, a transaction for each client's, as the person under row-level security. What was taken over before
 * is answered as it stands; what the state of things refuses is kept as final. Safe to repeat, also where the first answer
 * was lost half-way: each client's part is kept whole or not at all.
 */
export async function submitDecisions(
  parts: SubmitParts,
  principal: Principal | null,
  inputs: readonly DecisionInput[],
  origin: Origin,
): Promise<SubmitPayload> {
  if (!principal) return { results: [], refusal: refuse('NOT_SIGNED_IN') };
  const tooMany = refusalOfBatchSize(inputs.length);
  if (tooMany) return { results: [], refusal: tooMany };
  const by: Deciding = { principal, origin, now: parts.clock.now() };
  const results = new Map<DecisionDraft, DecisionResult>();
  const possible: DecisionDraft[] = [];
  const drafts = inputs.map(draftFrom);
  for (const draft of drafts) {
    const refusal = refusalForEver(draft) ?? (isUuid(draft.clientId) ? null : refuse('NOT_FOUND', 'clientId'));
    if (refusal) results.set(draft, notKept(draft.id, refusal));
    else possible.push(draft);
  }
  for (const [clientId, own] of [...Map.groupBy(possible, (draft) => draft.clientId)].sort(byId)) {
    const taken = await eachAlone(own, (some) => submitOfClient(parts, clientId, some, by));
    for (const [draft, result] of taken) results.set(draft, result);
  }
  return { results: drafts.flatMap((draft) => results.get(draft) ?? []), refusal: null };
}

type Taken = readonly (readonly [DecisionDraft, DecisionResult])[];

/** In one order, so that two requests wait for each other in no ring. */
function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

async function submitOfClient(
  parts: SubmitParts,
  clientId: string,
  drafts: readonly DecisionDraft[],
  by: Deciding,
): Promise<Taken> {
  const { id: principalId, firmId } = by.principal;
  const scope = { principalId, firmId };
  const isTheirs = await parts.database.asPrincipal(scope, 'write', async (tx) => {
    await lockIds(
      tx,
      drafts.map(({ id }) => id),
    );
    const client = await lockDecidedClient(tx, clientId);
    if (client) await submitWithin(tx, parts, client, drafts, by);
    return client !== null;
  });
  const unknown = refuse('NOT_FOUND', 'clientId');
  if (!isTheirs) return drafts.map((draft) => [draft, notKept(draft.id, unknown)] as const);
  // Read after the commit, which gives the trail's events their places.
  return parts.database.asPrincipal(scope, 'read', (tx) => answers(tx, parts, drafts));
}

async function submitWithin(
  tx: EntityManager,
  parts: SubmitParts,
  client: DecidedClient,
  drafts: readonly DecisionDraft[],
  by: Deciding,
): Promise<void> {
  const facts = await acceptanceFacts(tx, client, drafts, by.now);
  const open = new Map<string, OpenDecision>(facts.open);
  const former = new Map<string, FormerDecision>(facts.former);
  const news = new Map<string, NewDecision>();
  for (const draft of drafts) {
    if (facts.known.has(draft.id) || news.has(draft.id)) continue;
    const judged = judgeDecision(draft, { ...facts, open, former }, parts.undoMs);
    news.set(draft.id, judged);
    follow(draft, judged, { open, former }, { byName: client.byName, acceptedAt: by.now });
  }
  if (news.size > 0) await keepDecisions(tx, client, [...news.values()], by);
}

/** What is judged after it in the same batch knows of it. */
function follow(
  { id, clientId, documentKey, replaces }: DecisionDraft,
  { state }: NewDecision,
  { open, former }: { open: Map<string, OpenDecision>; former: Map<string, FormerDecision> },
  by: Pick<OpenDecision, 'byName' | 'acceptedAt'>,
): void {
  const isOpen = state === 'ACCEPTED';
  if (isOpen) open.set(documentKey, { ...by, state });
  former.set(id, { clientId, documentKey, settledAt: isOpen ? null : by.acceptedAt, replacedBy: null });
  const replaced = replaces === null ? undefined : former.get(replaces);
  if (replaces !== null && replaced && (isOpen || state === 'APPLIED')) {
    former.set(replaces, { ...replaced, replacedBy: id });
  }
}

/** Every decision as it stands now. */
async function answers(tx: EntityManager, parts: SubmitParts, drafts: readonly DecisionDraft[]): Promise<Taken> {
  const kept = await shownById(
    tx,
    drafts.map(({ id }) => id),
  );
  const version = await versionOf(tx, drafts);
  return drafts.map((draft) => {
    const shown = kept.get(draft.id);
    if (shown?.contentHash !== contentHash(draft)) return [draft, notKept(draft.id, idTaken())] as const;
    const decision = presentDecision(shown, parts.quickBooksAppUrl);
    return [draft, { id: draft.id, decision, refusal: refusedOnArrival(shown), version }] as const;
  });
}

async function versionOf(tx: EntityManager, [first]: readonly DecisionDraft[]): Promise<number | null> {
  const [row] = await tx.execute<{ version: number }[]>(
    'select decisions_version as version from client_row where client_id = ?::uuid',
    [first?.clientId ?? null],
  );
  return row?.version ?? null;
}

/** Why it was not taken over, the same at every delivery: it was final in the instant it arrived. */
function refusedOnArrival({ state, problem, acceptedAt, settledAt }: ShownDecision): Refusal | null {
  if (state === 'APPLIED' || settledAt?.getTime() !== acceptedAt.getTime() || !problem?.code) return null;
  return { code: problem.code, field: problem.field ?? null, message: problem.message };
}

function idTaken(): Refusal {
  return refuse('ID_TAKEN', 'id', 'Another decision has this id already; nothing was done. Decide anew.');
}

function notKept(id: string, refusal: Refusal): DecisionResult {
  return { id, decision: null, refusal, version: null };
}
