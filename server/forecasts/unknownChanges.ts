import { keysUnknown } from '../../domain/forecastAsking.js';
import type { Adjustments } from '../../domain/forecast/adjustments.js';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import { renamedSeries } from '../../domain/forecast/renamedSeries.js';
import type { IsoDate } from '../../domain/units.js';
import { recordAll } from '../audit/audit.js';
import type { EntityManager } from '../platform/database.js';
import { adjustmentsOf, type KeptAdjustments } from './adjustmentStore.js';
import { basesOf } from './basisStore.js';

/** An item that is gone may come back: a payment is entered and taken out again, a series is not seen for a while. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Drops what advisors changed of items that the forecast has had no more for a month, counted from the sync that first had
 * none of them, however old the change is; one that is back counts anew. What was changed of a series whose payee was
 * renamed goes on under the new name. The trail has an event of each. Before the new inputs are kept, in the sync's
 * transaction for this client; three statements, two more where something of a series is unknown, and one for each kind of
 * event there is.
 */
export async function dropUnknownChanges(
  tx: EntityManager,
  clientId: string,
  inputs: ForecastInputs,
  now: Date,
): Promise<void> {
  const adjustments = (await adjustmentsOf(tx, [clientId])).get(clientId);
  if (!adjustments || (adjustments.off.length === 0 && adjustments.moved.length === 0)) return;
  const missing = keysUnknown(adjustments, inputs);
  const renamed = missing.some((key) => key.startsWith('Recurring:'))
    ? await followRenamed(tx, clientId, inputs, now)
    : NOTHING;
  const unknown = keysUnknown(under(adjustments, renamed), inputs);
  const dropped = await tx.execute<DroppedChange[]>(
    `with unknown as materialized (select jsonb_array_elements_text(?::jsonb) as key),
       dropped as (delete from forecast_change c using unknown u
         where c.client_id = ?::uuid and c.key = u.key and c.unknown_since < ?::timestamptz returning c.*),
       marked as (update forecast_change c set unknown_since = case when c.unknown_since is null then ?::timestamptz end
         where c.client_id = ?::uuid and (c.unknown_since is null) = (c.key in (select u.key from unknown u)))
     select firm_id, key, off, moved_to::text as date, by_id, at from dropped order by key`,
    [JSON.stringify(unknown), clientId, new Date(now.getTime() - KEPT_MS), now, clientId],
  );
  await recordAll(
    tx,
    dropped.map(({ firm_id: firmId, key, off, date, by_id: by, at }) => ({
      firmId,
      clientId,
      actor: BY_ITSELF,
      action: 'forecast.change_dropped',
      at: now,
      before: { key, off, date, by, at: new Date(at).toISOString() },
      after: { key, off: false, date: null },
    })),
  );
}

interface DroppedChange {
  readonly firm_id: string;
  readonly key: string;
  readonly off: boolean;
  readonly date: IsoDate | null;
  readonly by_id: string;
  readonly at: Date | string;
}

const BY_ITSELF = { kind: 'SYSTEM' } as const;
const NOTHING: ReadonlyMap<string, string> = new Map();

/** Writes what was changed of renamed series, and of their days, under the keys they have now; by their keys of before. */
async function followRenamed(
  tx: EntityManager,
  clientId: string,
  { series }: ForecastInputs,
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  const before = (await basesOf(tx, [clientId])).get(clientId)?.inputs.series ?? [];
  const renamed = renamedSeries(before, series);
  if (renamed.size === 0) return renamed;
  const moved = await tx.execute<{ firm_id: string; before: string; now: string }[]>(
    `update forecast_change c set key = x.now || substr(c.key, length(x.before) + 1)
       from jsonb_to_recordset(?::jsonb) as x(before text, now text)
       where c.client_id = ?::uuid and (c.key = x.before or (starts_with(c.key, x.before || ':')
         and substr(c.key, length(x.before) + 2) ~ '^\\d{4}-\\d{2}-\\d{2}$'))
         and not exists (select from forecast_change o where o.client_id = c.client_id
           and md5(o.key) = md5(x.now || substr(c.key, length(x.before) + 1)))
       returning c.firm_id, old.key as before, new.key as now`,
    [JSON.stringify([...renamed].map(([key, now]) => ({ before: key, now }))), clientId],
  );
  await recordAll(
    tx,
    moved
      .sort((a, b) => (a.before < b.before ? -1 : 1))
      .map(({ firm_id: firmId, before, now }) => ({
        firmId,
        clientId,
        actor: BY_ITSELF,
        action: 'forecast.change_renamed',
        at,
        before: { key: before },
        after: { key: now },
      })),
  );
  return renamed;
}

/** The keys that are written now. */
function under({ events, off, moved }: KeptAdjustments, renamed: ReadonlyMap<string, string>): Adjustments {
  const named = (key: string): string => {
    const series = key.replace(OF_DAY, '');
    const now = renamed.get(key) ?? renamed.get(series);
    return now === undefined ? key : renamed.has(key) ? now : `${now}${key.slice(series.length)}`;
  };
  return { events, off: off.map(named), moved: moved.map(({ key, date }) => ({ key: named(key), date })) };
}

const OF_DAY = /:\d{4}-\d{2}-\d{2}$/;
