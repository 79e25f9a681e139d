import { setTimeout as delay } from 'node:timers/promises';
import { hurryWaiting, wantDueClients } from './dueClients.js';
import { failRun } from './failure.js';
import { claim, FenceLost, hold, LEASE_MS, release, workerName, type Lease } from './lease.js';
import { SettingsChanged } from './commitRun.js';
import { syncClient, type SyncParts } from './syncClient.js';
import type { Logger } from '../platform/logger.js';

export interface WorkerSettings extends SyncParts {
  readonly logger: Logger;
  /** Companies read at once. */
  readonly concurrency: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const IDLE_MS = 1_000;
const CHECK_EVERY_MS = 30 * 60_000;

/**
 * Syncs the clients whose turn it is, several at once, for as long as the server lives. Responsible for: claiming,
 * keeping leases alive, writing failures down, asking every half hour which clients are due. Never: two workers on one
 * client (lease and fence).
 */
export class SyncWorker {
  readonly #name = workerName();
  readonly #stopping = new AbortController();
  readonly #lanes: Promise<void>[] = [];
  #wakeUp = Promise.withResolvers<undefined>();

  constructor(private readonly settings: WorkerSettings) {}

  /** Begins to work; answers once what is due at the start is queued. */
  async start(): Promise<void> {
    const now = this.settings.clock.now();
    await hurryWaiting(this.settings.database, now);
    await wantDueClients(this.settings.database, now);
    for (let lane = 0; lane < this.settings.concurrency; lane += 1) this.#lanes.push(this.#work());
    this.#lanes.push(this.#checkNowAndThen());
  }

  /** Looks for work at once instead of at the next poll. */
  wake(): void {
    this.#wakeUp.resolve(undefined);
    this.#wakeUp = Promise.withResolvers<undefined>();
  }

  /** Stops reading, gives unfinished clients back, and answers when all lanes have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await Promise.all(this.#lanes);
  }

  /** Works until nothing is due, then ends: for commands and tests. */
  async runUntilIdle(): Promise<void> {
    const lane = async (): Promise<void> => {
      while (await this.#workOnce());
    };
    await Promise.all(Array.from({ length: this.settings.concurrency }, lane));
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const worked = await this.#guarded(() => this.#workOnce());
      if (!worked) await this.#rest(IDLE_MS);
    }
  }

  async #checkNowAndThen(): Promise<void> {
    for (;;) {
      await delay(CHECK_EVERY_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      await this.#guarded(async () => (await wantDueClients(this.settings.database, this.settings.clock.now())) > 0);
    }
  }

  /** A lane outlives a database that is away for a while. */
  async #guarded(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      this.settings.logger.error({ err: error }, 'the sync worker could not work');
      return false;
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    const cancel = new AbortController();
    const timer = delay(milliseconds, undefined, { signal: cancel.signal }).catch(() => undefined);
    await Promise.race([timer, this.#wakeUp.promise]);
    cancel.abort();
  }

  /** Claims and syncs one client; false when none is due. */
  async #workOnce(): Promise<boolean> {
    if (this.#stopping.signal.aborted) return false;
    const { database, clock } = this.settings;
    const lease = await claim(database, this.#name, clock.now());
    if (!lease) return false;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, lost.signal]);
    const heartbeat = setInterval(() => void this.#beat(lease, lost), LEASE_MS / 4);
    try {
      const merged = await syncClient(this.settings, lease, signal);
      this.settings.logger.info({ clientId: lease.clientId, booksVersion: merged.version }, 'a client is synced');
    } catch (error) {
      await this.#settle(lease, error);
    } finally {
      clearInterval(heartbeat);
    }
    return true;
  }

  async #beat(lease: Lease, lost: AbortController): Promise<void> {
    const { database, clock, logger } = this.settings;
    try {
      await database.asSync({ clientId: lease.clientId }, (tx) => hold(tx, lease, clock.now()));
    } catch (error) {
      if (error instanceof FenceLost) lost.abort(error);
      else logger.warn({ err: error, clientId: lease.clientId }, 'a lease could not be prolonged');
    }
  }

  async #settle(lease: Lease, error: unknown): Promise<void> {
    const { database, clock, logger, random } = this.settings;
    const now = clock.now();
    if (error instanceof FenceLost) {
      logger.info({ clientId: lease.clientId }, 'another worker has taken this client over');
    } else if (this.#stopping.signal.aborted || error instanceof SettingsChanged) {
      await release(database, lease, now);
    } else {
      await failRun(database, logger, lease, error, now, random()).catch((failure: unknown) => {
        if (!(failure instanceof FenceLost)) throw failure;
      });
    }
  }
}
