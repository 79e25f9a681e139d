import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import { callsForReading } from './pacing.js';
import { QuickBooksError } from './quickBooksError.js';
import type { CallOutcome, Pass, RealmGate, Sleep } from './rateLimit.js';

interface GateParts {
  readonly database: Database;
  readonly logger: Logger;
  /** Calls a calendar month (UTC) that QuickBooks allows for all companies together; at least 1. */
  readonly monthlyCalls: number;
  readonly sleep: Sleep;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** How long a realm rests; tests and measurements rest less. */
  readonly rests?: Rests;
}

interface Rests {
  /** After five failures in a row. */
  readonly failedMs: number;
  /** After three throttles in a row: QuickBooks says to wait a minute. */
  readonly throttledMs: number;
}

const RESTS: Rests = { failedMs: 30_000, throttledMs: 60_000 };

interface Reservation {
  readonly outcome: 'GO' | 'RESTING' | 'USED_UP';
  readonly wait_ms: number;
  readonly retry_at: Date | string | null;
  readonly failing: boolean;
}

/**
 * The gate that all processes share: limits, rests and counts of each realm are kept in the database and follow its clock.
 * Every try that is let through is counted, whatever becomes of it, though QuickBooks does not meter those that fail: the
 * count is never below QuickBooks' own. Calls for tokens are not metered and do not come here.
 */
export class SharedGate implements RealmGate {
  readonly #rests: Rests;
  /** Realms of which this process has noted a failure and nothing good since. */
  readonly #failing = new Set<string>();

  constructor(private readonly parts: GateParts) {
    this.#rests = parts.rests ?? RESTS;
  }

  enter(realmId: string, signal?: AbortSignal): Promise<Pass> {
    return this.#enter(realmId, this.parts.monthlyCalls, signal);
  }

  /** Keeps back the share of the month that is for sending decisions. */
  forReading(): RealmGate {
    const allowed = callsForReading(this.parts.monthlyCalls);
    return { enter: (realmId, signal) => this.#enter(realmId, allowed, signal) };
  }

  /** `allowed`: calls a month. */
  async #enter(realmId: string, allowed: number, signal?: AbortSignal): Promise<Pass> {
    signal?.throwIfAborted();
    const { outcome, wait_ms, retry_at, failing } = await this.#reserve(realmId, allowed);
    const retryAt = retry_at === null ? null : new Date(retry_at);
    if (outcome === 'USED_UP') throw new QuickBooksError('allowance_used', { retryAt, detail: 'not sent' });
    if (outcome === 'RESTING')
      throw new QuickBooksError('unavailable', { retryAt, detail: 'not sent: the realm rests after failures' });
    if (wait_ms > 0) await this.parts.sleep(wait_ms, signal);
    return { settle: (ended) => this.#settle(realmId, ended, failing) };
  }

  async #reserve(realmId: string, allowed: number): Promise<Reservation> {
    const [reservation] = await this.parts.database.asSync({}, (tx) =>
      tx.execute<Reservation[]>('select * from reserve_quickbooks_call(?, ?)', [realmId, allowed]),
    );
    if (!reservation) throw new Error('a reservation is one row');
    return reservation;
  }

  /** A good end after good ones changes nothing and costs nothing. `failing`: as the realm was when the call began. */
  async #settle(realmId: string, outcome: CallOutcome, failing: boolean): Promise<void> {
    const failedMeanwhile = this.#failing.delete(realmId);
    if (outcome === 'GOOD' && !failing && !failedMeanwhile) return;
    if (outcome !== 'GOOD') this.#failing.add(realmId);
    const { failedMs, throttledMs } = this.#rests;
    const { random } = this.parts;
    // Between three quarters and five quarters, so that realms that fell silent together are not tried together.
    const failedRest = failedMs * (0.75 + random() / 2);
    const throttledRest = throttledMs * (1 + random() / 4);
    try {
      await this.parts.database.asSync({}, (tx) =>
        tx.execute('select settle_quickbooks_call(?, ?, ?, ?)', [realmId, outcome, failedRest, throttledRest]),
      );
    } catch (error) {
      // The call itself has ended and its caller must hear how; the next failure is noted again.
      this.parts.logger.warn({ err: error, realmId }, 'the end of a call to QuickBooks could not be noted');
    }
  }
}
