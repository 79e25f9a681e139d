import type { IsoDate } from '../units.js';

/** The tabs of a weekly review. */
export const RITUAL_TABS = ['DIGEST', 'HYGIENE', 'CONSOLE'] as const;
export type RitualTab = (typeof RITUAL_TABS)[number];

/** What was done of a client's weekly review since the last record. Times add up over devices. */
export interface RitualRecord {
  readonly clientId: string;
  /** Monday of the week that is reviewed, in the client's time zone. */
  readonly week: IsoDate;
  readonly tabs: readonly RitualTab[];
  /** While the page was in sight; 0 to 86,400. */
  readonly seconds: number;
  readonly decisions: number;
}

/** The version of a client's figures that was seen when it was marked as reviewed. */
export interface ReviewedVersion {
  readonly asOf: IsoDate;
  readonly booksVersion: number;
  /** Printed weeks of runway; null for a state. */
  readonly weeks: number | null;
}
