/**
 * Tells the server what waits on this device, while it can be told: when the browser has emptied the storage since, the
 * server alone knows that something was there. What is sent within moments is not told of.
 */
import type { QueuedOperation } from '../../domain/operations/operation.js';
import type { NeverArrived } from './outboxState.js';
import { SendFailure } from './sendFailure.js';

/** One operation that waits, as the server can tell whether it arrived. */
export interface WaitingOperation {
  /** `WITHDRAWAL`: `id` is that of the decision that is taken back. */
  readonly kind: 'DECISION' | 'WITHDRAWAL' | 'ACT';
  readonly id: string;
  /** ISO 8601, by the device's clock. */
  readonly savedAt: string;
}

export interface QueueTold {
  /** Names the storage. */
  readonly store: string;
  readonly waiting: readonly WaitingOperation[];
  /** What an earlier storage held was removed by the person. */
  readonly removed: boolean;
  /** What is lost until now is known to the person. */
  readonly noted: boolean;
  /** Runs as an app with a storage of its own; left out: in the browser. */
  readonly app?: boolean;
}

/** Tells it; null: nothing is lost. Rejects as `OutboxSend` does. */
export type TellQueue = (told: QueueTold) => Promise<NeverArrived | null>;

export interface QueueReportingOptions {
  readonly tell: TellQueue;
  /** Null: the storage was emptied just now, and there is nothing to tell of. */
  readonly storeName: () => Promise<string | null>;
  readonly queue: () => readonly QueuedOperation[];
  readonly onLost: (lost: NeverArrived | null) => void;
  /** Whether the person had this storage emptied. */
  readonly wiped: { readonly was: () => boolean; readonly forget: () => void };
  /** Milliseconds of a clock that only rises: one that is set back would hold a report back for as long. */
  readonly now: () => number;
  /** What waits for so long is told of. */
  readonly afterMs?: number;
  /** After a report that failed, the next one. */
  readonly againAfterMs?: number;
}

/** What is sent at once is gone by then. */
const AFTER_MS = 2_000;
/** Those that are gone from here: mostly they arrived, as the server knows. */
const LESS_FACTOR = 15;
/** After a report that failed, the next one. */
const AGAIN_AFTER_MS = 30_000;
/** The server's largest report; those made first are told of. */
const MOST_WAITING = 1_000;

export class QueueReporting {
  /** What the server was told last; null: nothing yet. */
  private told: ReadonlySet<string> | null = null;
  private timer: { readonly id: ReturnType<typeof setTimeout>; readonly at: number } | null = null;
  private running: Promise<boolean> | null = null;
  /** By the same clock; 0 where the last report was heard, or none was made. */
  private notBefore = 0;
  private isUnknown = false;
  private closed = false;

  constructor(private readonly options: QueueReportingOptions) {}

  /** The server answers: it is told what it does not know yet, and asked what is lost. */
  reached(): void {
    if (this.told === null) void this.report();
    else this.changed();
  }

  /** The queue is another. */
  changed(): void {
    const at = this.dueAt();
    if (at === null) return this.stopTimer();
    // What changes all the time is told of now and then all the same.
    if (this.timer !== null && this.timer.at <= at) return;
    this.stopTimer();
    this.timer = { id: setTimeout(() => void this.report(), at - this.options.now()), at };
  }

  /** The page goes out of sight, perhaps for good. */
  leaving(): void {
    if (this.news() !== 'none') void this.report();
  }

  /** A person has taken note of what is lost; false: the server could not be told, and tells it again. */
  async note(): Promise<boolean> {
    await this.running;
    this.notBefore = 0;
    return this.report(true);
  }

  close(): void {
    this.closed = true;
    this.stopTimer();
  }

  private report(noted = false): Promise<boolean> {
    this.stopTimer();
    if (this.closed || this.isUnknown || this.options.now() < this.notBefore) {
      this.changed();
      return Promise.resolve(false);
    }
    this.running ??= this.tellNow(noted).finally(() => {
      this.running = null;
      this.changed();
    });
    return this.running;
  }

  /** Never rejects: nothing hangs on it, and it is told again. */
  private async tellNow(noted: boolean): Promise<boolean> {
    const { tell, storeName, onLost, wiped, now, againAfterMs = AGAIN_AFTER_MS } = this.options;
    this.notBefore = 0;
    try {
      const store = await storeName();
      if (store === null) return false;
      const waiting = this.waiting();
      const removed = wiped.was();
      const lost = await tell({ store, waiting, removed, noted });
      if (removed) wiped.forget();
      this.told = new Set(waiting.map(nameOf));
      if (!this.closed) onLost(lost);
      return true;
    } catch (error) {
      // An older server: it is not asked again by this page.
      this.isUnknown = error instanceof SendFailure && error.kind === 'NOT_UNDERSTOOD';
      this.notBefore = now() + againAfterMs;
      return false;
    }
  }

  /** When the next report is made by itself; null: there is nothing to tell. One that failed is made again, also the first. */
  private dueAt(): number | null {
    const { now, afterMs = AFTER_MS } = this.options;
    if (this.closed || this.isUnknown) return null;
    if (this.told === null) return this.notBefore === 0 ? null : this.notBefore;
    const news = this.news();
    if (news === 'none') return null;
    return Math.max(now() + (news === 'more' ? afterMs : afterMs * LESS_FACTOR), this.notBefore);
  }

  /** What the server does not know of yet: that more waits here, or that less does, which it can tell by itself. */
  private news(): 'none' | 'more' | 'less' {
    const { told } = this;
    if (this.closed || told === null) return 'none';
    const waiting = this.waiting();
    if (waiting.some((one) => !told.has(nameOf(one)))) return 'more';
    return waiting.length === told.size ? 'none' : 'less';
  }

  private stopTimer(): void {
    clearTimeout(this.timer?.id);
    this.timer = null;
  }

  /** Each once: two tabs may have taken the same decision back. */
  private waiting(): readonly WaitingOperation[] {
    const queued = this.options.queue().filter(({ state }) => state !== 'REFUSED');
    const byName = new Map(queued.map(waitingOf).map((one) => [nameOf(one), one]));
    return [...byName.values()].slice(0, MOST_WAITING);
  }
}

function waitingOf({ operation, savedAt }: QueuedOperation): WaitingOperation {
  const at = new Date(savedAt).toISOString();
  switch (operation.name) {
    case 'SUBMIT_DECISION':
      return { kind: 'DECISION', id: operation.id, savedAt: at };
    case 'WITHDRAW_DECISION':
      return { kind: 'WITHDRAWAL', id: operation.decisionId, savedAt: at };
    default:
      return { kind: 'ACT', id: operation.id, savedAt: at };
  }
}

function nameOf({ kind, id }: WaitingOperation): string {
  return `${kind} ${id}`;
}
