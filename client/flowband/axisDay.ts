/** Axes have no room for a year; the list has it. */
export function axisDay(day: string): string {
  return day.replace(/ \d{4}$/, '');
}
