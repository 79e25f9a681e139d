import { setTimeout as delay } from 'node:timers/promises';
import type { Notices } from '../platform/listener.js';
import { hurryWaiting, wantDueClients } from './dueClients.js';
import { failRun } from './failure.js';
import { startHeartbeat } from './heartbeat.js';
import { claim, FenceLost, nextDueAt, release, workerName, type Lease } from './lease.js';
import { SettingsChanged } from './publishRun.js';
import { syncClient, type SpentCalls, type SyncParts } from './syncClient.js';

export interface WorkerSettings extends SyncParts {
  /** Companies read at once. */
  readonly concurrency: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Where transactions say that a client waits; without it work is found by asking. */
  readonly notices?: Notices;
}

/** Work that nothing told of is found after this. */
const IDLE_MS = 1_000;
/** A client that is due and cannot be claimed is held by somebody's transaction; it is tried again after this. */
const HELD_MS = 100;

/**
 * Syncs the clients whose turn it is, several at once, for as long as the server lives. Responsible for: claiming each
 * when it is due, keeping leases alive, writing failures down. Never: two workers on one client (lease and fence); asking
 * now and then which clients are due (the sweep does, for all processes once).
 */
export class SyncWorker {
  readonly #name = workerName();
  readonly #stopping = new AbortController();
  readonly #working = new Set<Promise<void>>();
  /** Sweeps under way: one company can always be read because somebody waits for it. */
  #sweeps = 0;
  #loops: Promise<void>[] = [];
  #unlisten: (() => void)[] = [];
  #isWoken = false;
  #wakeUp = Promise.withResolvers<undefined>();

  constructor(private readonly settings: WorkerSettings) {}

  /** Begins to work; answers once what is due at the start is queued. */
  async start(): Promise<void> {
    const { database, clock, notices } = this.settings;
    const now = clock.now();
    await hurryWaiting(database, now);
    await wantDueClients(database, now);
    const wake = (): void => this.wake();
    if (notices) this.#unlisten = [notices.on('sync_wanted', wake), notices.onGap(wake)];
    this.#loops = [this.#dispatch()];
  }

  /** Looks for work at once instead of at the next poll. */
  wake(): void {
    this.#isWoken = true;
    this.#wakeUp.resolve(undefined);
  }

  /** Stops reading, gives unfinished clients back, and answers when all work has ended. */
  async stop(): Promise<void> {
    for (const end of this.#unlisten) end();
    this.#stopping.abort();
    this.wake();
    await Promise.all(this.#loops);
    await Promise.all(this.#working);
  }

  /** Works until nothing is due, then ends: for commands and tests. */
  async runUntilIdle(): Promise<void> {
    const lane = async (): Promise<void> => {
      for (let lease = await this.#claim(); lease; lease = await this.#claim()) await this.#work(lease);
    };
    await Promise.all(Array.from({ length: this.settings.concurrency }, lane));
  }

  /** One loop claims for all: a wake-up costs one question, however many clients are read at once. */
  async #dispatch(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#isWoken = false;
      this.#wakeUp = Promise.withResolvers<undefined>();
      if (this.#working.size >= this.settings.concurrency) {
        await this.#rest(IDLE_MS);
        continue;
      }
      const lease = await this.#guarded(() => this.#claim());
      if (lease) this.#begin(lease);
      else await this.#rest((await this.#guarded(() => this.#untilNextDue())) ?? IDLE_MS);
    }
  }

  #begin(lease: Lease): void {
    const work = this.#guarded(() => this.#work(lease)).then(() => {
      this.#working.delete(work);
      this.wake();
    });
    this.#working.add(work);
  }

  async #untilNextDue(): Promise<number> {
    const { database, clock } = this.settings;
    const now = clock.now();
    const next = await nextDueAt(database, now, this.#maySweep);
    if (next === null) return IDLE_MS;
    const wait = next.getTime() - clock.now().getTime();
    return wait < 0 ? HELD_MS : Math.min(IDLE_MS, Math.max(1, wait));
  }

  /** The worker outlives a database that is away for a while. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.settings.logger.error({ err: error }, 'the sync worker could not work');
      return null;
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    if (this.#isWoken) return;
    const cancel = new AbortController();
    const timer = delay(milliseconds, undefined, { signal: cancel.signal }).catch(() => undefined);
    await Promise.race([timer, this.#wakeUp.promise]);
    cancel.abort();
  }

  async #claim(): Promise<Lease | null> {
    if (this.#stopping.signal.aborted) return null;
    return claim(this.settings.database, this.#name, this.settings.clock.now(), this.#maySweep);
  }

  /** With one company at a time there is no place to keep free; those somebody waits for still go first. */
  get #maySweep(): boolean {
    const { concurrency } = this.settings;
    return concurrency === 1 || this.#sweeps < concurrency - 1;
  }

  async #work(lease: Lease): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, lost.signal]);
    const endHeartbeat = startHeartbeat(this.settings, lease, lost);
    const spent: SpentCalls = { calls: 0 };
    const isSweep = lease.cause === 'SWEEP';
    if (isSweep) this.#sweeps += 1;
    try {
      const { kind, version, rows, calls, tied } = await syncClient(this.settings, lease, signal, spent);
      const run = { clientId: lease.clientId, kind, booksVersion: version, rows, calls, tied };
      this.settings.logger.info(run, 'a client is synced');
    } catch (error) {
      await this.#settle(lease, error, spent.calls);
    } finally {
      endHeartbeat();
      if (isSweep) this.#sweeps -= 1;
    }
  }

  async #settle(lease: Lease, error: unknown, calls: number): Promise<void> {
    const { database, clock, logger, random } = this.settings;
    if (error instanceof FenceLost) {
      logger.info(
        { clientId: lease.clientId },
        'this sync holds its client no more: it was paused, disconnected or taken over',
      );
    } else if (this.#stopping.signal.aborted || error instanceof SettingsChanged) {
      await release(database, lease, clock.now());
    } else {
      await failRun(database, logger, lease, { error, calls }, clock, random()).catch((failure: unknown) => {
        if (!(failure instanceof FenceLost)) throw failure;
      });
    }
  }
}
