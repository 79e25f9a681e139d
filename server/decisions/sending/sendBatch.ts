import { inParallel } from '../../sync/inParallel.js';
import { lookAfter, wantBooksAhead } from './afterBatch.js';
import { askingQuickBooks, holdingOf, type BatchRun, type SentDecision } from './batchRun.js';
import { mayBeDone, mayHaveLeft } from './attempts.js';
import { isTooOld, readBatch, type HeldBatch, type HeldDecision, type SendingClient } from './heldDecisions.js';
import type { Batch } from './lease.js';
import { readyOf } from './readyOf.js';
import { sendOne } from './sendOne.js';
import type { SendingParts } from './sendingParts.js';
import { settleUnknown } from './settleUnknown.js';
import { dropPlace, endWithout, putOff, putOffQuietly } from './steps.js';
import { wantByDecision } from '../../sync/wants.js';
import { standsStill, tooOld } from './waitingWords.js';

/** Requests of one company under way at once: its rate, and not the time of an answer, is what bounds them. */
const LANES = 6;
/** A company that nothing can be sent to is looked at again after this. */
const STANDSTILL_MS = 10_000;

/**
 * Works a batch off: what may be with QuickBooks already is looked up there, the rest is compared with what the advisor saw,
 * and what stands is sent. Each decision goes its own way: what becomes of one holds up no other.
 */
export async function sendBatch(
  parts: SendingParts,
  batch: Batch,
  mayBegin: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const { client, held, done } = await readBatch(parts.database, batch);
  for (const place of done) await dropPlace(parts, batch.clientId, place);
  const stopped = standsStill(client);
  if (stopped !== null) {
    const isNew = held.some(({ decision }) => decision.waitingFor !== stopped);
    if (isNew && client.needsReconnecting && !client.showsReconnecting) await wantItShown(parts, batch.clientId);
    return standStill(parts, batch, { client, held }, stopped);
  }
  const company = parts.openCompany(batch.clientId, client.realmId ?? '', signal);
  const wantBooks = once(() => wantBooksAhead(parts, batch.clientId));
  const run: BatchRun = { parts, batch, client, company, mayBegin, signal, wantBooks };
  const sent = await sendAll(run, held);
  await lookAfter(run, sent);
}

/** Does it at the first time it is asked, and again where that failed. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = null;
      throw error;
    }));
}

async function sendAll(run: BatchRun, held: readonly HeldDecision[]): Promise<SentDecision[]> {
  const sent: SentDecision[] = [];
  const unknown = held.filter(mayBeDone);
  const notThere = await askingQuickBooks(run, unknown, () => settleUnknown(run, unknown, sent));
  const open = [...notThere, ...held.filter((one) => !mayBeDone(one))];
  const ready = await askingQuickBooks(run, open, () => readyOf(run, open, sent));
  await inParallel(ready, LANES, async (one) => {
    const done = await sendOne(run, one);
    if (done) sent.push(done);
  });
  return sent;
}

/** Sending found the grant lost, which a sync alone writes into the client's row: one is wanted, once, so that people see it. */
async function wantItShown({ database, clock }: SendingParts, clientId: string): Promise<void> {
  const now = clock.now();
  await database.asSync({ clientId }, (tx) => wantByDecision(tx, clientId, now, now));
}

async function standStill(
  parts: SendingParts,
  batch: Batch,
  { client, held }: Pick<HeldBatch, 'client' | 'held'>,
  words: string,
): Promise<void> {
  const dueAt = new Date(parts.clock.now().getTime() + STANDSTILL_MS);
  for (const one of held) {
    if (await expiresHere(parts, batch, client, one)) continue;
    const { waitingFor, state } = one.decision;
    // What surely did not leave is accepted again on the way.
    if (waitingFor === words && (state === 'ACCEPTED' || mayHaveLeft(one))) continue;
    await putOff(parts, holdingOf(batch, one), one.decision, { words, dueAt, isTry: false });
  }
  await putOffQuietly(parts, batch, dueAt);
}

/** What was never tried does not wait for a company to come back once it is too old to be sent then. */
async function expiresHere(
  parts: SendingParts,
  batch: Batch,
  client: SendingClient,
  one: HeldDecision,
): Promise<boolean> {
  if (one.attempts.length > 0 || !isTooOld(one.decision, client, parts.clock.now())) return false;
  await endWithout(parts, holdingOf(batch, one), one.decision, 'EXPIRED', tooOld(one));
  return true;
}
