import { keysUnknown } from '../../domain/forecastAsking.js';
import type { Adjustments } from '../../domain/forecast/adjustments.js';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import { renamedSeries } from '../../domain/forecast/renamedSeries.js';
import type { EntityManager } from '../platform/database.js';
import { adjustmentsOf, type KeptAdjustments } from './adjustmentStore.js';
import { basesOf } from './basisStore.js';

/** An item that is gone may come back: a payment is entered and taken out again, a series is not seen for a while. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Drops what advisors changed of items that the forecast has had no more for a month, counted from the sync that first had
 * none of them, however old the change is; one that is back counts anew. What was changed of a series whose payee was
 * renamed goes on under the new name. Before the new inputs are kept, in the sync's transaction for this client; three
 * statements, and two more where something of a series is unknown.
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
    ? await followRenamed(tx, clientId, inputs)
    : NOTHING;
  const unknown = keysUnknown(under(adjustments, renamed), inputs);
  await tx.execute(
    `with unknown as materialized (select jsonb_array_elements_text(?::jsonb) as key),
       dropped as (delete from forecast_change c using unknown u
         where c.client_id = ?::uuid and c.key = u.key and c.unknown_since < ?::timestamptz)
     update forecast_change c set unknown_since = case when c.unknown_since is null then ?::timestamptz end
       where c.client_id = ?::uuid and (c.unknown_since is null) = (c.key in (select u.key from unknown u))`,
    [JSON.stringify(unknown), clientId, new Date(now.getTime() - KEPT_MS), now, clientId],
  );
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Writes what was changed of renamed series, and of their days, under the keys they have now; by their keys of before. */
async function followRenamed(
  tx: EntityManager,
  clientId: string,
  { series }: ForecastInputs,
): Promise<ReadonlyMap<string, string>> {
  const before = (await basesOf(tx, [clientId])).get(clientId)?.inputs.series ?? [];
  const renamed = renamedSeries(before, series);
  if (renamed.size === 0) return renamed;
  await tx.execute(
    `update forecast_change c set key = x.now || substr(c.key, length(x.before) + 1)
       from jsonb_to_recordset(?::jsonb) as x(before text, now text)
       where c.client_id = ?::uuid and (c.key = x.before or (starts_with(c.key, x.before || ':')
         and substr(c.key, length(x.before) + 2) ~ '^\\d{4}-\\d{2}-\\d{2}$'))
         and not exists (select from forecast_change o where o.client_id = c.client_id
           and md5(o.key) = md5(x.now || substr(c.key, length(x.before) + 1)))`,
    [JSON.stringify([...renamed].map(([key, now]) => ({ before: key, now }))), clientId],
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
