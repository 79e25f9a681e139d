/**
 * QuickBooks' limits: 500 requests a minute a company, 10 a second a company and app, 40 batches a minute a company
 * and app, 120 batches a minute a company.
 */
const PER_MINUTE = 500;
const PER_SECOND = 10;
const BATCHES_PER_MINUTE = 40;
const COMPANY_BATCHES_PER_MINUTE = 120;
const SECOND = 1000;
const MINUTE = 60_000;

export interface LimitedCall {
  realmId: string;
  clientId: string;
  batch: boolean;
}

/** Counts requests in sliding windows. */
export class Limits {
  private readonly recent = new Map<string, number[]>();

  /** Counts one request at `now` (ms); false when it is one too many, which is then not counted. */
  admit({ realmId, clientId, batch }: LimitedCall, now: number): boolean {
    const app = `${realmId} ${clientId}`;
    const rules: [key: string, window: number, most: number][] = [
      [realmId, MINUTE, PER_MINUTE],
      [app, SECOND, PER_SECOND],
    ];
    if (batch)
      rules.push(
        [`${app} batch`, MINUTE, BATCHES_PER_MINUTE],
        [`${realmId} batch`, MINUTE, COMPANY_BATCHES_PER_MINUTE],
      );
    if (!rules.every(([key, window, most]) => this.within(key, window, now).length < most)) return false;
    for (const [key, window] of rules) this.within(key, window, now).push(now);
    return true;
  }

  private within(key: string, window: number, now: number): number[] {
    const times = (this.recent.get(key) ?? []).filter((at) => at > now - window);
    this.recent.set(key, times);
    return times;
  }
}
