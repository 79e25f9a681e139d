/** Runway is drawn from 0 to 50 weeks. */
export const SCALE_END = 50;

/** The weeks that are marked on the scale: the two thresholds, half a year, and its end. */
export const SCALE_MARKS: readonly number[] = [5, 13, 26, 50];

/** The share of the strip that the striped threshold, the weeks under 5, takes up. */
const THRESHOLD_SHARE = 12;

/**
 * Where a number of weeks stands on the strip, in percent of its length. Under 5 weeks the first 12 % in proportion;
 * from 5 to 50 a ratio scale, so that 5 to 13 is as readable as 13 to 50: 12 + 88 × ln(w ÷ 5) ÷ ln 10.
 * Below zero is 0, above fifty is 100.
 */
export function coveragePosition(weeks: number): number {
  if (weeks <= 0) return 0;
  if (weeks < 5) return (THRESHOLD_SHARE * weeks) / 5;
  return Math.min(100, THRESHOLD_SHARE + ((100 - THRESHOLD_SHARE) * Math.log(weeks / 5)) / Math.log(10));
}
