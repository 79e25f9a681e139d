import { addedSeriesKey, type AddedEvent } from '../../domain/forecast/addedEvents.js';
import type { Adjustments } from '../../domain/forecast/adjustments.js';
import type { Interval } from '../../domain/forecast/forecastInputs.js';
import { cents } from '../../domain/money.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';

/** An event that an advisor added, and who and when. */
export interface KeptEvent extends AddedEvent {
  readonly byName: string;
  readonly at: Date;
}

/** What advisors changed in a client's forecast. */
export interface KeptAdjustments extends Adjustments {
  readonly events: readonly KeptEvent[];
  /** Those of `moved` that a decision planned: they hold also where the tier has no forecast. */
  readonly planned: Adjustments['moved'];
}

interface EventRow {
  readonly client_id: string;
  readonly id: string;
  readonly name: string;
  readonly direction: 'IN' | 'OUT';
  readonly amount: string | number;
  readonly date: IsoDate;
  readonly repeats: Interval | null;
  readonly until: IsoDate | null;
  readonly by_name: string | null;
  readonly at: Date | string;
}

interface ChangeRow {
  readonly client_id: string;
  readonly key: string;
  readonly off: boolean;
  readonly moved_to: IsoDate | null;
  readonly planned: boolean;
}

/** The key of the change that marks an event as removed: it and what was changed of its days can be brought back. */
export function removedKey(id: string): string {
  return `Removed:${id}`;
}

const EVENTS = `select e.client_id, e.id, e.name, e.direction, e.amount, e.date::text, e.repeats, e.until::text, a.name as by_name, e.at
       from forecast_event e left join advisor a on a.id = e.by_id`;

/** An event that was removed and can be brought back; null where there is none of this id. */
export async function removedEvent(tx: EntityManager, clientId: string, id: string): Promise<AddedEvent | null> {
  const [row] = await tx.execute<EventRow[]>(
    `${EVENTS} where e.client_id = ?::uuid and e.id = ?::uuid
       and exists (select from forecast_change r where r.client_id = e.client_id and md5(r.key) = md5(?))`,
    [clientId, id, removedKey(id)],
  );
  return row ? eventOf(row) : null;
}

/** The adjustments of any number of clients in two statements, without events that were removed; in the order they were made. */
export async function adjustmentsOf(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<Map<string, KeptAdjustments>> {
  const ids = `{${clientIds.join(',')}}`;
  const events = await tx.execute<EventRow[]>(`${EVENTS} where e.client_id = any(?::uuid[]) order by e.at, e.id`, [
    ids,
  ]);
  const changes = await tx.execute<ChangeRow[]>(
    `select c.client_id, c.key, c.off, c.moved_to::text, c.moved_to is not null and exists (select from decision d
         where d.client_id = c.client_id and d.document_key = c.key and d.kind = 'PLAN' and d.state = 'APPLIED'
           and d.planned_for = c.moved_to) as planned
       from forecast_change c where c.client_id = any(?::uuid[]) order by c.key`,
    [ids],
  );
  const eventsOf = Map.groupBy(events, (row) => row.client_id);
  const changesOf = Map.groupBy(changes, (row) => row.client_id);
  return new Map(
    clientIds.map((id) => {
      const { changed, removed } = standing(changesOf.get(id) ?? []);
      return [
        id,
        {
          events: (eventsOf.get(id) ?? []).filter((event) => !removed.has(event.id)).map(eventOf),
          off: changed.filter(({ off }) => off).map(({ key }) => key),
          moved: movesOf(changed),
          planned: movesOf(changed.filter(({ planned }) => planned)),
        },
      ];
    }),
  );
}

/** The ids of removed events, and the changes without those marks and without what was changed of their days. */
function standing(rows: readonly ChangeRow[]): { changed: readonly ChangeRow[]; removed: ReadonlySet<string> } {
  const mark = removedKey('');
  const removed = new Set(rows.flatMap(({ key }) => (key.startsWith(mark) ? [key.slice(mark.length)] : [])));
  if (removed.size === 0) return { changed: rows, removed };
  const gone = [...removed].map(addedSeriesKey);
  const changed = rows.filter(
    ({ key }) => !key.startsWith(mark) && !gone.some((series) => key === series || key.startsWith(`${series}:`)),
  );
  return { changed, removed };
}

function movesOf(changed: readonly ChangeRow[]): Adjustments['moved'] {
  return changed.flatMap(({ key, moved_to: date }) => (date === null ? [] : [{ key, date }]));
}

function eventOf({ id, name, direction, amount, date, repeats, until, by_name, at }: EventRow): KeptEvent {
  const event = { id, name, direction, amount: cents(Number(amount)), date, interval: repeats, until };
  // Who has left the firm keeps their name there; a name that cannot be read is said so.
  return { ...event, byName: by_name ?? 'Somebody', at: new Date(at) };
}
