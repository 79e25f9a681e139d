import { addDays } from '../../domain/calendar.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { RitualRecord, ReviewedVersion } from '../../domain/ritual/ritual.js';
import { isWeek, weekOf } from '../../domain/ritual/week.js';
import type { IsoDate } from '../../domain/units.js';
import { isUuid } from '../clients/clientCursor.js';
import type { StandingMark } from './ritualStore.js';

const OLDEST_DAYS = 28;
const MOST_SECONDS = 86_400;
/** More than anybody decides between two records. */
const MOST_DECISIONS = 10_000;
const MOST_WEEKS = 50;

/** A week is a Monday, this week's or at most 28 days before it; `today` is the client's. Null where it may be written. */
export function refusalOfWeek(week: IsoDate, today: IsoDate, field: string): Refusal | null {
  if (!isWeek(week)) return refuse('INVALID_INPUT', field, 'A week is named by its Monday.');
  const monday = weekOf(today);
  if (week > monday) return refuse('OUT_OF_RANGE', field, 'This week has not begun where the client is.');
  if (week >= addDays(monday, -OLDEST_DAYS)) return null;
  return refuse('OUT_OF_RANGE', field, `A review is written down at most ${OLDEST_DAYS} days back.`);
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
