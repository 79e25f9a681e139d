import { dateInZone } from '../../../domain/calendar.js';
import { frozenRequest, type FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import { QuickBooksError } from '../../quickbooks/quickBooksError.js';
import { inParallel } from '../../sync/inParallel.js';
import { nextTryAfterMs } from './backoff.js';
import { draftOf } from '../decisionRows.js';
import { checkNow } from './checkNow.js';
import { isTooOld, mayBeDone, readBatch, type HeldBatch, type HeldDecision } from './heldDecisions.js';
import type { Batch } from './lease.js';
import { readNow } from './readNow.js';
import { sendOne } from './sendOne.js';
import { settleUnknown } from './settleUnknown.js';
import type { SendingParts, WritableCompany } from './sendingParts.js';
import { dropPlace, endWithout, putOff, type Holding } from './steps.js';
import { standsStill, waitingFor } from './waitingWords.js';

/** Requests of one company under way at once: its rate, and not the time of an answer, is what bounds them. */
const LANES = 6;
/** A company that nothing can be sent to is looked at again after this. */
const STANDSTILL_MS = 10_000;

/** One batch under way. */
export interface BatchRun {
  readonly parts: SendingParts;
  readonly batch: Batch;
  readonly client: HeldBatch['client'];
  readonly company: WritableCompany;
  /** Throws SendingLost where the batch may be somebody else's by now. */
  readonly mustHold: () => void;
}

/** A decision with the request that is sent for it. */
export interface ReadyDecision {
  readonly held: HeldDecision;
  readonly request: FrozenRequest;
  /** The document's open balance just before; null where it was not looked at. */
  readonly openBefore: number | null;
}

/**
 * Works a batch off: what may be with QuickBooks already is looked up there, the rest is compared with what the advisor saw,
 * and what stands is sent. Each decision goes its own way: what becomes of one holds up no other.
 */
export async function sendBatch(
  parts: SendingParts,
  batch: Batch,
  mustHold: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { client, held, done } = await readBatch(parts.database, batch);
  for (const place of done) await dropPlace(parts, batch.clientId, place);
  const stopped = standsStill(client);
  if (stopped !== null || client.realmId === null) {
    const dueAt = new Date(parts.clock.now().getTime() + STANDSTILL_MS);
    for (const one of held) {
      const wait = { words: stopped ?? '', dueAt, isTry: false };
      await putOff(parts, holdingOf(batch, one), one.decision, wait);
    }
    return;
  }
  const company = parts.openCompany(batch.clientId, client.realmId, signal);
  const run: BatchRun = { parts, batch, client, company, mustHold };
  const ready = await readyToSend(run, held);
  await inParallel(ready, LANES, (one) => sendOne(run, one));
}

async function readyToSend(run: BatchRun, held: readonly HeldDecision[]): Promise<ReadyDecision[]> {
  const unknown = held.filter(mayBeDone);
  const again = await guarded(run, unknown, () => settleUnknown(run, unknown));
  const fresh = await withoutExpired(
    run,
    held.filter((one) => !mayBeDone(one)),
  );
  const checked = await guarded(run, fresh, () => check(run, fresh));
  return [...again, ...checked];
}

async function withoutExpired(run: BatchRun, held: readonly HeldDecision[]): Promise<HeldDecision[]> {
  const now = run.parts.clock.now();
  const kept: HeldDecision[] = [];
  for (const one of held) {
    // What was sent before and never arrived is not judged by its age any more.
    if (one.attempts.length > 0 || !isTooOld(one.decision, run.client, now)) kept.push(one);
    else {
      const message = 'The figures this was decided on are older than 7 days. Nothing was sent.';
      await endWithout(run.parts, holdingOf(run.batch, one), one.decision, 'EXPIRED', { code: 'EXPIRED', message });
    }
  }
  return kept;
}

/** Compares with what the advisor saw; what differs ends here. */
async function check(run: BatchRun, fresh: readonly HeldDecision[]): Promise<ReadyDecision[]> {
  const { parts, batch, client, company } = run;
  const now = await readNow(
    company,
    fresh.map(({ decision }) => decision),
    client.homeCurrency,
  );
  const today = dateInZone(parts.clock.now(), client.timeZone);
  const ready: ReadyDecision[] = [];
  for (const held of fresh) {
    const { decision, attempts } = held;
    const problem = checkNow(held, now, client, today);
    const document = now.documents.get(decision.documentKey);
    if (problem || !document) {
      const said = problem ?? { code: 'DIFFERS', message: 'It is not in QuickBooks any more.' };
      await endWithout(parts, holdingOf(batch, held), decision, 'CONFLICTED', said);
      continue;
    }
    const request = attempts[0]?.request ?? frozenRequest(draftOf(decision), document.partyId, today);
    if (request) ready.push({ held, request, openBefore: document.openBalance });
  }
  return ready;
}

/** Where QuickBooks cannot be asked, all of these wait, in its words. */
async function guarded(
  { parts, batch }: BatchRun,
  held: readonly HeldDecision[],
  work: () => Promise<ReadyDecision[]>,
): Promise<ReadyDecision[]> {
  if (held.length === 0) return [];
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof QuickBooksError)) throw error;
    for (const one of held) {
      const wait = { words: waitingFor(error), dueAt: dueAfter(parts, one, error) };
      await putOff(parts, holdingOf(batch, one), one.decision, wait);
    }
    return [];
  }
}

/** When a decision is tried again after a failure; not before QuickBooks is asked again at all. */
export function dueAfter({ clock, random }: SendingParts, { place }: HeldDecision, error: QuickBooksError): Date {
  const soonest = clock.now().getTime() + nextTryAfterMs(place.tries, random());
  return new Date(Math.max(soonest, error.retryAt?.getTime() ?? 0));
}

export function holdingOf({ owner }: Batch, { place }: HeldDecision): Holding {
  return { place, owner };
}
