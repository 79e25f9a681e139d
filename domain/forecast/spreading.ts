/**
 * What a weekly amount comes to on each of `days` days: whole minor units whose sum after any n days is weekly × n ÷ 7,
 * rounded down. What a day's rounding leaves is carried to the next, so that seven days in a row are the weekly amount
 * exactly.
 */
export function weeklyByDay(weekly: number, days: number): Float64Array {
  const parts = new Float64Array(days);
  const [whole, rest] = [Math.floor(weekly / 7), weekly % 7];
  let before = 0;
  for (let day = 0; day < days; day += 1) {
    const carried = Math.floor((rest * (day + 1)) / 7);
    parts[day] = whole + carried - before;
    before = carried;
  }
  return parts;
}

/** What a weekly amount comes to in the first `days` days, rounded down. */
export function weeklyShare(weekly: number, days: number): number {
  return Math.floor(weekly / 7) * days + Math.floor(((weekly % 7) * days) / 7);
}

/** Adds a total over `days` days from `start` on, in whole minor units that sum to it exactly. */
export function addSpread(to: Float64Array, total: number, start: number, days: number, sign: 1 | -1): void {
  const [whole, rest] = [Math.floor(total / days), total % days];
  let before = 0;
  for (let day = 0; day < days; day += 1) {
    const carried = Math.floor((rest * (day + 1)) / days);
    to[start + day] = (to[start + day] ?? 0) + sign * (whole + carried - before);
    before = carried;
  }
}
