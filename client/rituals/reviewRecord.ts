import { countTime, startTime, takeSeconds, type ActiveTime, type TimeEvent } from '../../domain/ritual/activeTime.js';
import { RITUAL_TABS, type RitualRecord, type RitualTab } from '../../domain/ritual/ritual.js';
import type { IsoDate } from '../../domain/units.js';

/** What was done of one client's review since the last record, as it is gathered while its page is open. */
export class ReviewRecord {
  private time: ActiveTime;
  private tabs = new Set<RitualTab>();
  private decisions = 0;
  private seen: ReadonlySet<string> | null = null;

  /** `clock`: milliseconds of a clock that only rises. */
  constructor(
    private readonly clientId: string,
    private readonly clock: () => number,
  ) {
    this.time = startTime(clock());
  }

  note(event: TimeEvent): void {
    this.time = countTime(this.time, event, this.clock());
  }

  look(tab: RitualTab): void {
    this.tabs.add(tab);
  }

  /** Counts decisions that were made here since the last call: ids of those this device made. */
  noteDecisions(ids: ReadonlySet<string>): void {
    const { seen } = this;
    // What was there when the page was opened was made before.
    if (seen !== null) this.decisions += [...ids].filter((id) => !seen.has(id)).length;
    this.seen = new Set([...(seen ?? []), ...ids]);
  }

  /** Whole seconds that no record has yet. */
  get seconds(): number {
    this.note('LOOKED');
    return takeSeconds(this.time).seconds;
  }

  /** All that was gathered, and begins anew. Null where there is less than `atLeast` seconds and nothing was decided. */
  take(week: IsoDate, tab: RitualTab, atLeast: number): RitualRecord | null {
    this.note('LOOKED');
    const { seconds, rest } = takeSeconds(this.time);
    if (seconds < atLeast && this.decisions === 0) return null;
    const tabs = RITUAL_TABS.filter((one) => this.tabs.has(one));
    const record = { clientId: this.clientId, week, tabs, seconds, decisions: this.decisions };
    this.time = rest;
    this.tabs = new Set([tab]);
    this.decisions = 0;
    return record;
  }
}
