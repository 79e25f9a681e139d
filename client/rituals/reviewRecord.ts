import { countTime, startTime, takeSeconds, type ActiveTime, type TimeEvent } from '../../domain/ritual/activeTime.js';
import { RITUAL_TABS, type RitualRecord, type RitualTab } from '../../domain/ritual/ritual.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';

/** A decision, and when this device saved it: milliseconds since 1970, null where it was not made here. */
export type SavedDecision = Pick<DecisionShown, 'id' | 'savedAt'>;

/** What was done of one client's review since the last record, as it is gathered while its page is open. */
export class ReviewRecord {
  private time: ActiveTime;
  private tabs = new Set<RitualTab>();
  private decisions = 0;
  private readonly counted = new Set<string>();

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

  /**
   * Counts those decisions of this device that were saved while the page has been in sight, each once. `inSightSince`:
   * milliseconds since 1970 by the device's clock; what was saved before it was made elsewhere, or on an earlier visit.
   */
  noteDecisions(saved: readonly SavedDecision[], inSightSince: number): void {
    for (const { id, savedAt } of saved) {
      if (savedAt === null || savedAt < inSightSince || this.counted.has(id)) continue;
      this.counted.add(id);
      this.decisions += 1;
    }
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
