import type { DeviceList } from './deviceList.js';
import { isOutOfReach } from './reach.js';
import type { ShownStore } from './deviceState.js';
import type { Snapshots } from './snapshots.js';
import type { Tabs } from './tabs.js';
import type { OverviewView } from './view.js';

export interface FollowingOptions {
  readonly shown: ShownStore;
  readonly tabs: Tabs;
  readonly snapshots: () => Snapshots;
  /** The clients whose digests are looked at now. */
  readonly watched: { has(clientId: string): boolean; keys(): Iterable<string> };
  readonly list: DeviceList;
  /** Fetches and keeps the decisions that belong to an overview. */
  readonly fetchDecisions: (overview: OverviewView) => Promise<void>;
  readonly isStopped: () => boolean;
}

/** Fetches what the newest overview says has changed: the client someone looks at first, then the list and the rest. */
export class Following {
  /** Something known to have changed is not fetched yet, here or by another tab. */
  isBehind = false;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(private readonly options: FollowingOptions) {}

  /**
   * Resolves once all is fetched that was known to have changed by then: what changes meanwhile takes one more pass.
   * @throws the first failure that holds up the rest; what is missing is fetched by the next call.
   */
  follow(): Promise<void> {
    this.again = true;
    this.running ??= this.followAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async followAll(): Promise<void> {
    while (this.again && !this.options.isStopped()) {
      this.again = false;
      const { overview } = this.options.shown.get();
      if (overview === null) return;
      this.isBehind = !(await this.fetchAll(overview));
    }
  }

  private async fetchAll(overview: OverviewView): Promise<boolean> {
    try {
      const [, isWhole] = await Promise.all([this.fetchLookedAt(overview), this.fetchRest(overview)]);
      return isWhole;
    } catch (error) {
      this.isBehind = true;
      throw error;
    }
  }

  /** The client someone looks at waits for nothing else. */
  private async fetchLookedAt(overview: OverviewView): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    const snapshots = this.options.snapshots();
    const looked = snapshots.changedIn(overview).filter(({ clientId }) => this.options.watched.has(clientId));
    await Promise.all(looked.map(({ clientId, version }) => snapshots.fetchRitual(clientId, version)));
  }

  /** The list, then every other digest, by one tab for all. False when some of it is still to come. */
  private async fetchRest(overview: OverviewView): Promise<boolean> {
    const { shown, tabs, watched, list, fetchDecisions } = this.options;
    const snapshots = this.options.snapshots();
    let isWhole = true;
    const isMine = await tabs.oneAtATime(async () => {
      await fetchDecisions(overview);
      const isNewest = list.isOf(overview) || (await list.takeKept(overview));
      if (!isNewest) await list.fetch(overview);
      shown.list({ refreshing: false, error: null });
      await snapshots.load();
      isWhole = await snapshots.fetchChanged(overview, new Set(watched.keys()), isOutOfReach);
    });
    if (isMine) return isWhole;
    // The other tab may have begun before a choice that was made here.
    await snapshots.load();
    return list.isOf(overview) && snapshots.changedIn(overview).length === 0;
  }
}
