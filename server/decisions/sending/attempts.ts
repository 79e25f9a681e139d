import type { FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import type { EntityManager } from '../../platform/database.js';
import type { HeldPlace } from './lease.js';

/** What is kept of a request beside its bytes. */
export type KeptRequest = FrozenRequest & {
  /** Reminders: when the invoice had been e-mailed before, as QuickBooks gave it; null when never. */
  readonly deliveredBefore?: string | null;
};

/**
 * NOT_SENT: no byte that could be taken left this process. TURNED_AWAY: it left, and the gateway in front of QuickBooks
 * refused it (a limit, a token it does not know yet): nothing was done, but a copy that the line delivers later may be taken.
 */
export type AttemptOutcome = 'APPLIED' | 'REFUSED' | 'NOT_SENT' | 'TURNED_AWAY' | 'UNKNOWN';

/** One request that was committed to be sent. `outcome` null: whoever committed it told nothing of it. */
export interface Attempt {
  readonly number: number;
  readonly request: KeptRequest;
  readonly committedAt: Date;
  readonly outcome: AttemptOutcome | null;
  /** When its outcome was written down; null before. */
  readonly answeredAt: Date | null;
}

/** A decision by what was tried for it, oldest first. */
interface Tried {
  readonly attempts: readonly Attempt[];
}

interface AttemptRow {
  readonly decision_id: string;
  readonly number: number;
  readonly request: KeptRequest;
  readonly committed_at: Date | string;
  readonly answered_at: Date | string | null;
  readonly outcome: Attempt['outcome'];
}

/** What was tried for these decisions, oldest first; one statement. */
export async function attemptsOf(tx: EntityManager, ids: readonly string[]): Promise<Map<string, Attempt[]>> {
  const rows = await tx.execute<AttemptRow[]>(
    `select decision_id, number, request, committed_at, answered_at, outcome from decision_attempt
       where decision_id = any(?::uuid[]) order by decision_id, number`,
    [`{${ids.join(',')}}`],
  );
  const found = new Map<string, Attempt[]>();
  for (const { decision_id: id, number, request, committed_at: at, answered_at: answered, outcome } of rows) {
    const attempts = found.get(id) ?? [];
    const answeredAt = answered === null ? null : new Date(answered);
    attempts.push({ number, request, committedAt: new Date(at), answeredAt, outcome });
    found.set(id, attempts);
  }
  return found;
}

/** Whether it may be with QuickBooks already: some attempt has no answer, or none that tells. */
export function mayBeDone({ attempts }: Tried): boolean {
  return attempts.some(isUnsure);
}

/** Whether some byte of it may have left this process: QuickBooks may have it, or may yet be given it by the line. */
export function mayHaveLeft({ attempts }: Tried): boolean {
  return attempts.some(({ outcome }) => outcome !== 'NOT_SENT');
}

/** Whether what became of an attempt is not known. */
export function isUnsure({ outcome }: Pick<Attempt, 'outcome'>): boolean {
  return outcome === null || outcome === 'UNKNOWN';
}

/**
 * The instant from which nothing of what left can have an effect any more, in milliseconds: QuickBooks is surely done with
 * it, and the line with its copies. 0 where nothing left, or all that did has an answer that is final.
 */
export function surelyDoneAt({ attempts, place }: Tried & { readonly place: HeldPlace }, waitMs: number): number {
  const times = attempts.flatMap(({ outcome, committedAt, answeredAt }) => {
    if (outcome === 'UNKNOWN') return [committedAt.getTime()];
    if (outcome === 'TURNED_AWAY') return [(answeredAt ?? committedAt).getTime()];
    // Whoever committed it may have begun the call for as long as the place was theirs.
    return outcome === null ? [Math.max(committedAt.getTime(), place.heldBefore?.getTime() ?? 0)] : [];
  });
  return times.length === 0 ? 0 : Math.max(...times) + waitMs;
}
