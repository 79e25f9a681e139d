import { addedSeriesKey, type AddedEvent } from '../../domain/forecast/addedEvents.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import { removedKey } from './adjustmentStore.js';

/** How long a removed event can be brought back. */
const REMOVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Whose forecast is written, by whom and when, and in which transaction. */
export interface ForecastWrite {
  readonly tx: EntityManager;
  readonly clientId: string;
  readonly firmId: string;
  readonly by: string;
  readonly now: Date;
}

/** Whether an event was kept, or its id is that of one that the writer need not even see. */
export type EventState = 'KEPT' | 'ID_IN_USE';

export async function insertEvent(
  { tx, clientId, firmId, by, now }: ForecastWrite,
  { id, name, direction, amount, date, interval, until }: AddedEvent,
): Promise<EventState> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `insert into forecast_event (id, client_id, firm_id, name, direction, amount, date, repeats, until, by_id, at)
       values (?::uuid, ?::uuid, ?::uuid, ?, ?, ?, ?::date, ?, ?::date, ?::uuid, ?::timestamptz) on conflict do nothing`,
    [id, clientId, firmId, name, direction, amount, date, interval, until, by, now],
    'run',
  );
  return affectedRows === 1 ? 'KEPT' : 'ID_IN_USE';
}

/**
 * Takes an event out of the forecast, so that it can be brought back as it stood, with what was changed of its days. What
 * was taken out more than 30 days ago is deleted.
 */
export async function removeEvent(write: ForecastWrite, id: string): Promise<void> {
  await writeChange(write, { key: removedKey(id), off: true, movedTo: null });
  const past = await write.tx.execute<{ id: string }[]>(
    `select e.id from forecast_event e join forecast_change r
         on r.client_id = e.client_id and md5(r.key) = md5(? || e.id) and r.at < ?::timestamptz
       where e.client_id = ?::uuid`,
    [removedKey(''), new Date(write.now.getTime() - REMOVED_KEPT_MS), write.clientId],
  );
  for (const event of past) await deleteEvent(write, event.id);
}

/** Brings a removed event back as it stood. */
export async function restoreEvent(write: ForecastWrite, id: string): Promise<void> {
  await deleteChanges(write, [removedKey(id)]);
}

/** With what was changed of its days. */
async function deleteEvent({ tx, clientId }: ForecastWrite, id: string): Promise<void> {
  await tx.execute('delete from forecast_event where client_id = ?::uuid and id = ?::uuid', [clientId, id]);
  const series = addedSeriesKey(id);
  await tx.execute('delete from forecast_change where client_id = ?::uuid and (key in (?, ?) or starts_with(key, ?))', [
    clientId,
    series,
    removedKey(id),
    `${series}:`,
  ]);
}

export async function deleteChanges({ tx, clientId }: ForecastWrite, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(
    `delete from forecast_change where client_id = ?::uuid and key in (select jsonb_array_elements_text(?::jsonb))`,
    [clientId, JSON.stringify(keys)],
  );
}

/** An item or series that is neither left out nor moved has no row. */
export async function writeChange(
  { tx, clientId, firmId, by, now }: ForecastWrite,
  { key, off, movedTo }: { readonly key: string; readonly off: boolean; readonly movedTo: IsoDate | null },
): Promise<void> {
  if (!off && movedTo === null) {
    await tx.execute('delete from forecast_change where client_id = ?::uuid and key = ?', [clientId, key]);
    return;
  }
  await tx.execute(
    `insert into forecast_change (client_id, firm_id, key, off, moved_to, by_id, at)
       values (?::uuid, ?::uuid, ?, ?, ?::date, ?::uuid, ?::timestamptz)
       on conflict (client_id, md5(key)) do update set off = excluded.off, moved_to = excluded.moved_to, by_id = excluded.by_id,
         at = excluded.at, unknown_since = null`,
    [clientId, firmId, key, off, movedTo, by, now],
  );
}
