import { setTimeout as delay } from 'node:timers/promises';
import { QuickBooksError } from './quickBooksError.js';
import type { Sleep } from './rateLimit.js';

/** Exponential backoff with full jitter: the nth wait is random between 0 and min(cap, base × 2^n). */
export interface RetryPolicy {
  readonly tries: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly sleep: Sleep;
}

export const realSleep: Sleep = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, signal ? { signal } : {});
};

export const DEFAULT_RETRY: RetryPolicy = {
  tries: 5,
  baseMs: 500,
  capMs: 20_000,
  random: Math.random,
  sleep: realSleep,
};

/**
 * Tries `work` again while it fails with a passing QuickBooksError, or with an answer that could not be read: a proxy's
 * page in between is common and gone a moment later. The last error is thrown when the tries are used up.
 */
export async function withRetries<T>(policy: RetryPolicy, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const again =
        error instanceof QuickBooksError && (error.isPassing || error.kind === 'unreadable') && attempt < policy.tries;
      if (!again || signal?.aborted) throw error;
      await policy.sleep(policy.random() * Math.min(policy.capMs, policy.baseMs * 2 ** attempt), signal);
    }
  }
}
