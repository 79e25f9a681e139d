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
 * Whether the same call may succeed a moment later: what passes, and an answer that could not be read, since a proxy's page
 * in between is common and gone soon.
 */
export function mayBeTriedAgain(error: QuickBooksError): boolean {
  return error.retryAt === null && (error.isPassing || error.kind === 'unreadable');
}

/**
 * Tries `work` again while it may succeed; it is told which try this is, from 1. The last error is thrown when the tries
 * are used up. When a further try is not let through, what failed before is thrown, with the instant to wait for.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  work: (attempt: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let earlier: QuickBooksError | null = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof QuickBooksError) || signal?.aborted) throw error;
      if (error.retryAt && error.isPassing && earlier) throw earlier.until(error.retryAt);
      if (!mayBeTriedAgain(error) || attempt >= policy.tries) throw error;
      earlier = error;
      await policy.sleep(policy.random() * Math.min(policy.capMs, policy.baseMs * 2 ** attempt), signal);
    }
  }
}
