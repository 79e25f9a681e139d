import type { DeviceBase } from './deviceBase.js';
import type { DeviceReach } from './deviceReach.js';
import type { ShownStore } from './deviceState.js';
import { isOutOfReach, sentenceOf } from './reach.js';
import type { Snapshots } from './snapshots.js';

export interface DeviceReviewsParts {
  readonly shown: ShownStore;
  readonly base: DeviceBase;
  readonly reach: DeviceReach;
  readonly snapshots: () => Snapshots;
  readonly isStopped: () => boolean;
}

/** One client's review at a time: shown to whoever opens its page, and fetched by itself. */
export class DeviceReviews {
  constructor(private readonly parts: DeviceReviewsParts) {}

  /** From the device first; from the server when it has a newer one, or the device has none. */
  async show(clientId: string): Promise<void> {
    const { shown, base, reach, isStopped } = this.parts;
    if (isStopped()) return;
    const kept = await this.parts.snapshots().ritual(clientId);
    if (kept !== null) base.ritual(clientId, kept.value, { fetchedAt: kept.fetchedAt });
    const version = this.versionOf(clientId);
    const snapshots = this.parts.snapshots();
    if (kept !== null && (version === null || snapshots.isNewestKept(clientId, version))) return;
    shown.digest(clientId, { refreshing: true });
    try {
      await snapshots.fetchRitual(clientId, version);
    } catch (error) {
      reach.failed(error);
      shown.digest(clientId, { error: isOutOfReach(error) ? null : sentenceOf(error) });
    } finally {
      shown.digest(clientId, { refreshing: false });
    }
  }

  /** In the version the server was last known to have; one that fails is tried at the next pass. */
  async fetchAgain(clientId: string): Promise<void> {
    const version = this.versionOf(clientId);
    if (this.parts.isStopped() || version === null) return;
    try {
      await this.parts.snapshots().fetchRitual(clientId, version);
    } catch (error) {
      this.parts.reach.failed(error);
    }
  }

  private versionOf(clientId: string): string | null {
    const { overview } = this.parts.shown.get();
    return overview?.versions.find((line) => line.clientId === clientId)?.version ?? null;
  }
}
