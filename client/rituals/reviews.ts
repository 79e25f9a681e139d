import type { ClientRow } from '../../domain/clientList.js';
import { reviewStanding, type ReviewStanding } from '../../domain/ritual/reviewed.js';
import { reviewWeek } from '../../domain/ritual/week.js';

/** How the week's reviews stand, over the clients that have figures to review. */
export interface Reviews {
  readonly standings: ReadonlyMap<string, ReviewStanding>;
  readonly done: number;
  readonly of: number;
  /** Time spent this week, over all devices. */
  readonly seconds: number;
}

/** `now`: milliseconds since 1970. */
export function reviewsOf(rows: readonly ClientRow[], now: number, zone: string): Reviews {
  const standings = new Map<string, ReviewStanding>();
  let seconds = 0;
  let of = 0;
  for (const row of rows) {
    const week = reviewWeek(row, now, zone);
    const { state, weeks, status } = row.runway;
    const runway = { weeks: state === 'NUMBER' ? weeks : null, status };
    standings.set(row.id, reviewStanding(isBegun(row.ritual) ? row.ritual : null, week, runway));
    if (row.asOf !== null) of += 1;
    if (row.ritual?.week === week) seconds += row.ritual.seconds;
  }
  return { standings, done: [...standings.values()].filter((one) => one === 'REVIEWED').length, of, seconds };
}

/** A mark from the list that was taken back leaves a review in which nothing was done: nobody began it. */
function isBegun(ritual: ClientRow['ritual']): ritual is NonNullable<ClientRow['ritual']> {
  if (!ritual) return false;
  return ritual.state === 'REVIEWED' || ritual.seconds > 0 || ritual.tabs.length > 0 || ritual.decisions > 0;
}

/** `6:20`, `1:04:09`: time spent, in minutes and seconds. */
export function timeSpent(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
}

/** `5 min`, `1 h 10 min`: of a whole week. */
export function timeInWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
