import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { DatabaseListener } from '../platform/listener.js';
import type { Logger } from '../platform/logger.js';
import { callsThisMonth } from '../quickbooks/callCounts.js';
import { shortestGapMs } from '../quickbooks/pacing.js';
import { wantByNotice } from '../sync/wants.js';
import { markWorked, takeRealm } from './noticeStore.js';

export interface NoticeWorkerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hears that notices wait; what it misses is found by the poll. */
  readonly notices: Pick<DatabaseListener, 'on' | 'onGap'>;
  /** Calls QuickBooks allows in a month; when they run short, a company is read less often. */
  readonly monthlyCalls: number;
}

/** A company whose row is locked by a long merge holds up one lane, and no other company. */
const LANES = 3;
const POLL_MS = 5_000;
/** A client's row tells its screens of a burst once a second at most. */
const TOLD_EVERY_MS = 1_000;

/**
 * Works off what QuickBooks told: every client of the company is wanted, in the same transaction that marks the notices
 * as worked off. Any number of processes may do so at once. Never: reading QuickBooks, or trusting what a notice says.
 */
export class NoticeWorker {
  readonly #stopping = new AbortController();
  readonly #busy = new Set<string>();
  #lanes: Promise<void>[] = [];
  #leave: (() => void)[] = [];
  #wakeUp = Promise.withResolvers<undefined>();

  constructor(private readonly parts: NoticeWorkerParts) {}

  start(): void {
    const wake = (): void => this.#wake();
    this.#leave = [this.parts.notices.on('notices_waiting', wake), this.parts.notices.onGap(wake)];
    this.#lanes = Array.from({ length: LANES }, () => this.#work());
  }

  /** Answers when what is under way is done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const leave of this.#leave.splice(0)) leave();
    this.#wake();
    await Promise.all(this.#lanes);
  }

  /** Works until no notice waits, then ends. */
  async runUntilIdle(): Promise<void> {
    while (await this.#workOnce());
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      // Taken before the work: what is told during it must not be slept over.
      const told = this.#wakeUp.promise;
      const worked = await this.#workOnce().catch((error: unknown) => {
        this.parts.logger.error({ err: error }, 'notices could not be worked off');
        return false;
      });
      if (!worked) await rest(told);
    }
  }

  /** One company; false when none waits. */
  async #workOnce(): Promise<boolean> {
    const { database, clock, logger, monthlyCalls } = this.parts;
    let taken: string | null = null;
    try {
      return await database.asSync({}, async (tx) => {
        taken = await takeRealm(tx, [...this.#busy]);
        if (taken === null) return false;
        this.#busy.add(taken);
        const now = clock.now();
        const { used, at } = await callsThisMonth(tx);
        const gapMs = shortestGapMs({ used, allowed: monthlyCalls, at });
        const clients = await want(tx, taken, now, gapMs);
        const worked = await markWorked(tx, taken, clients, now);
        logger.info({ realmId: taken, notices: worked, clients }, 'QuickBooks’ notices are worked off');
        return true;
      });
    } finally {
      if (taken !== null) this.#busy.delete(taken);
    }
  }

  #wake(): void {
    this.#wakeUp.resolve(undefined);
    this.#wakeUp = Promise.withResolvers<undefined>();
  }
}

/** Wants every client that has this company, of whatever firm, and tells their rows; answers how many they are. */
async function want(tx: EntityManager, realmId: string, now: Date, gapMs: number): Promise<number> {
  await wantByNotice(tx, realmId, now, gapMs);
  const clients = await tx.execute<{ client_id: string }[]>(
    'select client_id from sync_job where realm_id = ? order by client_id',
    [realmId],
  );
  for (const { client_id: clientId } of clients) {
    await tx.execute(`select set_config('app.client', ?, true)`, [clientId]);
    await tx.execute(
      'update client_row set noticed_at = ? where client_id = ? and (noticed_at is null or noticed_at < ?)',
      [now, clientId, new Date(now.getTime() - TOLD_EVERY_MS)],
    );
  }
  return clients.length;
}

async function rest(told: Promise<unknown>): Promise<void> {
  const cancel = new AbortController();
  const timer = delay(POLL_MS, undefined, { signal: cancel.signal }).catch(() => undefined);
  await Promise.race([timer, told]);
  cancel.abort();
}
