import type { Logger } from '../platform/logger.js';
import type { SealedGrant } from './connectionRow.js';
import { QuickBooksError } from './quickBooksError.js';
import type { Sleep } from './rateLimit.js';

interface Parts {
  /** Writes a grant in the place of another, in a transaction of its own. */
  readonly keep: (clientId: string, grant: SealedGrant, insteadOf: string) => Promise<void>;
  readonly sleep: Sleep;
  readonly logger: Logger;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** Whoever needs the token waits this long for the database; then it counts as unavailable. */
const LONGEST_PATIENCE_MS = 10_000;
/** A process that stops still tries for this long. */
const LONGEST_STOP_MS = 4_000;

/**
 * Grants that QuickBooks gave and the database has not taken yet: the only copies there are. Responsible for: each is
 * tried again until it is kept or the process ends, and nobody renews the client's tokens meanwhile.
 */
export class UnkeptGrants {
  readonly #open = new Map<string, Promise<void>>();
  readonly #ending = new AbortController();

  constructor(private readonly parts: Parts) {}

  /** Keeps a grant, after those of the same client that wait already. Answers at once. */
  add(clientId: string, grant: SealedGrant, insteadOf: string): void {
    const before = this.#open.get(clientId) ?? Promise.resolve();
    const work: Promise<void> = before
      .then(() => this.#keep(clientId, grant, insteadOf))
      .finally(() => {
        if (this.#open.get(clientId) === work) this.#open.delete(clientId);
      });
    this.#open.set(clientId, work);
  }

  /** Answers once nothing of this client waits to be kept. Throws `unavailable` when that takes too long. */
  async settled(clientId: string): Promise<void> {
    const work = this.#open.get(clientId);
    if (!work) return;
    const enough = new AbortController();
    const tooLong = this.parts.sleep(LONGEST_PATIENCE_MS, enough.signal).then(
      () => false,
      () => false,
    );
    const isKept = await Promise.race([work.then(() => !this.#open.has(clientId)), tooLong]);
    enough.abort();
    if (!isKept) throw new QuickBooksError('unavailable', { detail: 'a renewed token could not be kept yet' });
  }

  /** Waits for what is still to be kept, four seconds at most; what is not kept by then is lost. */
  async stop(): Promise<void> {
    if (this.#open.size === 0) return;
    const kept = new AbortController();
    const tooLong = this.parts.sleep(LONGEST_STOP_MS, kept.signal).catch(() => undefined);
    await Promise.race([Promise.all(this.#open.values()), tooLong]);
    kept.abort();
    this.#ending.abort();
  }

  async #keep(clientId: string, grant: SealedGrant, insteadOf: string): Promise<void> {
    const { keep, sleep, logger } = this.parts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await keep(clientId, grant, insteadOf);
      } catch (error) {
        logger.warn({ err: error, clientId, attempt }, 'a renewed QuickBooks token could not be kept yet');
      }
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
      await sleep(wait, this.#ending.signal).catch(() => undefined);
      if (this.#ending.signal.aborted) {
        logger.error({ clientId }, 'a renewed QuickBooks token is lost: the database did not take it before the end');
        return;
      }
    }
  }
}
