import type { OutboxLine } from './outboxLine.js';

/** One sends at a time, of all tabs and the service worker. */
export interface OutboxLock {
  /**
   * Does the work once this one is the one that sends; waits for another that is, and takes over from one that shows no
   * life. `held` turns false when another has taken over. Resolves when the work has ended, or never began as it was closed.
   */
  lead(work: (held: () => boolean) => Promise<void>): Promise<void>;
  close(): void;
}

export interface OutboxLockOptions {
  readonly line: OutboxLine;
  /** The browser's; null where it has none: every tab then sends for itself, which the server bears. */
  readonly locks: Pick<LockManager, 'request'> | null;
  readonly name?: string;
  /** Between two signs of life. */
  readonly beatMs?: number;
  /** So many beats without one: whoever leads is frozen. Own ticks are counted, so that a sleep of the machine is none. */
  readonly silentBeats?: number;
}

const NAME = 'runway-outbox';
const BEAT_MS = 1_000;
const SILENT_BEATS = 5;

/** The lock of the browser, with signs of life over the line. */
export class WebLock implements OutboxLock {
  private closed = false;
  private waiting: AbortController | null = null;

  constructor(private readonly options: OutboxLockOptions) {}

  async lead(work: (held: () => boolean) => Promise<void>): Promise<void> {
    if (this.closed) return;
    if (this.options.locks === null) return work(() => !this.closed);
    if (await this.hold({ ifAvailable: true }, work)) return;
    if (await this.waitInLine(work)) return;
    if (!this.isClosed()) await this.hold({ steal: true }, work);
  }

  close(): void {
    this.closed = true;
    this.waiting?.abort();
  }

  /** False: whoever leads has shown no life for too long. */
  private async waitInLine(work: (held: () => boolean) => Promise<void>): Promise<boolean> {
    const { line, beatMs = BEAT_MS, silentBeats = SILENT_BEATS } = this.options;
    const waiting = new AbortController();
    this.waiting = waiting;
    let silent = 0;
    const leave = line.hear((news) => {
      if (news.kind === 'beat') silent = 0;
    });
    const watch = setInterval(() => {
      silent += 1;
      if (silent >= silentBeats) waiting.abort();
    }, beatMs);
    const stop = (): void => {
      clearInterval(watch);
      leave();
    };
    try {
      return await this.hold({ signal: waiting.signal }, async (held) => {
        stop();
        await work(held);
      });
    } finally {
      stop();
      this.waiting = null;
    }
  }

  /** Whether the lock was had. A lock that is taken from us ends nothing by force: the work sees it and stops by itself. */
  private async hold(options: LockOptions, work: (held: () => boolean) => Promise<void>): Promise<boolean> {
    const { locks, line, name = NAME, beatMs = BEAT_MS } = this.options;
    let isHeld = true;
    let running: Promise<void> | null = null;
    const whileHeld = async (): Promise<void> => {
      const beat = (): void => {
        if (isHeld) line.tell({ kind: 'beat' });
      };
      const beating = setInterval(beat, beatMs);
      beat();
      try {
        await work(() => isHeld && !this.closed);
      } finally {
        clearInterval(beating);
      }
    };
    try {
      await locks?.request(name, options, async (lock) => {
        if (lock === null || this.closed) return;
        running = whileHeld();
        await running;
      });
    } catch (error) {
      if (!isAbort(error)) throw error;
      isHeld = false;
      await running;
    }
    return running !== null;
  }

  private isClosed(): boolean {
    return this.closed;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
