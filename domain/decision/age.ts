import { LONGEST_AGE_MS } from './decision.js';

/** Instants of the server's clock, in milliseconds since 1970. The device's clock is in none of them. */
export interface AgeInput {
  /** When QuickBooks was looked at for what was decided on, as the decision says. */
  readonly syncedAt: number;
  /** The client's last good sync; null before the first. No decision is younger: what a device says cannot be ahead of it. */
  readonly lastGoodSyncAt: number | null;
  readonly now: number;
}

/** How old the figures are that were decided on, in milliseconds; infinite where that cannot be told. */
export function ageOf({ syncedAt, lastGoodSyncAt, now }: AgeInput): number {
  const age = now - Math.min(syncedAt, lastGoodSyncAt ?? syncedAt);
  return Number.isNaN(age) ? Infinity : age;
}

/** Whether they are older than seven days; exactly seven days are not. */
export function isExpired(input: AgeInput): boolean {
  return ageOf(input) > LONGEST_AGE_MS;
}
