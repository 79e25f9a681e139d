import type { EntityManager } from '../platform/database.js';
import type { Notice } from './notice.js';

/** Notices are kept this long, so that one that comes again is known; Intuit gives up long before. */
const KEPT_DAYS = 40;
const DAY_MS = 24 * 3_600_000;

/** What is older than this is neither kept nor heeded. */
export function oldestKept(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * DAY_MS);
}

/** Puts notices down as the webhook's role; those that are there already drop out. Answers how many were new. */
export async function putNotices(tx: EntityManager, notices: readonly Notice[], receivedAt: Date): Promise<number> {
  const rows = notices.map(({ realmId, entityId, deletedId, happenedAt, ...rest }) => ({
    ...rest,
    realm_id: realmId,
    entity_id: entityId,
    deleted_id: deletedId,
    happened_at: happenedAt,
  }));
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `insert into webhook_notice (realm_id, id, entity, entity_id, operation, deleted_id, happened_at, received_at)
       select realm_id, id, entity, entity_id, operation, deleted_id, happened_at, ?::timestamptz
         from jsonb_to_recordset(?::jsonb) as x(realm_id text, id text, entity text, entity_id text, operation text,
           deleted_id text, happened_at timestamptz)
     on conflict do nothing`,
    [receivedAt, JSON.stringify(rows)],
    'run',
  );
  return affectedRows;
}

/**
 * Takes the company whose notices have waited the longest, as the sync's role, and locks them until the transaction ends;
 * null when none waits that nobody else works on. `except`: companies that are being worked on here already.
 */
export async function takeRealm(tx: EntityManager, except: readonly string[]): Promise<string | null> {
  const [row] = await tx.execute<{ realm_id: string }[]>(
    `select realm_id from webhook_notice where worked_at is null and realm_id <> all (?::text[])
       order by received_at limit 1 for update skip locked`,
    [`{${except.join(',')}}`],
  );
  return row?.realm_id ?? null;
}

/** Marks a company's waiting notices as worked off for so many clients; answers how many they were. */
export async function markWorked(tx: EntityManager, realmId: string, clients: number, now: Date): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update webhook_notice set worked_at = ?, clients = ? where (realm_id, id) in (select realm_id, id from webhook_notice
       where realm_id = ? and worked_at is null for update skip locked)`,
    [now, clients, realmId],
    'run',
  );
  return affectedRows;
}

/** Forgets notices that were received too long ago, worked off or not; answers how many. */
export async function dropOldNotices(tx: EntityManager, now: Date): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    'delete from webhook_notice where received_at < ?',
    [oldestKept(now)],
    'run',
  );
  return affectedRows;
}
