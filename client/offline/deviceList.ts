import { listVersionOf } from './changes.js';
import type { DeviceBase } from './deviceBase.js';
import type { ShownStore } from './deviceState.js';
import type { Snapshots } from './snapshots.js';
import type { Tabs } from './tabs.js';
import type { ListClient, OverviewView } from './view.js';

export interface DeviceListParts {
  readonly shown: ShownStore;
  readonly base: DeviceBase;
  readonly tabs: Tabs;
  readonly snapshots: () => Snapshots;
  readonly fetch: () => Promise<readonly ListClient[]>;
  /** Whether the server tells of changes by itself just now. */
  readonly isLive: () => boolean;
  readonly isStopped: () => boolean;
}

/** The list as it is shown: from the device, or as it was fetched. */
export class DeviceList {
  /** The version that the list shown belongs to: a list that could not be fetched is asked for again. */
  version: string | null = null;

  constructor(private readonly parts: DeviceListParts) {}

  /** Shows what is kept, by this tab or another. */
  async showKept(): Promise<void> {
    const { shown, base, isLive } = this.parts;
    const snapshots = this.parts.snapshots();
    const [list, overview] = await Promise.all([snapshots.list(), snapshots.overview()]);
    // What another tab kept may be older than what the line told this one.
    if (overview !== null && !isLive()) {
      shown.overview(overview.value);
      shown.device({ lastRefreshedAt: overview.fetchedAt });
    }
    if (list === null) return;
    base.list(list.value, { fetchedAt: list.fetchedAt });
    this.version = overview === null ? null : listVersionOf(overview.value);
  }

  /** Shows the list that belongs to an overview when another tab has kept it meanwhile; false when none has. */
  async takeKept(overview: OverviewView): Promise<boolean> {
    const kept = await this.parts.snapshots().overview();
    if (kept === null || listVersionOf(kept.value) !== listVersionOf(overview)) return false;
    await this.showKept();
    return this.isOf(overview);
  }

  /** Fetches, shows and keeps the list that belongs to an overview. */
  async fetch(overview: OverviewView): Promise<void> {
    const { base, tabs, fetch, isStopped } = this.parts;
    const isKept = await this.parts.snapshots().fetchList(fetch, overview, (list, fetchedAt) => {
      if (isStopped()) return;
      base.list(list, { fetchedAt, error: null });
      this.version = listVersionOf(overview);
    });
    // Where there was no room another tab would show the older list that lies there.
    if (isKept && !isStopped()) tabs.tell({ kind: 'list' });
  }

  isOf(overview: OverviewView): boolean {
    return this.version === listVersionOf(overview);
  }
}
