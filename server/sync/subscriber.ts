import type { ClientVersion, SyncChanges } from './sync.types.js';

/**
 * One open screen. What comes while it has not taken the last event is gathered into one, a version a client, so that a
 * slow screen costs nobody more than that.
 */
export class Subscriber implements AsyncIterableIterator<SyncChanges> {
  #complete = false;
  /** The event as it was handed over, while it is the only one: others share the very object. */
  #only: SyncChanges | null = null;
  #gathered = new Map<string, ClientVersion>();
  #ended = false;
  #arrived = Promise.withResolvers<undefined>();
  /** Called once, when nobody listens any more. */
  onEnd: () => void = () => undefined;

  gather(event: SyncChanges): void {
    const { complete, versions } = event;
    this.#only = complete || (this.#gathered.size === 0 && !this.#complete) ? event : null;
    if (complete) {
      this.#complete = true;
      this.#gathered = new Map();
    }
    for (const version of versions) this.#gathered.set(version.clientId, version);
    this.#arrived.resolve(undefined);
  }

  async next(): Promise<IteratorResult<SyncChanges>> {
    await this.#arrived.promise;
    if (this.#ended) return { done: true, value: undefined };
    this.#arrived = Promise.withResolvers();
    const value = this.#only ?? { complete: this.#complete, versions: [...this.#gathered.values()] };
    this.#complete = false;
    this.#only = null;
    this.#gathered = new Map();
    return { done: false, value };
  }

  /** Ends it; whoever waits for the next event is told at once. Safe to repeat. */
  return(): Promise<IteratorResult<SyncChanges>> {
    if (!this.#ended) {
      this.#ended = true;
      this.onEnd();
      this.#arrived.resolve(undefined);
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
