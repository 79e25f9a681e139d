import { dateInZone } from '../../domain/calendar.js';
import type { OperationName } from '../../domain/operations/operation.js';
import { RITUAL_TABS, type RitualRecord, type ReviewedVersion } from '../../domain/ritual/ritual.js';
import { weekOf } from '../../domain/ritual/week.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { record } from '../audit/audit.js';
import { uuidOf } from '../clients/clientCursor.js';
import { doOnce } from '../operations/once.js';
import { refusalOfOperationId } from '../operations/receipts.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { reviewedChange, unreviewedChange, type ReviewChange } from './reviewTrail.js';
import {
  refusalOfRecord,
  refusalOfTakingBack,
  refusalOfVersion,
  refusalOfWeek,
  refusalOfWeekToCome,
  weekOfTime,
} from './ritualAsking.js';
import { addRecord, clearMark, standingReview, writeMark, type RitualKey, type RitualWrite } from './ritualStore.js';
import type { ClientType, ReviewedVersionInput, RitualInput, RitualType } from './rituals.types.js';

/** Who asks, of which client, by which operation and from where. */
export interface RitualAsking {
  readonly principal: Principal | null;
  readonly clientId: string;
  readonly operationId: string;
  readonly origin: Origin;
}

/**
 * The weekly review of a client: one a week, whoever of the firm does it, on however many devices. Each change is one
 * transaction with its receipt and its audit event, and answers null when it is done, now or at an earlier delivery, else a
 * refusal and nothing written: NOT_FOUND, INVALID_INPUT, OUT_OF_RANGE, ID_TAKEN.
 */
export interface RitualsService {
  /** This week's review; null when nobody began it. */
  ritual(client: ClientType, load: (key: RitualKey) => Promise<RitualType | null>): Promise<RitualType | null>;
  /**
   * Adds what was done; of next week, as a device names it whose clock is ahead, to this one's. Told to no other device: it
   * comes every few minutes and changes no figure.
   */
  record(asking: RitualAsking, given: RitualInput): Promise<Refusal | null>;
  /** With what was done until then; refused for a week to come. Told to every device that has the client. */
  markReviewed(asking: RitualAsking, given: RitualInput, saw: ReviewedVersionInput): Promise<Refusal | null>;
  /**
   * `mark`: the operation whose mark is taken back; another one stays, and it is refused with DIFFERS. Null: whichever
   * stands. Told to every device that has the client.
   */
  unmarkReviewed(asking: RitualAsking, week: string, mark: string | null): Promise<Refusal | null>;
}

export interface RitualsParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** What the asked client is, when it is judged whether an act may be. */
interface Reviewed {
  readonly today: IsoDate;
  /** Of the newest books; 0 before the first sync. */
  readonly booksVersion: number;
}

/** One act, as its receipt names it, with the refusal it may meet and what it does. */
interface Act {
  readonly name: OperationName;
  readonly content: unknown;
  readonly refusal: (client: Reviewed, write: RitualWrite) => Refusal | null | Promise<Refusal | null>;
  readonly apply: (write: RitualWrite, trail: Trail, client: Reviewed) => Promise<void>;
}

/** Leaves an audit event of the client in the act's transaction. */
type Trail = (action: string, change: ReviewChange) => Promise<void>;

export function createRitualsService(parts: RitualsParts): RitualsService {
  return {
    ritual: ({ id, timeZone }, load) => load({ clientId: id, week: weekOf(dateInZone(parts.clock.now(), timeZone)) }),
    record: (asking, given) => change(parts, asking, recording(recordOf(given))),
    markReviewed: (asking, given, saw) =>
      change(parts, asking, marking(asking.operationId, recordOf(given), versionOf(saw))),
    unmarkReviewed: (asking, week, mark) => change(parts, asking, unmarking(week as IsoDate, mark)),
  };
}

function recording(ritual: RitualRecord): Act {
  return {
    name: 'RECORD_RITUAL',
    content: { ritual },
    refusal: ({ today }) =>
      refusalOfRecording(inWeekOfTime(ritual, today), today, 'Time counts once this device’s date is set right.'),
    apply: (write, trail, { today }) => add(write, inWeekOfTime(ritual, today), trail),
  };
}

function inWeekOfTime(ritual: RitualRecord, today: IsoDate): RitualRecord {
  return { ...ritual, week: weekOfTime(ritual.week, today) };
}

/** `then`: what is left to do where the week is still to come. */
function refusalOfRecording(ritual: RitualRecord, today: IsoDate, then: string): Refusal | null {
  const { week } = ritual;
  return refusalOfWeek(week, today, 'ritual.week') ?? refusalOfWeekToCome(week, today, then) ?? refusalOfRecord(ritual);
}

