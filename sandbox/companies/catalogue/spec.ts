/** Shorthand in which the catalogue is written. */
import type { CompanySpec, Target, Trade, Trend } from '../companySpec.js';
import { courseOf, ownersPart } from './courses.js';

/** Realm ids of 16 digits, as QuickBooks gives them; the number is the company's place in the catalogue. */
export function realmId(place: number): string {
  return `934145${String(2_000_000_000 + place * 7_919_317)}`;
}

type Options = Omit<Partial<CompanySpec>, 'realmId' | 'name' | 'trade' | 'trend' | 'target'>;

/** One company of the catalogue: place, name, trade, size, trend, target, and what else sets it apart. */
export function company(
  place: number,
  name: string,
  trade: Trade,
  size: { weeklyIn: number; staff: number; customers: number },
  trend: Trend,
  target: Target,
  options: Options = {},
): CompanySpec {
  return {
    realmId: realmId(place),
    name,
    trade,
    ...size,
    trend,
    target,
    timeZone: 'America/New_York',
    course: courseOf(place, target),
    ownersBear: ownersPart(target),
    ...options,
  };
}

export const steady: Trend = { kind: 'steady' };
export const growing = (from: number): Trend => ({ kind: 'growing', from });
export const sliding = (from: number): Trend => ({ kind: 'sliding', from });
export const seasonal = (peakMonth: number, swing: number): Trend => ({ kind: 'seasonal', peakMonth, swing });

/** Weeks of cash left at a net burn of `burn` of the outflows. */
export const weeks = (left: number, burn: number): Target => ({ kind: 'runway', weeks: left, burn });
export const gaining = (gain: number, cashWeeks: number): Target => ({ kind: 'gaining', gain, cashWeeks });
