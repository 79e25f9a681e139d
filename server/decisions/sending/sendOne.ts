import { setTimeout as delay } from 'node:timers/promises';
import { dateInZone } from '../../../domain/calendar.js';
import type { DecisionProblem } from '../decisionRows.js';
import type { QuickBooksError } from '../../quickbooks/quickBooksError.js';
import type { WriteOutcome } from '../../quickbooks/writeOutcome.js';
import { nextTryAfterMs } from './backoff.js';
import { dueAfter, holdingOf, keepEffect, type BatchRun, type ReadyDecision, type SentDecision } from './batchRun.js';
import { surelyDoneAt, type Attempt } from './attempts.js';
import { checkNow } from './checkNow.js';
import type { HeldDecision } from './heldDecisions.js';
import { SendingLost } from './lease.js';
import { markedPayments, paymentEffect } from './markedPayments.js';
import { readNow } from './readNow.js';
import { refusalWords } from './refusalWords.js';
import { beginAttempt, endWithout, putOff, type Effect } from './steps.js';
import { WAITS_FOR_COPIES, WAITS_FOR_OUTCOME, WAITS_FOR_US, waitingFor } from './waitingWords.js';

/** What is known of a call is written down in at most so many tries; later it would be looked up at QuickBooks. */
const MOST_KEEPS = 5;
const FIRST_KEEP_WAIT_MS = 50;

/**
 * Commits the attempt, sends it once and writes down what became of it; answers with its effect where it has one. An error
 * of ours is logged and leaves the decision waiting: others go on.
 */
export async function sendOne(run: BatchRun, ready: ReadyDecision): Promise<SentDecision | null> {
  const { parts, batch } = run;
  const { held } = ready;
  if (!run.mayBegin()) return null;
  try {
    return await attemptOnce(run, ready);
  } catch (error) {
    const { id, clientId } = held.decision;
    parts.logger.error({ err: error, decisionId: id, clientId }, 'a decision could not be sent');
    const dueAt = new Date(parts.clock.now().getTime() + nextTryAfterMs(held.place.tries, parts.random()));
    // Where an attempt is committed, whoever comes next looks up what became of it. What is in the way of this as well is
    // logged with the batch, and its lease lapses.
    await putOff(parts, holdingOf(batch, held), held.decision, { words: WAITS_FOR_US, dueAt });
    return null;
  }
}

async function attemptOnce(run: BatchRun, ready: ReadyDecision): Promise<SentDecision | null> {
  const { parts, batch, company } = run;
  const { held, request, deliveredBefore } = ready;
  await parts.failpoint('beforeAttempt');
  const kept = deliveredBefore === undefined ? request : { ...request, deliveredBefore };
  const attempt = await beginAttempt(parts, holdingOf(batch, held), held.decision, kept);
  if (!attempt) return null;
  await parts.failpoint('afterAttempt');
  let begunAt: Date | null = null;
  let timesBegun = 0;
  const begin = (): void => {
    if (!run.mayBegin()) throw new SendingLost();
    begunAt = parts.clock.now();
    timesBegun += 1;
  };
  let outcome: WriteOutcome | null = null;
  try {
    outcome = await company.post(request, entityOf(held.decision.documentKey), begin);
  } catch (error) {
    const isStop = error instanceof SendingLost || run.signal.aborted;
    if (!isStop && begunAt !== null) throw error;
    if (!isStop) {
      await keepUnsent(run, ready, attempt, error);
      return null;
    }
  }
  if (!outcome) {
    await breakOff(run, ready, attempt, begunAt);
    return null;
  }
  await parts.failpoint('afterCall');
  const known = outcome;
  const effect = await keeping(() => settleOutcome(run, ready, attempt, known, { begunAt, timesBegun }));
  await parts.failpoint('afterEffect');
  return effect && { held, effect };
}

/** The process stops, or may not be the one that sends any more: what was not begun was not sent, the rest is not known. */
async function breakOff(run: BatchRun, { held }: ReadyDecision, attempt: Attempt, begunAt: Date | null): Promise<void> {
  const { parts, batch } = run;
  const now = parts.clock.now();
  const holding = holdingOf(batch, held);
  if (begunAt === null) {
    const wait = { words: null, dueAt: now, isTry: false };
    await putOff(parts, holding, held.decision, wait, { attempt, outcome: 'NOT_SENT', detail: 'not begun' });
  } else {
    const wait = { words: WAITS_FOR_OUTCOME, dueAt: new Date(begunAt.getTime() + parts.waitMs), isTry: false };
    await putOff(parts, holding, held.decision, wait, { attempt, outcome: 'UNKNOWN', detail: 'cut off by a stop' });
  }
}

/** An error of ours before the call: nothing was sent. */
async function keepUnsent(run: BatchRun, { held }: ReadyDecision, attempt: Attempt, error: unknown): Promise<void> {
  const { parts, batch } = run;
  const { id, clientId } = held.decision;
  parts.logger.error({ err: error, decisionId: id, clientId }, 'a decision could not be sent');
  const dueAt = new Date(parts.clock.now().getTime() + nextTryAfterMs(held.place.tries, parts.random()));
  const ended = { attempt, outcome: 'NOT_SENT', detail: 'stopped before the call' } as const;
  await putOff(parts, holdingOf(batch, held), held.decision, { words: WAITS_FOR_US, dueAt }, ended);
}

