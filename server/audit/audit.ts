import type { EntityManager } from '../platform/database.js';

/** What is written down about one action. Never tokens, passwords or the books themselves. */
export interface AuditRecord {
  readonly firmId: string;
  readonly clientId?: string;
  readonly actor: { readonly kind: 'PERSON' | 'SYSTEM'; readonly id?: string };
  /** `room.verb` in the past, e.g. `session.started`. */
  readonly action: string;
  readonly at: Date;
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  readonly requestId?: string;
  readonly remoteAddress?: string;
}

/**
 * Leaves an audit event in the transaction of the write it tells of: both are kept or neither.
 * @throws Error without a transaction.
 */
export async function record(tx: EntityManager, event: AuditRecord): Promise<void> {
  if (!tx.isInTransaction()) throw new Error('an audit event is recorded in the transaction of its action');
  // Plain SQL without RETURNING: the roles that write the trail may not all read it, and the database's own ids (UUIDv7)
  // keep events of one instant in their order.
  const json = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null);
  await tx.execute(
    `insert into audit_event (firm_id, client_id, actor_id, actor_kind, action, at, before, after, request_id, remote_address)
     values (?::uuid, ?::uuid, ?::uuid, ?, ?, ?::timestamptz, ?::jsonb, ?::jsonb, ?, ?)`,
    [
      event.firmId,
      event.clientId ?? null,
      event.actor.id ?? null,
      event.actor.kind,
      event.action,
      event.at.toISOString(),
      json(event.before),
      json(event.after),
      event.requestId ?? null,
      event.remoteAddress ?? null,
    ],
  );
}

/** Leaves many events at once, in their order: one statement for any number. Throws Error without a transaction. */
export async function recordAll(tx: EntityManager, events: readonly AuditRecord[]): Promise<void> {
  if (!tx.isInTransaction()) throw new Error('audit events are recorded in the transaction of their actions');
  if (events.length === 0) return;
  const rows = events.map((event, place) => ({
    place,
    firm_id: event.firmId,
    client_id: event.clientId ?? null,
    actor_id: event.actor.id ?? null,
    actor_kind: event.actor.kind,
    action: event.action,
    at: event.at.toISOString(),
    before: event.before ?? null,
    after: event.after ?? null,
    request_id: event.requestId ?? null,
    remote_address: event.remoteAddress ?? null,
  }));
  await tx.execute(
    `insert into audit_event (firm_id, client_id, actor_id, actor_kind, action, at, before, after, request_id, remote_address)
     select firm_id, client_id, actor_id, actor_kind, action, at, nullif(before, 'null'::jsonb), nullif(after, 'null'::jsonb),
         request_id, remote_address
       from jsonb_to_recordset(?::jsonb) as e(place integer, firm_id uuid, client_id uuid, actor_id uuid, actor_kind text,
         action text, at timestamptz, before jsonb, after jsonb, request_id text, remote_address text)
       order by place`,
    [JSON.stringify(rows)],
  );
}
