/** What the stand-in told of tokens, by company: who may have lost a grant, and whose fault it was. */
export class TokenWitness {
  #refusals = new Map();
  #waiting = new Map();

  hear({ kind, realmId, why }) {
    if (kind === 'refused') this.#refusals.set(realmId, why);
    if (kind !== 'used') return;
    for (const resolve of this.#waiting.get(realmId) ?? []) resolve(true);
    this.#waiting.delete(realmId);
  }

  /** Why the company's last refused refresh value worked no longer; undefined when none was refused. */
  whyRefused(realmId) {
    return this.#refusals.get(realmId);
  }

  forget(realmId) {
    this.#refusals.delete(realmId);
  }

  /** Answers true once a renewed token of the company is used, false when none is within the time. */
  nextUse(realmId, withinMs) {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(realmId) ?? [];
      this.#waiting.set(realmId, [...waiting, resolve]);
      setTimeout(() => resolve(false), withinMs).unref();
    });
  }
}
