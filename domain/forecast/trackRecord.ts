import { addDays, sundayOnOrBefore } from '../calendar.js';
import { snapshotFrom } from '../computeSnapshot.js';
import { cents, roundHalfUp } from '../money.js';
import { MINIMUM_HISTORY_DAYS } from '../runway.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { Cents, IsoDate } from '../units.js';
import { historyDays, WINDOW_DAYS } from '../window.js';
import { forecastFrom } from './forecast.js';
import { forecastInputs } from './inputsOf.js';

/** How long ago the forecasts are made that are held against what happened. */
export const TRACK_WEEKS = [4, 8, 13] as const;

export interface TrackEntry {
  readonly weeks: (typeof TRACK_WEEKS)[number];
  /** The Sunday it would have been made on. */
  readonly madeAsOf: IsoDate;
  /** Cash forecast for the last Sunday. */
  readonly forecast: Cents;
  /** Cash on hand of that day carried forward at the net burn of the 13 weeks before it. */
  readonly carryForward: Cents;
  /** Cash on hand at the end of the last Sunday. */
  readonly actual: Cents;
  /** forecast − actual. */
  readonly error: Cents;
  readonly carryForwardError: Cents;
}

/** Forecasts of past weeks against what happened, the shortest first. */
export interface TrackRecord {
  readonly entries: readonly TrackEntry[];
}

/**
 * What forecasts made 4, 8 and 13 weeks before the last Sunday would have said of it, from the books as they are known now
 * up to those days. Only where 28 days of history lay before, no less than a runway needs, and the books are whole.
 */
export function trackRecord(source: SnapshotSource, asOf: IsoDate): TrackRecord {
  const sunday = sundayOnOrBefore(asOf);
  const entries = TRACK_WEEKS.flatMap((weeks): TrackEntry[] => {
    const entry = entryOf(source, weeks, sunday);
    return entry === null ? [] : [entry];
  });
  return { entries };
}

function entryOf(source: SnapshotSource, weeks: TrackEntry['weeks'], sunday: IsoDate): TrackEntry | null {
  const madeAsOf = addDays(sunday, -7 * weeks);
  const { condensedBefore } = source.books;
  if (condensedBefore && addDays(madeAsOf, 1 - WINDOW_DAYS) < condensedBefore) return null;
  const then = snapshotFrom(source, madeAsOf);
  const actual = snapshotFrom(source, sunday).cashOnHand;
  if (then.cashOnHand === null || then.window === null || actual === null) return null;
  if (historyDays(then.historyFrom, madeAsOf) < MINIMUM_HISTORY_DAYS) return null;
  const forecast = forecastFrom(forecastInputs(source, madeAsOf, 'BY_THEN')).daily[7 * weeks - 1]?.upper;
  if (forecast === undefined) return null;
  const burnt = roundHalfUp(BigInt(then.netBurn) * BigInt(7 * weeks), then.window.days);
  const carryForward = cents(then.cashOnHand - burnt);
  return {
    weeks,
    madeAsOf,
    forecast,
    carryForward,
    actual,
    error: cents(forecast - actual),
    carryForwardError: cents(carryForward - actual),
  };
}
