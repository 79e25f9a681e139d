import { dueAfter, holdingOf, type BatchRun, type ReadyDecision } from './sendBatch.js';
import type { WriteOutcome } from '../../quickbooks/writeOutcome.js';
import type { Attempt } from './heldDecisions.js';
import { SendingLost } from './lease.js';
import { applyEffect, beginAttempt, endWithout, putOff, type Effect } from './steps.js';
import { refusalWords } from './refusalWords.js';
import { waitingFor, WAITS_FOR_OUTCOME } from './waitingWords.js';

/** Commits the attempt, sends it once and writes down what became of it. */
export async function sendOne(run: BatchRun, ready: ReadyDecision): Promise<void> {
  const { parts, batch, company, mustHold } = run;
  const { held, request } = ready;
  await parts.failpoint('beforeAttempt');
  const attempt = await beginAttempt(parts, holdingOf(batch, held), held.decision, request);
  if (!attempt) return;
  await parts.failpoint('afterAttempt');
  let begunAt = attempt.committedAt;
  const begin = (): void => {
    mustHold();
    begunAt = parts.clock.now();
  };
  try {
    const outcome = await company.post(
      request,
      isPayment(held.decision.documentKey) ? 'BillPayment' : 'Invoice',
      begin,
    );
    await parts.failpoint('afterCall');
    await settleOutcome(run, ready, attempt, outcome, begunAt);
    await parts.failpoint('afterEffect');
  } catch (error) {
    // Whoever holds it now looks up what became of this attempt.
    if (!(error instanceof SendingLost)) throw error;
  }
}

async function settleOutcome(
  run: BatchRun,
  { held }: ReadyDecision,
  attempt: Attempt,
  outcome: WriteOutcome,
  begunAt: Date,
): Promise<void> {
  const { parts, batch } = run;
  const { decision } = held;
  const holding = holdingOf(batch, held);
  if (outcome.kind === 'APPLIED') {
    await applyEffect(parts, decision, effectOf(outcome, decision.documentKey), attempt);
    return;
  }
  const { error } = outcome;
  const detail = error.detail;
  if (outcome.kind === 'REFUSED') {
    const problem = { code: null, message: refusalWords(error) };
    await endWithout(parts, holding, decision, 'FAILED', problem, { attempt, detail });
  } else if (outcome.kind === 'NOT_SENT') {
    const wait = { words: waitingFor(error), dueAt: dueAfter(parts, held, error) };
    await putOff(parts, holding, decision, wait, { attempt, outcome: 'NOT_SENT', detail });
  } else {
    const wait = { words: WAITS_FOR_OUTCOME, dueAt: new Date(begunAt.getTime() + parts.waitMs) };
    await putOff(parts, holding, decision, wait, { attempt, outcome: 'UNKNOWN', detail });
  }
}

/** Payments are of bills, reminders of invoices. */
function isPayment(documentKey: string): boolean {
  return documentKey.startsWith('Bill:');
}

function effectOf({ entity }: Extract<WriteOutcome, { kind: 'APPLIED' }>, documentKey: string): Effect {
  const number = entity['DocNumber'];
  return {
    documentKey: isPayment(documentKey) ? `BillPayment:${String(entity['Id'])}` : documentKey,
    number: typeof number === 'string' && number !== '' ? number : null,
    foundBy: 'ANSWER',
    note: null,
  };
}
