import { dateInZone } from '../../domain/calendar.js';
import type { AskedAccount } from '../../domain/decision/asking.js';
import type { DecisionDraft } from '../../domain/decision/decision.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import type { AcceptanceFacts, DocumentFacts } from './acceptance.js';
import { standsStill } from './sending/waitingWords.js';
import { openDecisions, shownById } from './shownDecisions.js';

/** What a client's row says to a decision, while it is locked. */
export interface DecidedClient {
  readonly clientId: string;
  readonly firmId: string;
  readonly timeZone: string;
  readonly currency: string | null;
  readonly booksVersion: number;
  /** When the reading began that its books show. */
  readonly readFrom: Date | null;
  /** Null where the company is not connected; a person's role does not read which company it is. */
  readonly realmId: string | null;
  readonly paused: boolean;
  readonly needsReconnecting: boolean;
  readonly version: number;
  /** The name of who decides. */
  readonly byName: string | null;
}

/** Locks the client's row, as everything that changes its decisions does first. Null where there is no such client in scope. */
export async function lockDecidedClient(tx: EntityManager, clientId: string): Promise<DecidedClient | null> {
  const [row] = await tx.execute<(Omit<DecidedClient, 'readFrom'> & { readFrom: Date | string | null })[]>(
    `select client_id as "clientId", firm_id as "firmId", time_zone as "timeZone", currency, books_version as "booksVersion",
       coalesce((select k.read_from from books k where k.client_id = client_row.client_id), last_good_at) as "readFrom",
       case when sync_state <> 'NOT_CONNECTED' then client_id end as "realmId", paused,
       sync_state = 'NEEDS_RECONNECTING' as "needsReconnecting", decisions_version as version,
       (select name from advisor where id = scope_principal()) as "byName"
     from client_row where client_id = ?::uuid for update`,
    [clientId],
  );
  return row ? { ...row, readFrom: row.readFrom === null ? null : new Date(row.readFrom) } : null;
}

/**
 * Holds the ids until the transaction ends, before any row: a decision that arrives and its withdrawal wait for each other,
 * so that one of the two knows of the other. One statement.
 */
export async function lockIds(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.execute(
    `select pg_advisory_xact_lock(hashtextextended('decision ' || w.id, 0))
       from (select id from unnest(?::text[]) as id order by id) w`,
    [`{${[...new Set(ids)].join(',')}}`],
  );
}

/** All that these decisions of one client are judged by; five statements for any number of them. */
export async function acceptanceFacts(
  tx: EntityManager,
  client: DecidedClient,
  drafts: readonly DecisionDraft[],
  now: Date,
): Promise<AcceptanceFacts> {
  const ids = new Set(drafts.map(({ id }) => id));
  const named = drafts.flatMap(({ id, replaces }) => (replaces === null ? [id] : [id, replaces]));
  const found = await shownById(tx, named);
  return {
    now,
    today: dateInZone(now, client.timeZone) as IsoDate,
    timeZone: client.timeZone,
    homeCurrency: client.currency,
    readFrom: client.readFrom,
    waitingFor: standsStill(client),
    known: new Map([...found].filter(([id]) => ids.has(id))),
    former: found,
    tombstones: await tombstonesOf(tx, drafts),
    open: await openDecisions(tx, client.clientId, [...new Set(drafts.map(({ documentKey }) => documentKey))]),
    documents: await documentsOf(tx, client, drafts),
    accounts: await accountsOf(tx, client, drafts),
  };
}

/** Those this person left, whatever client they stand under; row-level security shows no other's, which say nothing of these. */
async function tombstonesOf(tx: EntityManager, drafts: readonly DecisionDraft[]): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ id: string }[]>('select id from decision_tombstone where id = any(?::uuid[])', [
    `{${drafts.map(({ id }) => id).join(',')}}`,
  ]);
  return new Set(rows.map(({ id }) => id));
}

async function documentsOf(
  tx: EntityManager,
  { clientId, booksVersion }: DecidedClient,
  drafts: readonly DecisionDraft[],
): Promise<ReadonlyMap<string, DocumentFacts>> {
  const rows = await tx.execute<DocumentFacts[]>(
    `select d.type || ':' || d.qb_id as key, d.currency, d.voided, d.send_to is not null as "canBeSent"
       from (select distinct split_part(k, ':', 1) as type, substr(k, strpos(k, ':') + 1) as id
         from jsonb_array_elements_text(?::jsonb) as k) w
       join document d on d.client_id = ?::uuid and d.type = w.type and d.qb_id = w.id
         and d.from_version <= ? and (d.to_version is null or d.to_version > ?)`,
    [JSON.stringify(drafts.map(({ documentKey }) => documentKey)), clientId, booksVersion, booksVersion],
  );
  return new Map(rows.map((facts) => [facts.key, facts]));
}

async function accountsOf(
  tx: EntityManager,
  { clientId, booksVersion }: DecidedClient,
  drafts: readonly DecisionDraft[],
): Promise<ReadonlyMap<string, AskedAccount>> {
  const asked = drafts.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  if (asked.length === 0) return new Map();
  const rows = await tx.execute<(AskedAccount & { id: string })[]>(
    `select a.qb_id as id, a.name, a.type, a.active, a.currency from account a
       where a.client_id = ?::uuid and a.from_version <= ? and (a.to_version is null or a.to_version > ?)
         and a.qb_id in (select jsonb_array_elements_text(?::jsonb))`,
    [clientId, booksVersion, booksVersion, JSON.stringify([...new Set(asked)])],
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
