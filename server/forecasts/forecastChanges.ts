import type { AddedEvent } from '../../domain/forecast/addedEvents.js';
import { currentAdjustments, type Adjustments } from '../../domain/forecast/adjustments.js';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import {
  MOST_EVENTS,
  refusalOfChanges,
  refusalToAdd,
  refusalToMove,
  refusalToSwitch,
} from '../../domain/forecastAsking.js';
import type { Tier } from '../../domain/features.js';
import { cents } from '../../domain/money.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { record } from '../audit/audit.js';
import { isUuid, uuidOf } from '../clients/clientCursor.js';
import type { FeaturesService } from '../features/features.service.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { adjustmentsOf, removedEvent } from './adjustmentStore.js';
import { basesOf } from './basisStore.js';
import {
  deleteChanges,
  insertEvent,
  removeEvent as takeOut,
  restoreEvent,
  writeChange,
  type EventState,
} from './changeStore.js';
import type { ForecastEventInput } from './forecastItems.types.js';

export interface ForecastChangesParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly features: Pick<FeaturesService, 'refusal'>;
}

/** Who asks, of which client, and from where. */
export interface ForecastAsking {
  readonly principal: Principal | null;
  readonly clientId: string;
  readonly origin: Origin;
}

/**
 * What advisors change in a forecast, never in the books. Each is one transaction with its audit event, safe to repeat,
 * and answers null when it is done, else a refusal and nothing written: NOT_FOUND, FEATURE_OFF, INVALID_INPUT, OUT_OF_RANGE.
 */
export interface ForecastChanges {
  addEvent(asking: ForecastAsking, event: ForecastEventInput): Promise<Refusal | null>;
  removeEvent(asking: ForecastAsking, id: string): Promise<Refusal | null>;
  /** `key` is that of a series or of an item. */
  switchItem(asking: ForecastAsking, key: string, off: boolean): Promise<Refusal | null>;
  /** Null: on its own day again. */
  moveItem(asking: ForecastAsking, key: string, date: IsoDate | null): Promise<Refusal | null>;
}

/** A client's forecast while it is changed; its row is locked. */
interface Changing {
  readonly tx: EntityManager;
  readonly clientId: string;
  readonly firmId: string;
  readonly by: string;
  readonly now: Date;
  readonly inputs: ForecastInputs;
  /** By the keys that the forecast has now. */
  readonly adjustments: Adjustments;
  /** By the keys they are kept under. */
  readonly kept: Adjustments;
}

/** What was done, for the trail; null when all was so already. */
type Done = {
  readonly action: string;
  readonly before?: Record<string, unknown>;
  readonly after: Record<string, unknown>;
} | null;

export function createForecastChanges(parts: ForecastChangesParts): ForecastChanges {
  return {
    addEvent: (asking, given) => change(parts, asking, (changing) => addEvent(changing, given)),
    removeEvent: (asking, id) => change(parts, asking, (changing) => removeEvent(changing, id)),
    switchItem: (asking, key, off) => change(parts, asking, (changing) => switchItem(changing, key, off)),
    moveItem: (asking, key, date) => change(parts, asking, (changing) => moveItem(changing, key, date)),
  };
}

async function change(
  { database, clock, features }: ForecastChangesParts,
  { principal, clientId: given, origin }: ForecastAsking,
  work: (changing: Changing) => Promise<Done | Refusal>,
): Promise<Refusal | null> {
  if (!principal) return refuse('NOT_SIGNED_IN');
  const clientId = uuidOf(given);
  if (clientId === null) return refuse('NOT_FOUND', 'clientId');
  const { id: by, firmId } = principal;
  return database.asPrincipal({ principalId: by, firmId }, 'write', async (tx) => {
    const tier = await lockTier(tx, clientId);
    if (tier === null) return refuse('NOT_FOUND', 'clientId');
    const off = features.refusal(tier, 'FORECAST', 'clientId');
    if (off) return off;
    const inputs = (await basesOf(tx, [clientId])).get(clientId)?.inputs;
    const kept = (await adjustmentsOf(tx, [clientId])).get(clientId);
    if (!inputs || !kept) return refuse('INVALID_INPUT', 'clientId', 'There is no forecast before the first sync.');
    const now = clock.now();
    const done = await work({
      tx,
      clientId,
      firmId,
      by,
      now,
      inputs,
      kept,
      adjustments: currentAdjustments(kept, inputs),
    });
    if (done === null || 'code' in done) return done;
    await tx.execute('update client_row set insights_version = insights_version + 1 where client_id = ?::uuid', [
      clientId,
    ]);
    const { requestId, remoteAddress } = origin;
    const actor = { kind: 'PERSON', id: by } as const;
    await record(tx, { firmId, clientId, actor, ...done, at: now, requestId, remoteAddress });
    return null;
  });
}

