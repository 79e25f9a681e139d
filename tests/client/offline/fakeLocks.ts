type Work = (lock: { readonly name: string } | null) => Promise<unknown>;

interface Holder {
  readonly reject: (error: Error) => void;
}

interface Waiter {
  readonly grant: () => void;
}

/** The browser's Web Locks over any number of tabs of one test: one name, as the standard has it, stealing too. */
export class FakeLocks {
  private holder: Holder | null = null;
  private readonly waiting: Waiter[] = [];

  readonly request = (async (_name: string, options: LockOptions, work: Work): Promise<unknown> => {
    if (options.ifAvailable === true && this.holder !== null) return work(null);
    if (options.steal === true) {
      this.holder?.reject(new DOMException('The lock was stolen.', 'AbortError'));
      this.holder = null;
      return this.hold(work);
    }
    if (this.holder !== null) await this.inLine(options.signal);
    return this.hold(work);
  }) as LockManager['request'];

  get isHeld(): boolean {
    return this.holder !== null;
  }

  private inLine(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { grant: resolve };
      this.waiting.push(waiter);
      signal?.addEventListener('abort', () => {
        const at = this.waiting.indexOf(waiter);
        if (at === -1) return;
        this.waiting.splice(at, 1);
        reject(new DOMException('The request was aborted.', 'AbortError'));
      });
    });
  }

  private hold(work: Work): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const holder: Holder = { reject };
      this.holder = holder;
      const release = (): void => {
        if (this.holder !== holder) return;
        this.holder = null;
        this.waiting.shift()?.grant();
      };
      work({ name: 'one' }).then(
        (value) => {
          release();
          resolve(value);
        },
        (error: unknown) => {
          release();
          reject(error as Error);
        },
      );
    });
  }
}
