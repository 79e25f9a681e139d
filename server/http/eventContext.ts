import type { Context, Cookies } from '../context.js';
import { createLoaders, type Loaders } from '../loaders.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager, LazyRead } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import type { Services } from '../services.js';

interface Parts {
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
}

/** A socket has no answer that could carry a cookie. */
const NO_COOKIES: Cookies = {
  get: () => undefined,
  set: () => refuse(),
  clear: () => refuse(),
};

/**
 * The context of one event of a subscription: a transaction and loaders of its own, so that what it reads is of now and
 * nothing is held between events. `end` gives the transaction back.
 */
export class EventContext implements Context {
  readonly requestId: string;
  readonly remoteAddress: string;
  readonly cookies = NO_COOKIES;
  readonly services: Services;
  readonly clock: Clock;
  readonly #database: Database;
  #transaction: LazyRead | undefined;
  #loaders: Loaders | undefined;

  constructor(
    parts: Parts,
    readonly principal: Principal,
    origin: Origin,
  ) {
    this.#database = parts.database;
    this.services = parts.services;
    this.clock = parts.clock;
    ({ requestId: this.requestId, remoteAddress: this.remoteAddress } = origin);
  }

  /** Made at their first use: most events carry all they tell. */
  get loaders(): Loaders {
    this.#loaders ??= createLoaders(() => this.read());
    return this.#loaders;
  }

  read(): Promise<EntityManager> {
    const { id, firmId } = this.principal;
    this.#transaction ??= this.#database.readLazily({ principalId: id, firmId });
    return this.#transaction.tx();
  }

  become(): void {
    refuse();
  }

  async end(): Promise<void> {
    await this.#transaction?.end();
  }
}

function refuse(): never {
  throw new Error('a subscription signs nobody in or out');
}
