import { clientRow } from './clientRow.js';
import type { ShownStore } from './deviceState.js';
import type { DigestView, ListClient, OverviewView } from './view.js';

export interface DeviceOptions {
  readonly viewerId: string;
  readonly firmId: string;
  /** Each rejects with a TypeError when the server is out of reach (as `fetch` does), else with a sentence. */
  readonly fetchOverview: () => Promise<OverviewView>;
  /** All of the viewer's clients, every page. */
  readonly fetchList: () => Promise<readonly ListClient[]>;
  /** The newest digest, or the one as of a date; null when there is none. */
  readonly fetchDigest: (clientId: string, asOf: string | null) => Promise<DigestView | null>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const BUSY_MS = 2_000;
const RESTING_MS = 30_000;

/** Keeps what is shown fresh while it runs. */
export class Device {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private readonly now: () => number;

  constructor(
    private readonly options: DeviceOptions,
    private readonly shown: ShownStore,
  ) {
    this.now = options.now ?? Date.now;
  }

  start(): void {
    this.shown.device({ phase: 'unavailable' });
    void this.refresh();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const before = this.shown.get().overview?.version;
      const overview = await this.options.fetchOverview();
      if (this.stopped) return;
      this.shown.overview(overview);
      if (overview.version !== before || this.shown.get().list.rows === null) {
        const rows = (await this.options.fetchList()).map(clientRow);
        this.shown.list({ rows, fetchedAt: this.now(), error: null });
      }
      this.shown.device({ offlineSince: null, lastRefreshedAt: this.now() });
    } catch (error) {
      if (error instanceof TypeError)
        this.shown.device({ offlineSince: this.shown.get().device.offlineSince ?? this.now() });
      else this.shown.list({ error: error instanceof Error ? error.message : String(error) });
    }
    const busy = (this.shown.get().overview?.syncing ?? 0) > 0;
    if (!this.stopped) this.timer = setTimeout(() => void this.refresh(), busy ? BUSY_MS : RESTING_MS);
  }

  /** Loads a digest and keeps it in memory until the returned function is called. */
  watchDigest(clientId: string): () => void {
    this.options.fetchDigest(clientId, null).then(
      (digest) => this.shown.digest(clientId, { digest, fetchedAt: this.now(), absent: digest === null }),
      (error: unknown) => this.shown.digest(clientId, { error: String(error) }),
    );
    return () => this.shown.dropDigest(clientId);
  }

  async fetchPast(clientId: string, asOf: string): Promise<DigestView> {
    const digest = await this.options.fetchDigest(clientId, asOf);
    if (digest === null) throw new Error('No digest for that date.');
    return digest;
  }
}
