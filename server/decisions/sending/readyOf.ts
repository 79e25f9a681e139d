import { dateInZone } from '../../../domain/calendar.js';
import { frozenRequest, type FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import type { IsoDate } from '../../../domain/units.js';
import { draftOf, type DecisionProblem } from '../decisionRows.js';
import { alone, holdingOf, keepEffect, type BatchRun, type ReadyDecision, type SentDecision } from './batchRun.js';
import { checkNow } from './checkNow.js';
import { isUnsure, surelyDoneAt } from './attempts.js';
import { isTooOld, type HeldDecision } from './heldDecisions.js';
import { readNow, type BooksNow, type ReadDocument } from './readNow.js';
import { foundAfterAll } from './sendOne.js';
import { endWithout, putOff } from './steps.js';
import { nothingDone, tooOld, WAITS_FOR_COPIES } from './waitingWords.js';

/**
 * Of decisions that QuickBooks surely is not at work on, those that may be sent, with their requests: young enough, and as
 * the advisor saw them. The others end here; one that was on the line is looked up by its mark before it does.
 */
export async function readyOf(
  run: BatchRun,
  open: readonly HeldDecision[],
  sent: SentDecision[],
): Promise<ReadyDecision[]> {
  const young = await withoutExpired(run, open, sent);
  const { client, company, parts } = run;
  const decisions = young.map(({ decision }) => decision);
  const now = await readNow(company, decisions, client.homeCurrency);
  const today = dateInZone(parts.clock.now(), client.timeZone);
  const ready: ReadyDecision[] = [];
  for (const held of young) {
    const one = await alone(run, held, () => readyOne(run, held, { now, today }, sent));
    if (one) ready.push(one);
  }
  return ready;
}

async function withoutExpired(
  run: BatchRun,
  open: readonly HeldDecision[],
  sent: SentDecision[],
): Promise<HeldDecision[]> {
  const now = run.parts.clock.now();
  const kept: HeldDecision[] = [];
  for (const held of open) {
    if (!isTooOld(held.decision, run.client, now)) kept.push(held);
    else {
      await alone(run, held, () => endUnlessDone(run, held, 'EXPIRED', tooOld(held), sent));
    }
  }
  return kept;
}

/** Compares with what the advisor saw; what differs ends here. Throws where QuickBooks' answer for it cannot be read. */
async function readyOne(
  run: BatchRun,
  held: HeldDecision,
  { now, today }: { readonly now: BooksNow; readonly today: IsoDate },
  sent: SentDecision[],
): Promise<ReadyDecision | null> {
  const { decision } = held;
  const document = now.documents.found.get(decision.documentKey);
  const unreadable =
    now.documents.unreadable.get(decision.documentKey) ?? now.accounts.unreadable.get(decision.accountId ?? '');
  if (unreadable) throw unreadable;
  const problem = checkNow(held, now, run.client, today);
  if (problem) {
    await endUnlessDone(run, held, 'CONFLICTED', problem, sent);
    return null;
  }
  if (decision.kind === 'RECORD_PAYMENT' && !document?.partyId) {
    const message = `Data shows no vendor on this bill in QuickBooks; a payment needs one. ${nothingDone(held)}`;
    await endUnlessDone(run, held, 'FAILED', { code: null, message }, sent);
    return null;
  }
  const request = requestOf(held, document, today);
  if (!request) return null;
  const last = held.attempts.at(-1);
  if (last && last.request.body !== request.body && (await applyFound(run, held, sent))) return null;
  const deliveredBefore = document?.deliveredAt ?? null;
  return { held, request, ...(decision.kind === 'REMIND' && { deliveredBefore }) };
}

/** What may have arrived is sent again byte for byte; what surely did not is of the day on which it is sent. */
function requestOf(
  { decision, attempts }: HeldDecision,
  document: ReadDocument | undefined,
  today: IsoDate,
): FrozenRequest | null {
  const unsure = attempts.find(isUnsure);
  return unsure?.request ?? frozenRequest(draftOf(decision), document ?? null, today);
}

/** It ends once nothing of it can arrive any more and QuickBooks shows nothing of it; until then it waits. */
async function endUnlessDone(
  run: BatchRun,
  held: HeldDecision,
  to: 'CONFLICTED' | 'EXPIRED' | 'FAILED',
  problem: DecisionProblem,
  sent: SentDecision[],
): Promise<void> {
  if (await applyFound(run, held, sent)) return;
  const { parts, batch } = run;
  const surelyDone = surelyDoneAt(held, parts.waitMs);
  if (surelyDone > parts.clock.now().getTime()) {
    const wait = { words: WAITS_FOR_COPIES, dueAt: new Date(surelyDone), isTry: false };
    return putOff(parts, holdingOf(batch, held), held.decision, wait);
  }
  await endWithout(parts, holdingOf(batch, held), held.decision, to, problem);
}

/** Whether it was on the line before and is there after all; then it is applied. */
async function applyFound(run: BatchRun, held: HeldDecision, sent: SentDecision[]): Promise<boolean> {
  const effect = await foundAfterAll(run, held);
  if (!effect) return false;
  if (await keepEffect(run, held, effect)) sent.push({ held, effect });
  return true;
}
