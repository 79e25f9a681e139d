import type { ClientRow } from '../../domain/clientList.js';
import type { IsoDate } from '../../domain/units.js';
import { weekStart } from '../../domain/weekCash.js';
import { lastWeekSunday } from '../../domain/weeks.js';
import { formatDay } from '../../domain/wording.js';

/** The week in words; what it is compared with gives way first where there is no room. */
export interface WeekWords {
  readonly week: string;
  readonly comparedWith: string | null;
}

/** "Week of Mon 16 Nov · as of Sat 21 Nov", "compared with Sun 8 Nov": the newest as-of date of the rows stands for them. */
export function weekWords(rows: readonly ClientRow[], today: IsoDate): WeekWords {
  const asOf = rows.reduce<IsoDate | null>((newest, row) => later(newest, row.asOf), null);
  if (asOf === null) return { week: `Week of ${formatDay(weekStart(today), today)}`, comparedWith: null };
  return {
    week: `Week of ${formatDay(weekStart(asOf), today)} · as of ${formatDay(asOf, today)}`,
    comparedWith: `compared with ${formatDay(lastWeekSunday(asOf), today)}`,
  };
}

function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
