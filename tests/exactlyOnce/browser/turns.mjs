/** One piece of work after the other, whatever becomes of those before. */
export class Turns {
  #last = Promise.resolve();

  take(work) {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
