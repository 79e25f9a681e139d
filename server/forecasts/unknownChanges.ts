import { keysUnknown } from '../../domain/forecastAsking.js';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import type { EntityManager } from '../platform/database.js';
import { adjustmentsOf } from './adjustmentStore.js';

/** An item that is gone may come back: a payment is entered and taken out again, a series is not seen for a while. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Drops what advisors changed of items that the forecast has had no more for a month, counted from the sync that first had
 * none of them, however old the change is; one that is back counts anew. The caller's transaction is the sync's, for this
 * client; three statements at most.
 */
export async function dropUnknownChanges(
  tx: EntityManager,
  clientId: string,
  inputs: ForecastInputs,
  now: Date,
): Promise<void> {
  const adjustments = (await adjustmentsOf(tx, [clientId])).get(clientId);
  if (!adjustments || (adjustments.off.length === 0 && adjustments.moved.length === 0)) return;
  const unknown = keysUnknown(adjustments, inputs);
  await tx.execute(
    `with unknown as materialized (select jsonb_array_elements_text(?::jsonb) as key),
       dropped as (delete from forecast_change c using unknown u
         where c.client_id = ?::uuid and c.key = u.key and c.unknown_since < ?::timestamptz)
     update forecast_change c set unknown_since = case when c.unknown_since is null then ?::timestamptz end
       where c.client_id = ?::uuid and (c.unknown_since is null) = (c.key in (select u.key from unknown u))`,
    [JSON.stringify(unknown), clientId, new Date(now.getTime() - KEPT_MS), now, clientId],
  );
}
