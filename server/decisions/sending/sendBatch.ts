import { dateInZone } from '../../../domain/calendar.js';
import { frozenRequest } from '../../../domain/decision/paymentRequest.js';
import { inParallel } from '../../sync/inParallel.js';
import { draftOf } from '../decisionRows.js';
import { lookAfter } from './afterBatch.js';
import { askingQuickBooks, holdingOf, type BatchRun, type ReadyDecision, type SentDecision } from './batchRun.js';
import { checkNow } from './checkNow.js';
import { isTooOld, mayBeDone, readBatch, type HeldDecision } from './heldDecisions.js';
import type { Batch } from './lease.js';
import { readNow } from './readNow.js';
import { foundAfterAll, sendOne } from './sendOne.js';
import type { SendingParts } from './sendingParts.js';
import { settleUnknown } from './settleUnknown.js';
import { applyEffect, dropPlace, endWithout, putOff, putOffQuietly } from './steps.js';
import { wantByDecision } from '../../sync/wants.js';
import { standsStill } from './waitingWords.js';

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
    if (client.needsReconnecting && !client.showsReconnecting) await wantItShown(parts, batch.clientId);
    return standStill(parts, batch, held, stopped);
  }
  const company = parts.openCompany(batch.clientId, client.realmId ?? '', signal);
  const run: BatchRun = { parts, batch, client, company, mayBegin, signal };
  const sent = await sendAll(run, held);
  await lookAfter(run, sent);
}

async function sendAll(run: BatchRun, held: readonly HeldDecision[]): Promise<SentDecision[]> {
  const sent: SentDecision[] = [];
  const unknown = held.filter(mayBeDone);
  const again = await askingQuickBooks(run, unknown, () => settleUnknown(run, unknown, sent));
  const fresh = await withoutExpired(
    run,
    held.filter((one) => !mayBeDone(one)),
  );
  const checked = await askingQuickBooks(run, fresh, () => check(run, fresh, sent));
  await inParallel([...again, ...checked], LANES, async (one) => {
    const done = await sendOne(run, one);
    if (done) sent.push(done);
  });
  return sent;
}

/** Sending found the grant lost, which a sync alone writes into the client's row: one is wanted, so that people see it. */
async function wantItShown({ database, clock }: SendingParts, clientId: string): Promise<void> {
  const now = clock.now();
  await database.asSync({ clientId }, (tx) => wantByDecision(tx, clientId, now, now));
}

async function standStill(
  parts: SendingParts,
  batch: Batch,
  held: readonly HeldDecision[],
  words: string,
): Promise<void> {
  const dueAt = new Date(parts.clock.now().getTime() + STANDSTILL_MS);
  for (const one of held) {
    if (one.decision.waitingFor === words) continue;
    await putOff(parts, holdingOf(batch, one), one.decision, { words, dueAt, isTry: false });
  }
  await putOffQuietly(parts, batch, dueAt);
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
async function check(run: BatchRun, fresh: readonly HeldDecision[], sent: SentDecision[]): Promise<ReadyDecision[]> {
  const { parts, batch, client, company } = run;
  const decisions = fresh.map(({ decision }) => decision);
  const now = await readNow(company, decisions, client.homeCurrency);
  const today = dateInZone(parts.clock.now(), client.timeZone);
  const ready: ReadyDecision[] = [];
  for (const held of fresh) {
    const { decision, attempts } = held;
    const document = now.documents.get(decision.documentKey);
    const problem = checkNow(held, now, client, today);
    if (problem) {
      const effect = await foundAfterAll(run, held);
      if (!effect) await endWithout(parts, holdingOf(batch, held), decision, 'CONFLICTED', problem);
      else if (await applyEffect(parts, decision, effect, null)) sent.push({ held, effect });
      continue;
    }
    const [first] = attempts;
    const request = first?.request ?? frozenRequest(draftOf(decision), document?.partyId ?? null, today);
    if (!request) continue;
    ready.push({
      held,
      request,
      ...(decision.kind === 'REMIND' && { deliveredBefore: document?.deliveredAt ?? null }),
    });
  }
  return ready;
}
