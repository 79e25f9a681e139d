export interface PulseOptions {
  /** One beat; never rejects. */
  readonly beat: () => Promise<void>;
  /** Milliseconds to the next beat, asked after each; null: none is due, the server tells of changes by itself. */
  readonly pause: () => number | null;
}

/**
 * Beats while the page is looked at: not while hidden, at once when it is shown again or the network returns, and never
 * two beats at a time.
 */
export class Pulse {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private beating: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly options: PulseOptions) {}

  start(): void {
    document.addEventListener('visibilitychange', this.wake);
    window.addEventListener('online', this.wake);
    void this.now();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.wake);
    window.removeEventListener('online', this.wake);
  }

  /** Beats now, or waits for the beat that is under way. */
  now(): Promise<void> {
    clearTimeout(this.timer);
    if (this.stopped) return Promise.resolve();
    this.beating ??= this.options.beat().finally(() => {
      this.beating = null;
      this.rest();
    });
    return this.beating;
  }

  /** Beats once more after the beat that is under way: it may know nothing of what has just changed. */
  anew(): Promise<void> {
    return this.beating === null ? this.now() : this.beating.then(() => this.now());
  }

  /** Asks again how long to rest: what decides it has changed. */
  rest(): void {
    clearTimeout(this.timer);
    if (this.stopped || this.beating !== null || document.visibilityState === 'hidden') return;
    const pause = this.options.pause();
    if (pause !== null) this.timer = setTimeout(() => void this.now(), pause);
  }

  private readonly wake = (): void => {
    if (document.visibilityState !== 'hidden' && this.options.pause() !== null) void this.now();
  };
}