function marking(operationId: string, ritual: RitualRecord, saw: ReviewedVersion): Act {
  return {
    name: 'MARK_REVIEWED',
    content: { ritual, saw },
    refusal: ({ today, booksVersion }) =>
      refusalOfRecording(ritual, today, 'Set this device’s date, then mark the client again.') ??
      refusalOfVersion(saw, today, booksVersion),
    apply: async (write, trail) => {
      await add(write, ritual, trail);
      const standing = await standingReview(write, ritual.week);
      if (!standing) throw new Error('a review that a record was added to is there');
      if (!(await writeMark(write, operationId, ritual.week, saw))) return;
      await tellDevices(write);
      await trail('ritual.reviewed', reviewedChange(ritual.week, operationId, saw, standing));
    },
  };
}

function unmarking(week: IsoDate, mark: string | null): Act {
  return {
    name: 'UNMARK_REVIEWED',
    // Without a mark as it always was: one that was kept so is the same operation when it is delivered again.
    content: mark === null ? { week } : { week, mark },
    // Of a week to come none stands: a mark that was refused for its week is taken back by doing nothing.
    refusal: async ({ today }, write) =>
      refusalOfWeek(week, today, 'week') ??
      (mark === null ? null : refusalOfTakingBack(mark, (await standingReview(write, week))?.mark ?? null, write.by)),
    apply: async (write, trail) => {
      const standing = (await standingReview(write, week))?.mark ?? null;
      if (standing === null) return;
      await clearMark(write, week);
      await tellDevices(write);
      await trail('ritual.unreviewed', unreviewedChange(week, standing));
    },
  };
}

async function add(write: RitualWrite, ritual: RitualRecord, trail: Trail): Promise<void> {
  if (await addRecord(write, ritual)) await trail('ritual.started', { after: { week: ritual.week } });
}

/**
 * A mark is part of what a device holds of a client, which then fetches that client once more: a few clients a day. A record
 * tells nobody; it reaches other devices with the client's next change. The row keeps the newest mark of any week: the list
 * is ordered by it.
 */
async function tellDevices({ tx, clientId }: RitualWrite): Promise<void> {
  await tx.execute(
    `update client_row set insights_version = insights_version + 1,
       last_reviewed_at = (select max(reviewed_at) from ritual where client_id = ?::uuid)
     where client_id = ?::uuid`,
    [clientId, clientId],
  );
}

async function change({ database, clock }: RitualsParts, asking: RitualAsking, act: Act): Promise<Refusal | null> {
  const { principal } = asking;
  if (!principal) return refuse('NOT_SIGNED_IN');
  const clientId = uuidOf(asking.clientId);
  if (clientId === null) return refuse('NOT_FOUND', 'clientId');
  const unreadable = refusalOfOperationId(asking.operationId);
  if (unreadable) return unreadable;
  const { id: by, firmId } = principal;
  return database.asPrincipal({ principalId: by, firmId }, 'write', (tx) =>
    changeWithin({ tx, clientId, firmId, by, now: clock.now() }, asking, act),
  );
}

async function changeWithin(write: RitualWrite, asking: RitualAsking, act: Act): Promise<Refusal | null> {
  const { tx, clientId, firmId, by, now } = write;
  const client = await readClient(tx, clientId);
  if (!client) return refuse('NOT_FOUND', 'clientId');
  const operation = { id: asking.operationId, name: act.name, clientId, firmId, by, content: act.content };
  const reviewed = { today: dateInZone(now, client.timeZone), booksVersion: client.booksVersion };
  const { requestId, remoteAddress } = asking.origin;
  const actor = { kind: 'PERSON', id: by } as const;
  const trail: Trail = (action, told) =>
    record(tx, { firmId, clientId, actor, action, at: now, ...told, requestId, remoteAddress });
  const { refusal } = await doOnce(tx, operation, now, async () => {
    const refused = await act.refusal(reviewed, write);
    return refused ?? (() => act.apply(write, trail, reviewed).then(() => []));
  });
  return refusal;
}

/** Null when there is no such client in scope. */
async function readClient(
  tx: EntityManager,
  clientId: string,
): Promise<{ readonly timeZone: string; readonly booksVersion: number } | null> {
  const [row] = await tx.execute<{ timeZone: string; booksVersion: number }[]>(
    'select time_zone as "timeZone", books_version as "booksVersion" from client_row where client_id = ?::uuid',
    [clientId],
  );
  return row ?? null;
}

/** With its keys and tabs in one order, so that the same record is the same content. */
function recordOf({ clientId, week, tabs, seconds, decisions }: RitualInput): RitualRecord {
  const seen = RITUAL_TABS.filter((tab) => tabs.includes(tab));
  return { clientId: clientId.toLowerCase(), week: week as IsoDate, tabs: seen, seconds, decisions };
}

function versionOf({ asOf, booksVersion, weeks }: ReviewedVersionInput): ReviewedVersion {
  return { asOf: asOf as IsoDate, booksVersion, weeks: weeks ?? null };
}
