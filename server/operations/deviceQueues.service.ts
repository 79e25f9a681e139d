import { randomUUID } from 'node:crypto';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { isUuid } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Principal } from '../principal.js';
import type { QueueReport, WaitingKind } from './deviceQueue.types.js';
import { dropOldDevices, readDeviceQueue, withoutArrived, writeDeviceQueue } from './deviceQueueStore.js';

/** An operation that waits on a device, or waited there when its storage was emptied. */
export interface WaitingOperation {
  readonly kind: WaitingKind;
  readonly id: string;
  /** By the device's clock: to be shown, nothing is judged by it. */
  readonly savedAt: Date;
}

/** What a device tells of its queue. */
export interface ToldQueue {
  readonly principal: Principal | null;
  /** The device's cookie, as it came. */
  readonly device: string | undefined;
  readonly store: string;
  readonly waiting: readonly WaitingOperation[];
  /** What waited in an earlier storage was removed by the person. */
  readonly removed: boolean;
  /** What was answered as lost before this is known to the person. */
  readonly noted: boolean;
}

/** Null `device`: nothing was kept. */
export interface ToldReport {
  readonly device: string | null;
  readonly report: QueueReport;
}

/**
 * What waits on people's devices, as each told it last. An operation that was told of and never arrived is lost once its
 * device comes back with another storage; before that it may only be late. Ids are compared and not counts or places:
 * operations do not arrive in the order they were made.
 */
export interface DeviceQueuesService {
  report(told: ToldQueue): Promise<ToldReport>;
}

export interface DeviceQueuesParts {
  readonly database: Database;
  readonly clock: Clock;
}

const MOST_WAITING = 1_000;
/** What is lost and not yet noted; what is beyond adds nothing to the sentence a person reads. */
const MOST_LOST = 2_000;

export function createDeviceQueuesService({ database, clock }: DeviceQueuesParts): DeviceQueuesService {
  return {
    report: async (told) => {
      const { principal, store, waiting, removed, noted } = told;
      const refusal = principal === null ? refuse('NOT_SIGNED_IN') : refusalOf(told);
      if (principal === null || refusal !== null) return { device: null, report: { ...NOTHING_LOST, refusal } };
      const device = told.device !== undefined && isUuid(told.device) ? told.device : randomUUID();
      const scope = { principalId: principal.id, firmId: principal.firmId };
      const now = clock.now();
      const lost = await database.asPrincipal(scope, 'write', async (tx) => {
        const key = { ...scope, device };
        const before = await readDeviceQueue(tx, key);
        if (before === null) await dropOldDevices(tx, scope.principalId);
        const isEmptied = before !== null && before.store !== store.toLowerCase() && !removed;
        const emptied = isEmptied ? before.waiting : [];
        // What this report is the first to miss was shown to nobody: it cannot be noted yet.
        const known = noted ? [] : (before?.lost ?? []);
        const missed = await withoutArrived(tx, gone([...known, ...emptied], waiting));
        const kept = missed.slice(0, MOST_LOST);
        await writeDeviceQueue(tx, key, { store, waiting, lost: kept, toldAt: now });
        return kept;
      });
      return { device, report: reportOf(lost) };
    },
  };
}

/**
 * Each once, and none of those that wait in the storage that is told of. A report that was held up on the way names an
 * emptied storage again: what was lost with it would count twice, and what waits in the present one would count as lost.
 */
function gone(missed: readonly WaitingOperation[], waiting: readonly WaitingOperation[]): readonly WaitingOperation[] {
  const byName = new Map(missed.map((operation) => [nameOf(operation), operation]));
  for (const operation of waiting) byName.delete(nameOf(operation));
  return [...byName.values()];
}

/** Of a decision and of its being taken back there is one each, whatever letters its id is written in. */
function nameOf({ kind, id }: WaitingOperation): string {
  return `${kind} ${id.toLowerCase()}`;
}

function refusalOf({ store, waiting }: ToldQueue): Refusal | null {
  if (!isUuid(store)) return refuse('INVALID_INPUT', 'store', 'A store is named by a UUID.');
  if (waiting.length > MOST_WAITING) {
    return refuse('OUT_OF_RANGE', 'waiting', `At most ${MOST_WAITING} operations are told of at once.`);
  }
  if (waiting.every(({ id }) => isUuid(id))) return null;
  return refuse('INVALID_INPUT', 'waiting', 'The id of an operation is a UUID.');
}

const NOTHING_LOST: QueueReport = { lost: 0, lostSince: null, lostUntil: null, refusal: null };

function reportOf(lost: readonly WaitingOperation[]): QueueReport {
  if (lost.length === 0) return NOTHING_LOST;
  const saved = lost.map(({ savedAt }) => savedAt.getTime());
  const [lostSince, lostUntil] = [new Date(Math.min(...saved)), new Date(Math.max(...saved))];
  return { lost: lost.length, lostSince, lostUntil, refusal: null };
}
