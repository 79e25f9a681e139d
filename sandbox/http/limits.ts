/** QuickBooks' limits on one company: 500 requests a minute, 10 a second. */
const PER_MINUTE = 500;
const PER_SECOND = 10;
const MINUTE = 60_000;

/** Counts requests a company in sliding windows. */
export class Limits {
  private readonly recent = new Map<string, number[]>();

  /** Counts one request at `now` (ms); false when it is one too many, which is then not counted. */
  admit(realmId: string, now: number): boolean {
    const times = (this.recent.get(realmId) ?? []).filter((at) => at > now - MINUTE);
    this.recent.set(realmId, times);
    const lastSecond = times.filter((at) => at > now - 1000).length;
    if (times.length >= PER_MINUTE || lastSecond >= PER_SECOND) return false;
    times.push(now);
    return true;
  }
}
