import { randomUUID } from 'node:crypto';
import type { EntityManager } from '../platform/database.js';
import { AuditEvent } from './auditEvent.entity.js';

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
  // Without RETURNING: the roles that write the trail may not all read it.
  await tx.insert(AuditEvent, {
    id: randomUUID(),
    firmId: event.firmId,
    clientId: event.clientId ?? null,
    actorId: event.actor.id ?? null,
    actorKind: event.actor.kind,
    action: event.action,
    at: event.at,
    before: event.before ?? null,
    after: event.after ?? null,
    requestId: event.requestId ?? null,
    remoteAddress: event.remoteAddress ?? null,
  });
}
