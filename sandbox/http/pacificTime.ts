/** QuickBooks' servers stamp instants in Pacific time. The rule since 2007: summer time from the second Sunday of March to the first of November. */

const HOUR = 3_600_000;
const turns = new Map<number, readonly [number, number]>();

function sundayOf(year: number, month: number, nth: number): number {
  const firstDay = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return 1 + ((7 - firstDay) % 7) + 7 * (nth - 1);
}

function summerTime(year: number): readonly [number, number] {
  const known = turns.get(year);
  if (known) return known;
  const made = [Date.UTC(year, 2, sundayOf(year, 2, 2), 10), Date.UTC(year, 10, sundayOf(year, 10, 1), 9)] as const;
  turns.set(year, made);
  return made;
}

/** Offset from UTC in hours at an instant: -7 in summer, -8 in winter. */
function pacificOffset(at: number): -7 | -8 {
  const [start, end] = summerTime(new Date(at).getUTCFullYear());
  return at >= start && at < end ? -7 : -8;
}

/** `2026-01-05T10:00:00Z` → `2026-01-05T02:00:00-08:00`, as in MetaData; with milliseconds as in an envelope's `time`. */
export function pacific(instant: string | Date, milliseconds = false): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  const offset = pacificOffset(at);
  const local = new Date(at + offset * HOUR).toISOString();
  return `${local.slice(0, milliseconds ? 23 : 19)}-0${-offset}:00`;
}

/**
 * The instant a query's literal means: with an offset as written (a `+` lost to URL decoding is restored),
 * without one in Pacific time, a bare date at Pacific midnight. NaN when it is no time.
 */
export function instantOf(literal: string): number {
  const text = literal.trim().replace(/ (\d\d:?\d\d)$/, '+$1');
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text) && text.includes('T')) return Date.parse(text);
  const asUtc = Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const guess = asUtc + 8 * HOUR;
  return asUtc - pacificOffset(guess) * HOUR;
}
