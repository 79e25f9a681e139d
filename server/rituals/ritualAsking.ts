import { addDays } from '../../domain/calendar.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { RitualRecord, ReviewedVersion } from '../../domain/ritual/ritual.js';
import { isWeek, weekOf } from '../../domain/ritual/week.js';
import type { IsoDate } from '../../domain/units.js';
import { formatDay } from '../../domain/wording.js';
import { isUuid } from '../clients/clientCursor.js';
import type { StandingMark } from './ritualStore.js';

const OLDEST_DAYS = 28;
const DAYS_OF_WEEK = 7;
const MOST_SECONDS = 86_400;
/** More than anybody decides between two records. */
const MOST_DECISIONS = 10_000;
const MOST_WEEKS = 50;

/** A week is a Monday, at most 28 days before this week's; `today` is the client's. Null where it may be written. */
export function refusalOfWeek(week: IsoDate, today: IsoDate, field: string): Refusal | null {
  if (!isWeek(week)) return refuse('INVALID_INPUT', field, 'A week is named by its Monday.');
  if (week >= addDays(weekOf(today), -OLDEST_DAYS)) return null;
  return refuse('OUT_OF_RANGE', field, `A review is written down at most ${OLDEST_DAYS} days back.`);
}

/**
 * The week that time is added to: next week is this one, for the clock that named it is ahead. A device shows of a week what
 * its own clock says, so that time may be added unseen, and a mark may not: it would be gone as soon as it was answered.
 */
export function weekOfTime(week: IsoDate, today: IsoDate): IsoDate {
  const monday = weekOf(today);
  return week === addDays(monday, DAYS_OF_WEEK) ? monday : week;
}

/** A week to come, which a clock that is ahead has named; `then`: what is left to do. Null where the week has begun. */
export function refusalOfWeekToCome(week: IsoDate, today: IsoDate, then: string): Refusal | null {
  if (week <= today) return null;
  const words = `This week has not begun where the client is: it is ${formatDay(today, today)} there.`;
  return refuse('OUT_OF_RANGE', 'ritual.week', `${words} ${then} This one can be let go.`);
}

/** Null where the record may be added. */
export function refusalOfRecord({ seconds, decisions }: RitualRecord): Refusal | null {
  if (seconds < 0 || seconds > MOST_SECONDS) {
    return refuse('OUT_OF_RANGE', 'ritual.seconds', `A record holds 0 to ${MOST_SECONDS} seconds.`);
  }
  if (decisions < 0 || decisions > MOST_DECISIONS) {
    return refuse('OUT_OF_RANGE', 'ritual.decisions', `A record holds 0 to ${MOST_DECISIONS} decisions.`);
  }
  return null;
}

/** Nobody has seen a day that has not come, or books that were not read yet. Null where the version may have been seen. */
export function refusalOfVersion(
  { asOf, booksVersion, weeks }: ReviewedVersion,
  today: IsoDate,
  newestVersion: number,
): Refusal | null {
  if (asOf > today)
    return refuse('OUT_OF_RANGE', 'saw.asOf', 'The day that was seen has not come where the client is.');
  if (booksVersion < 0 || booksVersion > newestVersion) {
    return refuse('OUT_OF_RANGE', 'saw.booksVersion', 'There is no such version of the books.');
  }
  if (weeks === null || (weeks >= 0 && weeks <= MOST_WEEKS)) return null;
  return refuse('OUT_OF_RANGE', 'saw.weeks', `A runway is 0 to ${MOST_WEEKS} weeks.`);
}

/** Only the mark that was set by this operation is taken back, or none is there. `by`: who asks. */
export function refusalOfTakingBack(mark: string, standing: StandingMark | null, by: string): Refusal | null {
  if (!isUuid(mark)) return refuse('INVALID_INPUT', 'mark', 'The id of an operation is a UUID.');
  if (standing === null || standing.operationId === mark.toLowerCase()) return null;
  const whose = standing.by === by ? 'You have' : `${standing.byName ?? 'Somebody else'} has`;
  return refuse('DIFFERS', 'mark', `${whose} marked it as reviewed too. That mark stays.`);
}
