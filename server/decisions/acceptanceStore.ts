import type { DecisionDraft, DecisionState } from '../../domain/decision/decision.js';
import { recordAll } from '../audit/audit.js';
import type { EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import type { DecidedClient } from './acceptanceFacts.js';
import type { DecisionProblem } from './decisionRows.js';
import { eventOf, tellClient, type ChangedBy } from './transition.js';

/** A decision on its way into the table. */
export interface NewDecision {
  readonly draft: DecisionDraft;
  readonly contentHash: string;
  /** APPLIED: kept here alone, done with being accepted. */
  readonly state: DecisionState;
  readonly accountName: string | null;
  readonly sendsAt: Date | null;
  readonly waitingFor: string | null;
  readonly problem: DecisionProblem | null;
}

/** Who decided, from where and when. */
export interface Deciding {
  readonly principal: Principal;
  readonly origin: Origin;
  readonly now: Date;
}

/** The actor of the trail and where from. */
export function changedBy({ principal, origin }: Deciding): ChangedBy {
  const { requestId, remoteAddress } = origin;
  return { actor: { kind: 'PERSON', id: principal.id }, requestId, remoteAddress };
}

/**
 * Keeps decisions of one client with their outbox rows, plans, effects and events of the trail, in the transaction that
 * holds the client's row; a constant number of statements. Answers the ids that were kept: one that is not among them is
 * the id of a decision that the writer may not even see.
 */
export async function keepDecisions(
  tx: EntityManager,
  client: DecidedClient,
  news: readonly NewDecision[],
  by: Deciding,
): Promise<ReadonlySet<string>> {
  const ids = await insertDecisions(tx, client, news, by);
  const kept = news.filter(({ draft }) => ids.has(draft.id));
  if (kept.length === 0) return ids;
  await insertOutbox(tx, client, kept);
  await insertEffects(tx, client, kept, by.now);
  const planned = await writePlans(tx, client, kept, by);
  await recordAll(
    tx,
    kept.flatMap((decision) => eventsOf(client, decision, by)),
  );
  await tellClient(tx, client.clientId, kept.filter(({ state }) => state === 'ACCEPTED').length);
  if (planned) {
    await tx.execute('update client_row set insights_version = insights_version + 1 where client_id = ?::uuid', [
      client.clientId,
    ]);
  }
  return ids;
}

/** In the order of their ids, so that two that bring the same ones wait for each other in no ring. */
async function insertDecisions(
  tx: EntityManager,
  { clientId, firmId }: DecidedClient,
  news: readonly NewDecision[],
  { principal, now }: Deciding,
): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }[]>(
    `insert into decision (id, client_id, firm_id, by_id, kind, document_key, amount, currency, account_id, account_name,
         planned_for, saw, replaces, content_hash, state, accepted_at, sends_at, settled_at, waiting_for, problem)
       select id, ?::uuid, ?::uuid, ?::uuid, kind, document_key, amount, currency, account_id, account_name, planned_for, saw,
           replaces, content_hash, state, at.now, sends_at, case when state = 'ACCEPTED' then null else at.now end, waiting_for,
           nullif(problem, 'null'::jsonb)
         from jsonb_to_recordset(?::jsonb) as x(id uuid, kind text, document_key text, amount bigint, currency text,
           account_id text, account_name text, planned_for date, saw jsonb, replaces uuid, content_hash text, state text,
           sends_at timestamptz, waiting_for text, problem jsonb), (select ?::timestamptz as now) at
         order by id
       on conflict (id) do nothing returning id`,
    [clientId, firmId, principal.id, JSON.stringify(news.map(columnsOf)), now.toISOString()],
  );
  return new Set(rows.map(({ id }) => id));
}

