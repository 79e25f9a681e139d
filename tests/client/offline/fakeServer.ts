import type {
  ChangesSink,
  DeviceOptions,
  DigestView,
  ListClient,
  OverviewView,
  RitualChange,
  RitualView,
} from '../../../client/offline/index.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';

const SYNCED = {
  state: 'SYNCED',
  phase: null,
  percent: null,
  rowsRead: null,
  rowsPerSecond: null,
  paused: false,
  lastGoodAt: '2026-11-23T07:58:00Z',
  lastError: null,
  lastErrorAt: null,
} as const;

/** A server in memory: versions, a switch for the wire, and a record of what was asked. */
export class FakeServer {
  readonly versions = new Map<string, string>();
  readonly decisionsVersions = new Map<string, number>();
  readonly asked: string[] = [];
  readonly digests = new Map<string, DigestView>();
  /** Parts of a client's review beside the digest; none and tier SMART where left out. */
  readonly reviews = new Map<string, RitualChange & Pick<RitualView, 'answered'>>();
  /** Parts of a client's row; those of a client without issues or review where left out. */
  readonly rows = new Map<string, Partial<ListClient>>();
  /** Past digests by their date. */
  readonly past = new Map<string, DigestView>();
  reachable = true;
  failing: string | null = null;
  /** Requests that fail, by name: `list`, `digest c1`; a fault of the wire for these alone. */
  readonly broken = new Set<string>();
  now = Date.parse('2026-11-23T08:09:00Z');
  syncing = 0;
  atOnce = 0;
  mostAtOnce = 0;
  /** Where the device hears of changes; null while it has no line. */
  sink: ChangesSink | null = null;

  constructor(clientIds: readonly string[]) {
    for (const id of clientIds) this.versions.set(id, '1');
  }

  options(viewerId = 'advisor-1'): DeviceOptions {
    return {
      viewerId,
      firmId: 'firm-1',
      now: () => this.now,
      fetchOverview: () => this.answer('overview', () => this.overview()),
      fetchList: () => this.answer('list', () => [...this.versions.keys()].map((id) => this.client(id))),
      fetchRitual: (clientId) => this.answer(`digest ${clientId}`, () => this.ritual(clientId)),
      fetchDigest: (clientId, asOf) =>
        this.answer(`digest ${clientId} ${asOf}`, () => this.past.get(asOf) ?? larkspurDigest()),
    };
  }

  /** The same with a line over which this server tells of changes. */
  liveOptions(): DeviceOptions {
    const watchChanges = (sink: ChangesSink) => {
      this.sink = sink;
      return () => void (this.sink = null);
    };
    return { ...this.options(), watchChanges };
  }

  /** Tells of these clients, or of all. */
  tell(...clientIds: string[]): void {
    const { versions } = this.overview();
    const named = versions.filter(({ clientId }) => clientIds.includes(clientId));
    this.sink?.changed({ complete: clientIds.length === 0, versions: clientIds.length === 0 ? versions : named });
  }

  times(prefix: string): number {
    return this.asked.filter((line) => line.startsWith(prefix)).length;
  }

  private async answer<T>(name: string, value: () => T): Promise<T> {
    this.asked.push(name);
    this.atOnce += 1;
    if (name.startsWith('digest')) this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.atOnce -= 1;
    if (!this.reachable || this.broken.has(name)) throw new TypeError('Failed to fetch');
    if (this.failing !== null) throw new Error(this.failing);
    return value();
  }

  private ritual(clientId: string): RitualView {
    const digest = this.digests.get(clientId) ?? larkspurDigest();
    const rest = { tier: 'SMART', features: [], hygiene: null, flowband: null, forecast: null } as const;
    const nothing = { console: null, ritual: null };
    return { id: clientId, digest, ...rest, ...nothing, features: [], ...this.reviews.get(clientId) };
  }

  private overview(): OverviewView {
    const versions = [...this.versions].map(([clientId, version]) => ({
      clientId,
      version,
      decisionsVersion: this.decisionsVersions.get(clientId) ?? 0,
      sync: SYNCED,
    }));
    return {
      version: versions.map(({ clientId, version }) => `${clientId}:${version}`).join(),
      clients: versions.length,
      synced: versions.length - this.syncing,
      syncing: this.syncing,
      waiting: 0,
      failing: 0,
      needsReconnecting: 0,
      notConnected: 0,
      lastGoodAt: SYNCED.lastGoodAt,
      versions,
    };
  }

  private client(id: string): ListClient {
    const runway = { state: 'NUMBER', status: 'RED', weeks: 4.6, over: false, reason: null } as const;
    return {
      id,
      name: `Client ${id}`,
      advisorName: 'Daniel Reyes',
      currency: 'USD',
      timeZone: 'America/New_York',
      cashOnHand: 4_659_756,
      change: -1.5,
      asOf: '2026-11-22',
      booksThrough: '2026-11-20',
      booksVersion: Number(this.versions.get(id)),
      stale: false,
      attention: ['RED'],
      openIssues: 0,
      lastReviewedAt: null,
      ritual: null,
      runway,
      previous: null,
      sync: SYNCED,
      ...this.rows.get(id),
    };
  }
}
