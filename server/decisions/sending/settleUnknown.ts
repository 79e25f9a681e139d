import type { BatchRun, SentDecision } from './batchRun.js';
import { alone, holdingOf, keepEffect } from './batchRun.js';
import { isUnsure, surelyDoneAt } from './attempts.js';
import type { HeldDecision } from './heldDecisions.js';
import { markedPayments, paymentEffect, secondPaymentNote } from './markedPayments.js';
import { readDocuments, type ReadDocument, type ReadEach } from './readNow.js';
import { endWithout, putOff, type Effect } from './steps.js';
import { WAITS_FOR_OUTCOME } from './waitingWords.js';

const NOT_KNOWN =
  'QuickBooks did not answer, and it does not show whether the reminder went out. It can be sent again, or left as it is.';

/**
 * Decisions that may be with QuickBooks already, looked at once it cannot be at work on them any more. A payment's mark is
 * looked for: what is found is applied, what is not is answered: it did not arrive, and is checked as if it were new before
 * it is sent again. A reminder has no mark and is sent at most once: the invoice's time of sending tells, or nothing does.
 * What is applied is added to `sent`.
 */
export async function settleUnknown(
  run: BatchRun,
  unknown: readonly HeldDecision[],
  sent: SentDecision[],
): Promise<HeldDecision[]> {
  const due = await whoseTimeHasCome(run, unknown);
  await settleReminders(
    run,
    due.filter(({ decision }) => decision.kind === 'REMIND'),
    sent,
  );
  const payments = due.filter(({ decision }) => decision.kind !== 'REMIND');
  if (payments.length === 0) return [];
  const since = Math.min(...payments.map(({ attempts }) => attempts[0]?.committedAt.getTime() ?? Infinity));
  const marked = await markedPayments(run.company, new Date(since));
  const notThere: HeldDecision[] = [];
  for (const held of payments) {
    const found = marked.get(held.decision.id) ?? [];
    const [payment] = found;
    if (!payment) notThere.push(held);
    else {
      const effect = { ...paymentEffect(payment, 'MARK'), note: secondPaymentNote(found) };
      await alone(run, held, () => apply(run, held, effect, sent));
    }
  }
  return notThere;
}

/** The others wait until QuickBooks cannot be at work on them any more. */
async function whoseTimeHasCome({ parts, batch }: BatchRun, unknown: readonly HeldDecision[]): Promise<HeldDecision[]> {
  const due: HeldDecision[] = [];
  for (const held of unknown) {
    const at = surelyDoneAt(held, parts.waitMs);
    if (at <= parts.clock.now().getTime()) due.push(held);
    else {
      const wait = { words: WAITS_FOR_OUTCOME, dueAt: new Date(at), isTry: false };
      await putOff(parts, holdingOf(batch, held), held.decision, wait);
    }
  }
  return due;
}

async function settleReminders(run: BatchRun, reminders: readonly HeldDecision[], sent: SentDecision[]): Promise<void> {
  if (reminders.length === 0) return;
  const { client, company } = run;
  const decisions = reminders.map(({ decision }) => decision);
  const documents = await readDocuments(company, decisions, client.homeCurrency);
  for (const held of reminders) await alone(run, held, () => settleReminder(run, held, documents, sent));
}

async function settleReminder(
  run: BatchRun,
  held: HeldDecision,
  documents: ReadEach<ReadDocument>,
  sent: SentDecision[],
): Promise<void> {
  const { parts, batch } = run;
  const { documentKey } = held.decision;
  const unreadable = documents.unreadable.get(documentKey);
  if (unreadable) throw unreadable;
  const document = documents.found.get(documentKey);
  const delivered = document?.deliveredAt ?? null;
  if (delivered !== null && delivered !== deliveredBefore(held)) {
    await apply(run, held, { documentKey, number: null, foundBy: 'DELIVERY_TIME', note: null }, sent);
  } else {
    const openBalanceNow = document?.openBalance ?? null;
    const problem = { code: 'DIFFERS', message: NOT_KNOWN, differences: [], openBalanceNow } as const;
    await endWithout(parts, holdingOf(batch, held), held.decision, 'CONFLICTED', problem);
  }
}

/** When the invoice had been e-mailed before the attempt that has no answer: earlier ones did not arrive. */
function deliveredBefore({ attempts }: HeldDecision): string | null {
  return attempts.findLast(isUnsure)?.request.deliveredBefore ?? null;
}

async function apply(run: BatchRun, held: HeldDecision, effect: Effect, sent: SentDecision[]): Promise<void> {
  if (await keepEffect(run, held, effect)) sent.push({ held, effect });
}
