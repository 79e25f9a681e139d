import type { CsvLine } from '../../domain/forecast/forecastTable.js';
import type { Cents } from '../../domain/units.js';
import { changedParts } from './changedParts.js';
import { INTERVAL_WORDS, type ForecastItemView, type ForecastView } from './forecastParts.js';
import { itemName } from './ItemRows.js';

/** `larkspur-joinery-13-weeks-2026-11-22.csv`: files of several clients stand apart. */
export function savedName(client: string | null, asOf: string): string {
  const name = (client ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return `${[...name.trim().split(' '), '13-weeks', asOf].filter((part) => part !== '').join('-')}.csv`;
}

/** What is said of the forecast below its table: what advisors changed in it, and what is in view without a day. */
export function savedLines(forecast: ForecastView): CsvLine[] {
  const { added, series, items } = changedParts(forecast);
  const changed = [
    ...added.map(({ name, direction, amount, date, interval, until, byName }) => {
      const when = interval === null ? `once on ${date}` : `${INTERVAL_WORDS[interval]} from ${date}`;
      const end = until === null ? '' : ` to ${until}`;
      return { label: `${name}, ${direction.toLowerCase()}, ${when}${end}, added by ${byName}`, amount };
    }),
    ...series.map(({ name, interval, amount }) => ({
      label: `${name}, ${INTERVAL_WORDS[interval]}, left out`,
      amount,
    })),
    ...items.map((item) => ({ label: `${itemName(item)}${changeWords(item)}`, amount: item.amount })),
  ];
  const inView = forecast.inView
    .filter(({ off }) => !off)
    .map((item) => ({ label: itemName(item), amount: item.kind === 'CREDIT' ? -item.amount : item.amount }));
  return [...headed('Changed by advisors', changed), ...headed('In view, not in the forecast', inView)];
}

function changeWords({ off, movedFrom, date }: ForecastItemView): string {
  const moved = movedFrom === null ? '' : `, moved from ${movedFrom} to ${date}`;
  return `${moved}${off ? ', left out' : ''}`;
}

function headed(head: string, lines: readonly { label: string; amount: number }[]): CsvLine[] {
  return lines.map(({ label, amount }) => ({ label: `${head}: ${label}`, amount: amount as Cents }));
}
