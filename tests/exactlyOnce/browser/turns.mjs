import { setTimeout as wait } from 'node:timers/promises';

/** One piece of work after the other, whatever becomes of those before: one that takes too long is given up. */
export class Turns {
  #last = Promise.resolve();

  constructor(longestMs) {
    this.longestMs = longestMs;
  }

  take(work) {
    const bounded = () => this.#bounded(work);
    const done = this.#last.then(bounded, bounded);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #bounded(work) {
    const late = wait(this.longestMs, undefined, { ref: false }).then(() => {
      throw new Error(`given up after ${this.longestMs} ms`);
    });
    late.catch(() => undefined);
    return Promise.race([work(), late]);
  }
}
