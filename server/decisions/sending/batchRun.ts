import type { FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import { QuickBooksError } from '../../quickbooks/quickBooksError.js';
import { nextTryAfterMs } from './backoff.js';
import type { HeldBatch, HeldDecision } from './heldDecisions.js';
import type { Batch } from './lease.js';
import type { SendingParts, WritableCompany } from './sendingParts.js';
import { applyEffect, putOff, type Effect, type Holding } from './steps.js';
import { WAITS_FOR_US, waitingFor } from './waitingWords.js';

/** One batch under way. */
export interface BatchRun {
  readonly parts: SendingParts;
  readonly batch: Batch;
  readonly client: HeldBatch['client'];
  readonly company: WritableCompany;
  /** Whether a call may begin: the batch is surely held, and the process goes on. */
  readonly mayBegin: () => boolean;
  /** Aborted where calls under way are cut. */
  readonly signal: AbortSignal;
  /** Settles once the books are wanted for what this batch does; asked before each effect, done once. */
  readonly wantBooks: () => Promise<void>;
}

/** A decision with the request that is sent for it. */
export interface ReadyDecision {
  readonly held: HeldDecision;
  readonly request: FrozenRequest;
  /** Reminders: when the invoice had been e-mailed before; null when never. */
  readonly deliveredBefore?: string | null;
}

/** A decision that QuickBooks has by now. */
export interface SentDecision {
  readonly held: HeldDecision;
  readonly effect: Effect;
}

/** What stood in the way may be gone sooner than was said, such as an allowance that is raised: it is looked at again. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** When a decision is tried again after a failure: not before QuickBooks may be asked again, and within ten minutes. */
export function dueAfter({ clock, random }: SendingParts, { place }: HeldDecision, error: QuickBooksError): Date {
  const now = clock.now().getTime();
  const soonest = now + nextTryAfterMs(place.tries, random());
  return new Date(Math.min(now + LONGEST_WAIT_MS, Math.max(soonest, error.retryAt?.getTime() ?? 0)));
}

export function holdingOf({ owner }: Batch, { place }: HeldDecision): Holding {
  return { place, owner };
}

/**
 * Work on one decision of several: an error of ours is logged and puts off this one alone, in words; so does an answer of
 * QuickBooks that cannot be read. Its other errors are thrown on. Undefined where it was put off.
 */
export async function alone<T>(
  { parts, batch }: BatchRun,
  held: HeldDecision,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof QuickBooksError && error.kind !== 'unreadable') throw error;
    const { id, clientId } = held.decision;
    parts.logger.error({ err: error, decisionId: id, clientId }, 'a decision could not be worked on');
    const dueAt = new Date(parts.clock.now().getTime() + nextTryAfterMs(held.place.tries, parts.random()));
    const words = error instanceof QuickBooksError ? waitingFor(error) : WAITS_FOR_US;
    await putOff(parts, holdingOf(batch, held), held.decision, { words, dueAt });
    return undefined;
  }
}

/** Keeps an effect, as `applyEffect`; the books are wanted before it is. */
export async function keepEffect(
  { parts, wantBooks }: BatchRun,
  { decision }: HeldDecision,
  effect: Effect,
  attempt: Parameters<typeof applyEffect>[3] = null,
): Promise<boolean> {
  await wantBooks();
  return applyEffect(parts, decision, effect, attempt);
}

/** Where QuickBooks cannot be asked for what the work needs, all of these wait, in its words. */
export async function askingQuickBooks<T>(
  { parts, batch }: BatchRun,
  held: readonly HeldDecision[],
  work: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
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
