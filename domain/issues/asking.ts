import { addDays } from '../calendar.js';
import { refuse, type Refusal } from '../refusal.js';
import type { IsoDate } from '../units.js';

/** Issues that one request may name. */
export const MOST_ISSUES = 500;

const LONGEST_SNOOZE_DAYS = 366;
const LONGEST_REASON = 500;

/** Why issues cannot be snoozed until a day; `today` is the client's. Null where they can. */
export function refusalToSnooze(until: IsoDate | null, today: IsoDate): Refusal | null {
  if (until === null || (until > today && until <= addDays(today, LONGEST_SNOOZE_DAYS))) return null;
  return refuse('OUT_OF_RANGE', 'until', 'The day lies after today and within a year.');
}

/** Why issues cannot be dismissed for this reason. Null where they can. */
export function refusalToDismiss(reason: string): Refusal | null {
  const { length } = reason.trim();
  // PostgreSQL's text cannot hold a zero.
  if (length === 0 || reason.includes('\0')) return refuse('INVALID_INPUT', 'reason', 'A reason is needed.');
  if (length <= LONGEST_REASON) return null;
  return refuse('OUT_OF_RANGE', 'reason', `A reason has at most ${LONGEST_REASON} characters.`);
}

/** Why one request cannot name so many issues. Null where it can. */
export function refusalOfCount(count: number): Refusal | null {
  if (count <= MOST_ISSUES) return null;
  return refuse('OUT_OF_RANGE', 'issueIds', `One request names at most ${MOST_ISSUES} issues.`);
}