/** Changes of one client's forecast wait for each other. Null when there is no such client in scope. */
async function lockTier(tx: EntityManager, clientId: string): Promise<Tier | null> {
  const [row] = await tx.execute<{ tier: Tier }[]>('select tier from client_row where client_id = ?::uuid for update', [
    clientId,
  ]);
  return row?.tier ?? null;
}

async function addEvent(changing: Changing, given: ForecastEventInput): Promise<Done | Refusal> {
  if (!isUuid(given.id)) return refuse('INVALID_INPUT', 'event.id', 'The id is a UUID.');
  const event: AddedEvent = {
    id: given.id.toLowerCase(),
    name: given.name.trim(),
    direction: given.direction,
    amount: cents(given.amount),
    date: given.date as IsoDate,
    interval: given.interval ?? null,
    until: (given.until ?? null) as IsoDate | null,
  };
  const known = changing.adjustments.events.find(({ id }) => id === event.id);
  if (known) return isSame(known, event) ? null : idInUse();
  const removed = await removedEvent(changing.tx, changing.clientId, event.id);
  if (removed && !isSame(removed, event)) return idInUse();
  // What comes back was taken in once: it may have begun since.
  const refusal = removed ? null : refusalToAdd(event, changing.inputs.asOf);
  if (refusal) return refusal;
  if (changing.adjustments.events.length >= MOST_EVENTS) {
    return refuse('OUT_OF_RANGE', 'event', `A forecast has at most ${MOST_EVENTS} added events.`);
  }
  if (removed) await restoreEvent(changing, event.id);
  else {
    const state: EventState = await insertEvent(changing, event);
    if (state === 'ID_IN_USE') return idInUse();
  }
  return { action: 'forecast.event_added', after: { ...event } };
}

async function removeEvent(changing: Changing, id: string): Promise<Done | Refusal> {
  if (!isUuid(id)) return refuse('INVALID_INPUT', 'id', 'The id is a UUID.');
  const event = changing.adjustments.events.find((known) => known.id === id.toLowerCase());
  if (!event) return null;
  await takeOut(changing, event.id);
  return { action: 'forecast.event_removed', before: eventTold(event), after: { id: event.id, name: event.name } };
}

async function switchItem(changing: Changing, key: string, off: boolean): Promise<Done | Refusal> {
  const { inputs, adjustments } = changing;
  if (adjustments.off.includes(key) === off) return null;
  const refusal = off ? (refusalToSwitch(key, inputs, adjustments) ?? refusalOfChanges(adjustments, inputs)) : null;
  if (refusal) return refusal;
  const moved = adjustments.moved.find((change) => change.key === key)?.date ?? null;
  await deleteChanges(changing, formerKeys(changing, key));
  await writeChange(changing, { key, off, movedTo: moved });
  return {
    action: off ? 'forecast.item_left_out' : 'forecast.item_taken_in',
    before: { key, off: !off },
    after: { key, off },
  };
}

async function moveItem(changing: Changing, key: string, date: IsoDate | null): Promise<Done | Refusal> {
  const { inputs, adjustments } = changing;
  const standing = adjustments.moved.find((change) => change.key === key)?.date ?? null;
  if (date === standing) return null;
  const refusal =
    date === null ? null : (refusalToMove(key, date, inputs, adjustments) ?? refusalOfChanges(adjustments, inputs));
  if (refusal) return refusal;
  await deleteChanges(changing, formerKeys(changing, key));
  await writeChange(changing, { key, off: adjustments.off.includes(key), movedTo: date });
  return { action: 'forecast.item_moved', before: { key, date: standing }, after: { key, date } };
}

/** Other keys under which a change of what has this key now is kept: a series' days have shifted since. */
function formerKeys({ kept, adjustments }: Changing, key: string): string[] {
  const [before, now] = [kept, adjustments].map(({ off, moved }) => [...off, ...moved.map((change) => change.key)]);
  return (before ?? []).filter((former, place) => former !== key && now?.[place] === key);
}

/** An event as the trail keeps it: all that can bring it back. */
function eventTold({ id, name, direction, amount, date, interval, until }: AddedEvent): Record<string, unknown> {
  return { id, name, direction, amount, date, interval, until };
}

function isSame(a: AddedEvent, b: AddedEvent): boolean {
  return (['name', 'direction', 'amount', 'date', 'interval', 'until'] as const).every(
    (field) => a[field] === b[field],
  );
}

function idInUse(): Refusal {
  return refuse('INVALID_INPUT', 'event.id', 'Another event has this id.');
}
