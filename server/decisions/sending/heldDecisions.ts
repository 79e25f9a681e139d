import { isExpired } from '../../../domain/decision/age.js';
import { cents } from '../../../domain/money.js';
import type { OwnEffect } from '../../../domain/decision/comparison.js';
import type { Database, EntityManager } from '../../platform/database.js';
import { decisionsById, type DecisionRow } from '../decisionRows.js';
import { attemptsOf, type Attempt } from './attempts.js';
import type { Batch, HeldPlace } from './lease.js';

/** A decision that is held, with what was tried for it, oldest first. */
export interface HeldDecision {
  readonly place: HeldPlace;
  readonly decision: DecisionRow;
  readonly attempts: readonly Attempt[];
  /** What the same advisor's decisions made of the document before: whoever decided knew of them. */
  readonly ownEffects: readonly OwnEffect[];
}

/** The company that a batch is sent to. */
export interface SendingClient {
  /** Null: it was never connected, or is no more. */
  readonly realmId: string | null;
  readonly paused: boolean;
  readonly needsReconnecting: boolean;
  /** Whether the client's row says so as well: what people see. */
  readonly showsReconnecting: boolean;
  /** IANA name; the day of a payment is the client's. */
  readonly timeZone: string;
  readonly homeCurrency: string;
  /** When the reading began that its books show. */
  readonly readFrom: Date | null;
}

export interface HeldBatch {
  readonly client: SendingClient;
  readonly held: readonly HeldDecision[];
  /** Places whose decision is final or gone: nothing is left to send. */
  readonly done: readonly HeldPlace[];
}

/** Everything the sending of a batch goes by, in one transaction. */
export function readBatch(database: Database, batch: Batch): Promise<HeldBatch> {
  const ids = batch.places.map(({ decisionId }) => decisionId);
  return database.asSync({ clientId: batch.clientId }, async (tx) => {
    const client = await readClient(tx, batch.clientId);
    const decisions = await decisionsById(tx, ids);
    const attempts = await attemptsOf(tx, ids);
    const effects = await effectsBefore(tx, ids);
    const held: HeldDecision[] = [];
    const done: HeldPlace[] = [];
    for (const place of batch.places) {
      const decision = decisions.get(place.decisionId);
      if (!decision || decision.settledAt !== null) done.push(place);
      else
        held.push({
          place,
          decision,
          attempts: attempts.get(decision.id) ?? [],
          ownEffects: effects.get(decision.id) ?? [],
        });
    }
    return { client, held, done };
  });
}

interface ClientFacts {
  readonly realm_id: string | null;
  readonly paused: boolean;
  readonly lost: boolean;
  readonly time_zone: string;
  readonly home_currency: string | null;
  readonly read_from: Date | string | null;
  readonly shows_lost: boolean;
}

async function readClient(tx: EntityManager, clientId: string): Promise<SendingClient> {
  const [row] = await tx.execute<ClientFacts[]>(
    `select q.realm_id, coalesce(j.paused, false) as paused, coalesce(q.needs_reconnecting, true) as lost, c.time_zone,
         b.home_currency, coalesce(k.read_from, r.last_good_at) as read_from,
         coalesce(r.sync_state = 'NEEDS_RECONNECTING', false) as shows_lost
       from client c
         left join sync_job j on j.client_id = c.id
         left join quickbooks_connection q on q.client_id = c.id
         left join business b on b.client_id = c.id
         left join books k on k.client_id = c.id
         left join client_row r on r.client_id = c.id
       where c.id = ?::uuid`,
    [clientId],
  );
  if (!row) throw new Error('a decision is held of a client that is not there');
  return {
    realmId: row.realm_id,
    paused: row.paused,
    needsReconnecting: row.lost,
    showsReconnecting: row.shows_lost,
    timeZone: row.time_zone,
    homeCurrency: row.home_currency ?? 'USD',
    readFrom: row.read_from === null ? null : new Date(row.read_from),
  };
}

/**
 * What was recorded on the same documents, after QuickBooks was looked at for these, by the payments they were decided on
 * top of. Any other, as of the same advisor on another device, was not known: it is a difference.
 */
export async function effectsBefore(tx: EntityManager, ids: readonly string[]): Promise<Map<string, OwnEffect[]>> {
  const rows = await tx.execute<{ id: string; amount: string | number; at: Date | string }[]>(
    `select d.id, e.amount, e.applied_at as at
       from decision d
         join decision p on p.client_id = d.client_id and p.document_key = d.document_key and p.id <> d.id
           and p.kind = 'RECORD_PAYMENT' and p.state = 'APPLIED' and d.saw->'after' @> to_jsonb(p.id::text)
         join decision_effect e on e.decision_id = p.id and e.applied_at > (d.saw->>'syncedAt')::timestamptz
       where d.id = any(?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  const found = new Map<string, OwnEffect[]>();
  for (const { id, amount, at } of rows) {
    const effect = { amount: cents(Number(amount)), appliedAt: new Date(at).toISOString() };
    found.set(id, [...(found.get(id) ?? []), effect]);
  }
  return found;
}

/** Whether what was decided on is too old to be sent, by the server's own clock. */
export function isTooOld({ saw }: DecisionRow, { readFrom }: Pick<SendingClient, 'readFrom'>, now: Date): boolean {
  const times = { syncedAt: Date.parse(saw.syncedAt), lastGoodSyncAt: readFrom?.getTime() ?? null };
  return isExpired({ ...times, now: now.getTime() });
}
