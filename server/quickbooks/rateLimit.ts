/** Waits, so that tests can pass time without spending it. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** How a call ended: answered, failed in a way that passes, or refused for being one too many. */
export type CallOutcome = 'GOOD' | 'FAILED' | 'THROTTLED';

/** A call that may be sent now. */
export interface Pass {
  /** Tells how it ended, once. Never throws. */
  settle(outcome: CallOutcome): Promise<void>;
}

/** Decides when a call to a realm may be sent. Everybody who reads a realm goes through one gate. */
export interface RealmGate {
  /**
   * Resolves when a call to the realm may start; it counts from then. Throws QuickBooksError with `retryAt`: `unavailable`
   * while the realm rests after failures, `allowance_used` when the month's calls are spent. Aborts with the signal.
   */
  enter(realmId: string, signal?: AbortSignal): Promise<Pass>;
  /** The same gate for reading alone, where that may not spend all of the month's calls. */
  forReading?(): RealmGate;
}

interface Limit {
  readonly calls: number;
  readonly perMs: number;
}

/** QuickBooks' limits per realm and app (`quickbooks.md` 3). */
const REALM_LIMITS: readonly Limit[] = [
  { calls: 10, perMs: 1_000 },
  { calls: 500, perMs: 60_000 },
];

const UNSETTLED: Pass = { settle: () => Promise.resolve() };

/**
 * A gate of this process alone: keeps the calls of each realm within the limits over any sliding span, and knows no rest
 * and no allowance. For tests and programs that are the only one to read a realm. Calls wait in the order they came. A
 * realm's record is dropped once its longest span has passed.
 */
export class RealmLimiter implements RealmGate {
  readonly #calls = new Map<string, number[]>();
  readonly #longest: number;

  constructor(
    private readonly now: () => number,
    private readonly sleep: Sleep,
    private readonly limits: readonly Limit[] = REALM_LIMITS,
  ) {
    this.#longest = Math.max(...limits.map((limit) => limit.perMs));
  }

  async enter(realmId: string, signal?: AbortSignal): Promise<Pass> {
    this.#forgetIdleRealms();
    const calls = this.#calls.get(realmId) ?? [];
    this.#calls.set(realmId, calls);
    const now = this.now();
    const start = Math.max(now, calls.at(-1) ?? now, ...this.limits.map((limit) => this.#freeAt(calls, limit)));
    // Reserved at once, so that whoever comes next queues behind.
    calls.push(start);
    if (start > now) await this.sleep(start - now, signal);
    return UNSETTLED;
  }

  #freeAt(calls: readonly number[], { calls: most, perMs }: Limit): number {
    const blocking = calls.at(-most);
    // One millisecond more: both ends of the span must not fall into one count.
    return blocking === undefined ? 0 : blocking + perMs + 1;
  }

  #forgetIdleRealms(): void {
    const horizon = this.now() - this.#longest - 1;
    for (const [realmId, calls] of this.#calls) {
      while (calls.length > 0 && (calls[0] ?? 0) < horizon) calls.shift();
      if (calls.length === 0) this.#calls.delete(realmId);
    }
  }
}
