import type { EntityManager } from '../platform/database.js';
import type { WaitingOperation } from './deviceQueues.service.js';

/** Whose device. */
export interface DeviceKey {
  readonly principalId: string;
  readonly firmId: string;
  readonly device: string;
}

/** What a device told last. */
export interface DeviceQueue {
  /** Names the storage that the queue lay in. */
  readonly store: string;
  readonly waiting: readonly WaitingOperation[];
  /** What an earlier storage had and never arrived. */
  readonly lost: readonly WaitingOperation[];
  readonly toldAt: Date;
}

/** As JSON keeps it. */
type Stored = Omit<WaitingOperation, 'savedAt'> & { readonly savedAt: string };

/** More devices than anybody works on; of a person with more the longest unheard of is forgotten. */
const MOST_DEVICES = 50;

/** Null of a device that never told anything. Two reports of one device go one after the other. */
export async function readDeviceQueue(
  tx: EntityManager,
  { principalId, device }: DeviceKey,
): Promise<DeviceQueue | null> {
  const [row] = await tx.execute<{ store: string; waiting: Stored[]; lost: Stored[]; toldAt: Date | string }[]>(
    `select store_id as store, waiting, lost, told_at as "toldAt" from device_queue
       where principal_id = ?::uuid and device_id = ?::uuid for update`,
    [principalId, device],
  );
  if (!row) return null;
  const { store, waiting, lost, toldAt } = row;
  return { store, waiting: waiting.map(opened), lost: lost.map(opened), toldAt: new Date(toldAt) };
}

export async function writeDeviceQueue(
  tx: EntityManager,
  { principalId, firmId, device }: DeviceKey,
  { store, waiting, lost, toldAt }: DeviceQueue,
): Promise<void> {
  await tx.execute(
    `insert into device_queue (principal_id, firm_id, device_id, store_id, waiting, lost, told_at)
       values (?::uuid, ?::uuid, ?::uuid, ?::uuid, ?::jsonb, ?::jsonb, ?::timestamptz)
     on conflict (principal_id, device_id) do update set
       store_id = excluded.store_id, waiting = excluded.waiting, lost = excluded.lost, told_at = excluded.told_at`,
    [principalId, firmId, device, store, JSON.stringify(waiting), JSON.stringify(lost), toldAt],
  );
}

/** Makes room for one more device of a person. */
export async function dropOldDevices(tx: EntityManager, principalId: string): Promise<void> {
  await tx.execute(
    `delete from device_queue where principal_id = ?::uuid and device_id in (
       select device_id from device_queue where principal_id = ?::uuid order by told_at desc offset ?)`,
    [principalId, principalId, MOST_DEVICES - 1],
  );
}

/** Those that have not arrived: no decision, no receipt, nothing taken back under their id that this person can see. */
export async function withoutArrived(
  tx: EntityManager,
  operations: readonly WaitingOperation[],
): Promise<WaitingOperation[]> {
  if (operations.length === 0) return [];
  const missing = await tx.execute<{ kind: string; id: string }[]>(
    `select w.kind, w.id::text as id from jsonb_to_recordset(?::jsonb) as w(kind text, id uuid)
       where not case w.kind
         when 'ACT' then exists (select 1 from operation_receipt r where r.id = w.id)
         when 'DECISION' then exists (select 1 from decision d where d.id = w.id)
           or exists (select 1 from decision_tombstone t where t.id = w.id)
         else exists (select 1 from decision d where d.id = w.id and d.state = 'WITHDRAWN')
           or exists (select 1 from decision_tombstone t where t.id = w.id)
       end`,
    [JSON.stringify(operations)],
  );
  const names = new Set(missing.map(({ kind, id }) => `${kind} ${id}`));
  return operations.filter(({ kind, id }) => names.has(`${kind} ${id.toLowerCase()}`));
}

function opened({ kind, id, savedAt }: Stored): WaitingOperation {
  return { kind, id, savedAt: new Date(savedAt) };
}
