import { cents, roundHalfUp } from './money.js';
import type { Runway, RunwayStatus } from './snapshot.js';
import type { Cents, Weeks } from './units.js';

export type RunwayChange =
  'FIRST_WEEK' | 'NUMBER' | 'SAME_STATE' | 'BEGAN_BURNING' | 'STOPPED_BURNING' | 'FIRST_DATA' | 'NO_LONGER_KNOWN';

export interface RunwayVariance {
  readonly kind: RunwayChange;
  /** Printed weeks now − printed weeks before, to the tenth; null unless both are numbers. */
  readonly weeks: Weeks | null;
  /** The change in words where it is not a number: "began burning", "stopped burning", "first week" …; null for a number. */
  readonly words: string | null;
  /** "now critical", "now tight", "now clear" when a threshold was crossed between two numbers, or burning began. */
  readonly crossed: string | null;
}

const WORDS: Readonly<Record<RunwayChange, string | null>> = {
  FIRST_WEEK: 'first week',
  NUMBER: null,
  SAME_STATE: 'unchanged',
  BEGAN_BURNING: 'began burning',
  STOPPED_BURNING: 'stopped burning',
  FIRST_DATA: 'first figures',
  NO_LONGER_KNOWN: 'no data any more',
};

const NOW: Partial<Record<RunwayStatus, string>> = { RED: 'now critical', YELLOW: 'now tight', GREEN: 'now clear' };

/** The change of runway since last week (domain: "Variance"). `before` is null in a first week. */
export function runwayVariance(
  now: Pick<Runway, 'state' | 'status' | 'weeks'>,
  before: Pick<Runway, 'state' | 'status' | 'weeks'> | null,
): RunwayVariance {
  const kind = changeOf(now, before);
  const bothNumbers = kind === 'NUMBER' && now.weeks !== null && before !== null && before.weeks !== null;
  const weeks = bothNumbers ? printedDifference(now.weeks, before.weeks) : null;
  const isNews = before !== null && before.status !== now.status && before.state !== 'NO_DATA';
  return { kind, weeks, words: WORDS[kind], crossed: isNews ? (NOW[now.status] ?? null) : null };
}

function changeOf(now: Pick<Runway, 'state'>, before: Pick<Runway, 'state'> | null): RunwayChange {
  if (before === null) return 'FIRST_WEEK';
  if (now.state === before.state) return now.state === 'NUMBER' ? 'NUMBER' : 'SAME_STATE';
  if (now.state === 'NO_DATA') return 'NO_LONGER_KNOWN';
  if (before.state === 'NO_DATA') return 'FIRST_DATA';
  return now.state === 'NUMBER' ? 'BEGAN_BURNING' : 'STOPPED_BURNING';
}

/** Subtracted in tenths: printed weeks are decimals that binary fractions cannot hold. */
export function printedDifference(now: Weeks, before: Weeks): Weeks {
  return ((Math.round(now * 10) - Math.round(before * 10)) / 10) as Weeks;
}

export interface MoneyVariance {
  /** now − before. */
  readonly absolute: Cents;
  /** Of the size of what was before, in per cent, half up, as printed: to the tenth under 10, else whole; null for a base under 100.00. */
  readonly percent: number | null;
}

/** The change of an amount since last week; null in a first week or when either is not known. `exponent`: the currency's decimals. */
export function moneyVariance(now: Cents | null, before: Cents | null, exponent = 2): MoneyVariance | null {
  if (now === null || before === null) return null;
  const absolute = cents(now - before);
  const base = Math.abs(before);
  return { absolute, percent: base < 100 * 10 ** exponent ? null : percentOf(absolute, base) };
}

/** Rounded once, at the precision it is printed with. */
function percentOf(part: Cents, base: number): number {
  const tenths = roundHalfUp(BigInt(part) * 1000n, base);
  return Math.abs(tenths) < 100 ? tenths / 10 : roundHalfUp(BigInt(part) * 100n, base);
}