/** When the call last began, and how often: a second time with a renewed token. */
interface Begun {
  readonly begunAt: Date | null;
  readonly timesBegun: number;
}

async function settleOutcome(
  run: BatchRun,
  { held }: ReadyDecision,
  attempt: Attempt,
  outcome: WriteOutcome,
  { begunAt, timesBegun }: Begun,
): Promise<Effect | null> {
  const { parts, batch } = run;
  const { decision } = held;
  const holding = holdingOf(batch, held);
  if (outcome.kind === 'APPLIED') {
    const effect = effectOf(outcome, decision.documentKey);
    return (await keepEffect(run, held, effect, attempt)) ? effect : null;
  }
  const { error } = outcome;
  const { detail } = error;
  if (outcome.kind === 'NOT_SENT') {
    const wait = { words: waitingFor(error), dueAt: dueAfter(parts, held, error) };
    // Sent once under a token that QuickBooks did not know and not at all under the new one: the first one left.
    const ended = timesBegun > 1 || (begunAt !== null && mayArriveLater(error)) ? 'TURNED_AWAY' : 'NOT_SENT';
    await putOff(parts, holding, decision, wait, { attempt, outcome: ended, detail });
    return null;
  }
  if (outcome.kind === 'UNKNOWN') {
    const wait = {
      words: WAITS_FOR_OUTCOME,
      dueAt: new Date((begunAt ?? attempt.committedAt).getTime() + parts.waitMs),
    };
    await putOff(parts, holding, decision, wait, { attempt, outcome: 'UNKNOWN', detail });
    return null;
  }
  const effect = await foundAfterAll(run, held);
  if (effect) return (await keepEffect(run, held, effect)) ? effect : null;
  const surelyDone = surelyDoneAt(held, parts.waitMs);
  if (surelyDone > parts.clock.now().getTime()) {
    // An earlier attempt was turned away: it ends only once no copy of that can arrive any more.
    const wait = { words: WAITS_FOR_COPIES, dueAt: new Date(surelyDone), isTry: false };
    await putOff(parts, holding, decision, wait, { attempt, outcome: 'REFUSED', detail });
    return null;
  }
  const refused: Attempt = { ...attempt, outcome: 'REFUSED' };
  const changed = await changedMeanwhile(run, { ...held, attempts: [...held.attempts, refused] });
  const problem = changed ?? { code: null, message: refusalWords(error) };
  await endWithout(parts, holding, decision, changed ? 'CONFLICTED' : 'FAILED', problem, { attempt, detail });
  return null;
}

/** What was changed between the look and the call is why QuickBooks refused it: the advisor decides again on what is there. */
async function changedMeanwhile(
  { client, company, parts }: BatchRun,
  held: HeldDecision,
): Promise<DecisionProblem | null> {
  const now = await readNow(company, [held.decision], client.homeCurrency);
  if (now.documents.unreadable.size > 0 || now.accounts.unreadable.size > 0) return null;
  return checkNow(held, now, client, dateInZone(parts.clock.now(), client.timeZone));
}

/**
 * Whether the bytes left and a copy of them that the line delivers later may be taken. Without a connection nothing left;
 * under a grant that is lost no copy is taken either.
 */
function mayArriveLater({ isUnsent, kind }: QuickBooksError): boolean {
  return !isUnsent && kind !== 'needs_reconnecting';
}

/**
 * Refused or not as it was seen, but it was on the line before, which may have delivered it after all: what it wrote may be
 * the reason. Null where nothing was ever tried, and for reminders, which carry no mark.
 */
export async function foundAfterAll(run: BatchRun, held: ReadyDecision['held']): Promise<Effect | null> {
  const { decision, attempts } = held;
  const since = attempts[0]?.committedAt;
  if (since === undefined || decision.kind === 'REMIND') return null;
  const [found] = (await markedPayments(run.company, since)).get(decision.id) ?? [];
  return found ? paymentEffect(found, 'MARK') : null;
}

/** What is known must be kept: a database that is away for a moment, or a deadlock, is tried again. */
async function keeping<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= MOST_KEEPS) throw error;
      await delay(FIRST_KEEP_WAIT_MS * 2 ** tries);
    }
  }
}

/** Payments are of bills, reminders of invoices. */
function entityOf(documentKey: string): 'BillPayment' | 'Invoice' {
  return documentKey.startsWith('Bill:') ? 'BillPayment' : 'Invoice';
}

function effectOf({ entity }: Extract<WriteOutcome, { kind: 'APPLIED' }>, documentKey: string): Effect {
  if (entityOf(documentKey) === 'BillPayment') return paymentEffect(entity, 'ANSWER');
  const number = entity['DocNumber'];
  return { documentKey, number: typeof number === 'string' ? number : null, foundBy: 'ANSWER', note: null };
}
