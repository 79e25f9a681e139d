import { setTimeout as delay } from 'node:timers/promises';
import type { Sleep } from '../../../server/quickbooks/rateLimit.js';

/** Time that passes when a test says so. */
export class PassedTime {
  passed = 0;
  #waiting: { readonly until: number; readonly end: () => void }[] = [];

  readonly sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const waiting = { until: this.passed + milliseconds, end: resolve };
      this.#waiting.push(waiting);
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        reject(new Error('no longer waited for'));
      };
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });

  /** Resolves when so many wait. */
  async waited(count: number): Promise<void> {
    while (this.#waiting.length < count) await delay(5);
  }

  /** In steps, so that what wakes up can do its work and wait again. */
  async pass(milliseconds: number): Promise<void> {
    for (const end = this.passed + milliseconds; this.passed < end;) {
      await delay(20);
      this.passed += Math.min(1_000, end - this.passed);
      const due = this.#waiting.filter(({ until }) => until <= this.passed);
      this.#waiting = this.#waiting.filter(({ until }) => until > this.passed);
      for (const { end: wake } of due) wake();
    }
    await delay(50);
  }
}
