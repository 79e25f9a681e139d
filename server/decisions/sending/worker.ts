import { setTimeout as delay } from 'node:timers/promises';
import { startBeats } from '../../platform/beats.js';
import type { Notices } from '../../platform/listener.js';
import { workerName } from '../../sync/lease.js';
import { nextTryAfterMs } from './backoff.js';
import { claimBatch, giveBack, giveBackFailed, nextDueAt, prolong, type Batch } from './lease.js';
import { sendBatch } from './sendBatch.js';
import type { SendingParts } from './sendingParts.js';

export interface DecisionSenderSettings extends SendingParts {
  /** Where transactions say that a decision waits; without it work is found by asking. */
  readonly notices?: Notices;
  /** A batch that takes longer waits for an answer: it no longer keeps its client's other decisions. Default: ten seconds. */
  readonly keepsClientMs?: number | undefined;
}

/** Batches under way at once, each of one client. */
const MOST_BATCHES = 8;
/** Work that nothing told of is found after this. */
const IDLE_MS = 1_000;
/** A decision that is due and cannot be claimed is held by somebody's transaction; it is tried again after this. */
const HELD_MS = 100;
/** Of one client, however long its company takes to answer: the others' turns come. */
const MOST_OF_CLIENT = 2;
const KEEPS_CLIENT_MS = 10_000;
/** Calls under way at the stop may end within this; what became of the others is looked up by who comes after. */
const GRACE_MS = 3_000;

/**
 * Sends accepted decisions to QuickBooks for as long as the server lives, each exactly once. Responsible for: claiming what
 * is due, several clients at once, keeping leases alive, giving back. Any number of processes do so over one database.
 * Never: a limit to the tries, or a call without an attempt that is committed.
 */
export class DecisionSender {
  readonly #name = workerName();
  /** No further batch is begun. */
  readonly #stopping = new AbortController();
  /** Calls under way are cut. */
  readonly #cutting = new AbortController();
  readonly #working = new Set<Promise<void>>();
  /** Clients with a batch under way that has not taken long. */
  readonly #busy = new Map<string, number>();
  /** Batches under way, by client. */
  readonly #underWay = new Map<string, number>();
  #claims = 0;
  #loop: Promise<void> = Promise.resolve();
  #unlisten: (() => void)[] = [];
  #isWoken = false;
  #wakeUp = Promise.withResolvers<undefined>();

  constructor(private readonly settings: DecisionSenderSettings) {}

  start(): void {
    const { notices } = this.settings;
    const wake = (): void => this.wake();
    if (notices) this.#unlisten = [notices.on('decisions_waiting', wake), notices.onGap(wake)];
    this.#loop = this.#dispatch();
  }

  /** Looks for work at once instead of at the next poll. */
  wake(): void {
    this.#isWoken = true;
    this.#wakeUp.resolve(undefined);
  }

  /** Begins nothing more, lets calls under way end for a moment, gives back the rest, and answers when all has ended. */
  async stop(): Promise<void> {
    for (const end of this.#unlisten) end();
    this.#stopping.abort();
    this.wake();
    await this.#loop;
    const cut = setTimeout(() => this.#cutting.abort(), GRACE_MS);
    await Promise.all(this.#working);
    clearTimeout(cut);
  }

  /** Works until nothing is due, then ends: for commands and tests. */
  async runUntilIdle(): Promise<void> {
    for (let batch = await this.#claim(); batch; batch = await this.#claim()) await this.#work(batch);
  }

  async #dispatch(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#isWoken = false;
      this.#wakeUp = Promise.withResolvers<undefined>();
      const batch = this.#working.size < MOST_BATCHES ? await this.#guarded(() => this.#claim()) : null;
      if (batch) this.#begin(batch);
      else await this.#rest((await this.#guarded(() => this.#untilNextDue())) ?? IDLE_MS);
    }
  }

  #begin(batch: Batch): void {
    const { clientId } = batch;
    count(this.#busy, clientId, 1);
    count(this.#underWay, clientId, 1);
    const free = (): void => {
      count(this.#busy, clientId, -1);
      this.wake();
    };
    let isFree = false;
    const freeOnce = (): void => {
      if (!isFree) free();
      isFree = true;
    };
    const late = setTimeout(freeOnce, this.settings.keepsClientMs ?? KEEPS_CLIENT_MS);
    const work = this.#guarded(() => this.#work(batch)).then(() => {
      clearTimeout(late);
      freeOnce();
      count(this.#underWay, clientId, -1);
      this.#working.delete(work);
      this.wake();
    });
    this.#working.add(work);
  }

  /** Clients of whom nothing more is claimed now. */
  #leftOut(): string[] {
    const full = [...this.#underWay].filter(([, batches]) => batches >= MOST_OF_CLIENT);
    return [...new Set([...this.#busy.keys(), ...full.map(([clientId]) => clientId)])];
  }

  async #untilNextDue(): Promise<number> {
    if (this.#working.size >= MOST_BATCHES) return IDLE_MS;
    const { database, clock } = this.settings;
    const next = await nextDueAt(database, this.#leftOut());
    if (next === null) return IDLE_MS;
    const wait = next.getTime() - clock.now().getTime();
    return wait < 0 ? HELD_MS : Math.min(IDLE_MS, Math.max(1, wait));
  }

  /** The worker outlives a database that is away for a while. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.settings.logger.error({ err: error }, 'decisions could not be sent');
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

  async #claim(): Promise<Batch | null> {
    if (this.#stopping.signal.aborted) return null;
    const { database, clock, leaseMs, failpoint } = this.settings;
    await failpoint('beforeClaim');
    this.#claims += 1;
    const owner = `${this.#name}-${this.#claims}`;
    const batch = await claimBatch(database, owner, clock.now(), leaseMs, this.#leftOut());
    if (batch) await failpoint('afterClaim');
    return batch;
  }

  async #putOffFailed(batch: Batch): Promise<void> {
    const { database, clock, random } = this.settings;
    const tries = Math.max(0, ...batch.places.map((place) => place.tries));
    await giveBackFailed(database, batch, new Date(clock.now().getTime() + nextTryAfterMs(tries, random())));
  }

  async #work(batch: Batch): Promise<void> {
    const { database, clock, leaseMs } = this.settings;
    let until: Date = batch.until;
    const mayBegin = (): boolean => !this.#stopping.signal.aborted && clock.now() < until;
    const endBeats = startBeats(leaseMs / 4, async () => {
      const prolonged = await this.#guarded(() => prolong(database, batch, clock.now(), leaseMs));
      if (prolonged) until = prolonged;
    });
    try {
      await sendBatch(this.settings, batch, mayBegin, this.#cutting.signal);
    } catch (error) {
      this.settings.logger.error({ err: error, clientId: batch.clientId }, 'decisions could not be sent');
      await this.#guarded(() => this.#putOffFailed(batch));
    } finally {
      endBeats();
      await this.#guarded(() => giveBack(database, batch));
    }
  }
}

function count(counts: Map<string, number>, key: string, by: 1 | -1): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}
