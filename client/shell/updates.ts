import { Workbox } from 'workbox-window';

/** Watches for a new version of the app in the service worker. */
export class Updates {
  private ready = false;
  private asked = false;
  private readonly listeners = new Set<() => void>();
  private worker: Workbox | null = null;

  readonly isReady = (): boolean => this.ready;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Registers the service worker, and looks for a new one once an hour while the app stays open. */
  watch(worker: Workbox = new Workbox('/serviceWorker.js')): void {
    this.worker = worker;
    worker.addEventListener('waiting', () => this.found());
    // Only the tab whose person asked is loaded again; what is on the device belongs to all versions.
    worker.addEventListener('controlling', () => {
      if (this.asked) location.reload();
    });
    const HOUR = 3_600_000;
    worker
      .register()
      .then(() => setInterval(() => void worker.update().catch(() => undefined), HOUR)) // Out of reach: next hour.
      .catch(() => undefined); // No service worker in this browser: the app works online only.
  }

  /** Loads the waiting version. Saved rows stay: they are in the device's store, not in the page. */
  load(): void {
    this.asked = true;
    this.worker?.messageSkipWaiting();
  }

  private found(): void {
    this.ready = true;
    for (const listener of this.listeners) listener();
  }
}

export const updates = new Updates();