function columnsOf(decision: NewDecision): Record<string, unknown> {
  const { draft, contentHash, state, accountName, sendsAt, waitingFor, problem } = decision;
  const { id, kind, documentKey, amount, accountId, plannedFor, saw, replaces } = draft;
  return {
    ...{ id, kind, amount, saw, replaces, state, problem, currency: saw.currency },
    document_key: documentKey,
    account_id: accountId,
    account_name: accountName,
    planned_for: plannedFor,
    content_hash: contentHash,
    sends_at: sendsAt?.toISOString() ?? null,
    waiting_for: waitingFor,
  };
}

/** In the order they were given: that of sending. */
async function insertOutbox(
  tx: EntityManager,
  { clientId, firmId }: DecidedClient,
  kept: readonly NewDecision[],
): Promise<void> {
  const due = kept.flatMap(({ draft, state, sendsAt }, place) =>
    state === 'ACCEPTED' && sendsAt ? [{ id: draft.id, due_at: sendsAt.toISOString(), place }] : [],
  );
  if (due.length === 0) return;
  await tx.execute(
    `insert into decision_outbox (decision_id, client_id, firm_id, due_at)
       select id, ?::uuid, ?::uuid, due_at from jsonb_to_recordset(?::jsonb) as x(id uuid, due_at timestamptz, place integer)
         order by place`,
    [clientId, firmId, JSON.stringify(due)],
  );
}

/** What is kept here alone has its effect at once. */
async function insertEffects(
  tx: EntityManager,
  { clientId, firmId }: DecidedClient,
  kept: readonly NewDecision[],
  now: Date,
): Promise<void> {
  const applied = kept.flatMap(({ draft, state }) => (state === 'APPLIED' ? [draft.id] : []));
  if (applied.length === 0) return;
  await tx.execute(
    `insert into decision_effect (decision_id, client_id, firm_id, found_by, applied_at)
       select id, ?::uuid, ?::uuid, 'KEPT_HERE', ?::timestamptz from unnest(?::uuid[]) as id`,
    [clientId, firmId, now.toISOString(), `{${applied.join(',')}}`],
  );
}

/** A plan moves the item in the forecast; what was left out of it stays so. Of two plans for one document the later counts. */
async function writePlans(
  tx: EntityManager,
  { clientId, firmId }: DecidedClient,
  kept: readonly NewDecision[],
  { principal, now }: Deciding,
): Promise<boolean> {
  const plans = new Map(
    kept.flatMap(({ draft, state }) =>
      draft.kind === 'PLAN' && state === 'APPLIED' ? [[draft.documentKey, draft.plannedFor] as const] : [],
    ),
  );
  if (plans.size === 0) return false;
  const rows = [...plans].map(([key, date]) => ({ key, date }));
  await tx.execute(
    `insert into forecast_change (client_id, firm_id, key, off, moved_to, by_id, at)
       select ?::uuid, ?::uuid, key, false, date, ?::uuid, ?::timestamptz
         from jsonb_to_recordset(?::jsonb) as x(key text, date date)
       on conflict (client_id, md5(key)) do update set moved_to = excluded.moved_to, by_id = excluded.by_id, at = excluded.at,
         unknown_since = null`,
    [clientId, firmId, principal.id, now.toISOString(), JSON.stringify(rows)],
  );
  return true;
}

/** What is kept here alone was accepted and applied; what was refused was never accepted. */
function eventsOf(client: DecidedClient, { draft, state, problem }: NewDecision, by: Deciding) {
  const { clientId, firmId } = client;
  const { id, kind, documentKey, amount, accountId, plannedFor, replaces, saw } = draft;
  const decision = { id, clientId, firmId, kind, documentKey };
  const from = { ...changedBy(by), at: by.now };
  const content = { amount, currency: saw.currency, accountId, plannedFor, replaces };
  const told = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
  if (state === 'ACCEPTED') return [eventOf(decision, from, state, null, told)];
  if (state !== 'APPLIED') return [eventOf(decision, from, state, null, { ...told, ...(problem && { problem }) })];
  const accepted = eventOf(decision, from, 'ACCEPTED', null, told);
  return [accepted, eventOf(decision, from, 'APPLIED', { state: 'ACCEPTED' })];
}
