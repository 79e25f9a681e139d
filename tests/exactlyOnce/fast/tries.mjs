/** How often a device asked for each decision, or to take it back, in a row without an answer. */
export class Tries {
  #failed = new Map();

  /** Counts what `send` is given: decisions, or their ids. */
  counting(send) {
    return async (given) => {
      const ids = given.map((one) => one.id ?? one);
      try {
        const answer = await send(given);
        for (const id of ids) this.#failed.delete(id);
        return answer;
      } catch (error) {
        for (const id of ids) this.#failed.set(id, (this.#failed.get(id) ?? 0) + 1);
        throw error;
      }
    };
  }

  /** The most that any of these failed that is not answered yet. */
  mostOf(ids) {
    return Math.max(0, ...[...ids].map((id) => this.#failed.get(id) ?? 0));
  }
}
