import { createHash } from 'node:crypto';
import type { OperationName } from '../../domain/operations/operation.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { isUuid } from '../clients/clientCursor.js';
import type { EntityManager } from '../platform/database.js';

/** An operation as its receipt tells it apart from every other. */
export interface ReceivedOperation {
  /** A UUID that the device made; the same at every delivery. */
  readonly id: string;
  readonly name: OperationName;
  readonly clientId: string;
  readonly firmId: string;
  readonly by: string;
  /** All that the operation asks for: JSON whose keys always stand in one order. */
  readonly content: unknown;
}

/**
 * What is known of an operation: NEW was never done, DONE was done with this content by this person, ID_TAKEN is the id of
 * another one, of this firm or one that cannot be seen from here.
 */
export type Receipt = 'NEW' | 'DONE' | 'ID_TAKEN';

/** A refusal for what cannot be an operation's id; null for a UUID. */
export function refusalOfOperationId(id: string): Refusal | null {
  return isUuid(id) ? null : refuse('INVALID_INPUT', 'operationId', 'The id of an operation is a UUID.');
}

/** Looked at before anything is judged: what was done once is done, whatever the day or the data say now. */
export async function receiptOf(tx: EntityManager, operation: ReceivedOperation): Promise<Receipt> {
  const [kept] = await tx.execute<{ same: boolean }[]>(
    `select client_id = ?::uuid and by_id = ?::uuid and name = ? and content_hash = ? as same
       from operation_receipt where id = ?::uuid`,
    [operation.clientId, operation.by, operation.name, contentHash(operation.content), operation.id],
  );
  if (!kept) return 'NEW';
  return kept.same ? 'DONE' : 'ID_TAKEN';
}

/**
 * Keeps the receipt in the transaction of the operation's effect, before it: of two deliveries at once the second waits here
 * until the first has ended. Only NEW may have an effect.
 */
export async function keepReceipt(tx: EntityManager, operation: ReceivedOperation, now: Date): Promise<Receipt> {
  const { id, clientId, firmId, by, name, content } = operation;
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `insert into operation_receipt (id, client_id, firm_id, by_id, name, content_hash, at)
       values (?::uuid, ?::uuid, ?::uuid, ?::uuid, ?, ?, ?::timestamptz) on conflict (id) do nothing`,
    [id, clientId, firmId, by, name, contentHash(content), now],
    'run',
  );
  if (affectedRows === 1) return 'NEW';
  const kept = await receiptOf(tx, operation);
  // One of another firm, which row-level security does not show.
  return kept === 'NEW' ? 'ID_TAKEN' : kept;
}

/** Keeps with the receipt what was left as it is, in the transaction that keeps it; JSON. */
export async function keepRefusedParts(
  tx: EntityManager,
  { id }: ReceivedOperation,
  refused: readonly unknown[],
): Promise<void> {
  if (refused.length === 0) return;
  await tx.execute('update operation_receipt set refused = ?::jsonb where id = ?::uuid', [JSON.stringify(refused), id]);
}

/** What was left as it is by an operation that is DONE; `T` is what was kept. */
export async function refusedParts<T>(tx: EntityManager, { id }: ReceivedOperation): Promise<readonly T[]> {
  const [kept] = await tx.execute<{ refused: readonly T[] | null }[]>(
    'select refused from operation_receipt where id = ?::uuid',
    [id],
  );
  return kept?.refused ?? [];
}

/** More are hardly without an answer at a time: a device has one act under way, and tries those first that did not fail. */
const NEWEST = 5;

/** The newest receipts of who reads, by client; clients that have none are left out. One statement. */
export async function newestReceipts(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await tx.execute<{ clientId: string; ids: string[] }[]>(
    `select c.id as "clientId", to_jsonb(array_agg(r.id order by r.at desc, r.id desc)) as ids
       from jsonb_to_recordset(?::jsonb) as c(id uuid), lateral (
         select o.id, o.at from operation_receipt o
           where o.client_id = c.id and o.by_id = scope_principal()
           order by o.at desc, o.id desc limit ${NEWEST}
       ) r
       group by c.id`,
    [JSON.stringify(clientIds.map((id) => ({ id })))],
  );
  return new Map(rows.map(({ clientId, ids }) => [clientId, ids]));
}

function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
