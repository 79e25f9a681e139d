import type { ShownStore } from './deviceState.js';
import { isOutOfReach, sentenceOf } from './reach.js';

const OFFLINE_FIRST_MS = 5_000;
const OFFLINE_LONGEST_MS = 60_000;

/** Whether the server answers, as the page shows it. */
export class DeviceReach {
  /** In a row. */
  private misses = 0;

  constructor(
    private readonly shown: ShownStore,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
    private readonly isStopped: () => boolean,
  ) {}

  answered(): void {
    this.misses = 0;
    this.shown.device({ offlineSince: null, lastRefreshedAt: this.now() });
  }

  /** Offline since the first miss; a refusal or a fault of the server is said in the list instead. */
  failed(error: unknown): void {
    if (this.isStopped()) return;
    if (isOutOfReach(error)) {
      this.misses += 1;
      this.shown.device({ offlineSince: this.shown.get().device.offlineSince ?? this.now() });
    } else this.shown.list({ error: sentenceOf(error) });
  }

  /** How long to wait after misses, ms: doubling, up to a minute; null after an answer. */
  get pause(): number | null {
    return this.misses === 0 ? null : Math.min(OFFLINE_FIRST_MS * 2 ** (this.misses - 1), OFFLINE_LONGEST_MS);
  }
}
