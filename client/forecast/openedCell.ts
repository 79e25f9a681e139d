import { groupWords } from '../../domain/forecast/forecastTable.js';
import type { Printing } from '../digest/reading.js';
import type { ForecastItemView, ForecastView } from './forecastParts.js';

type Line = ForecastView['weeks'][number]['lines'][number];

/** A cell that is opened in place: what a row brings or takes in one week. */
export interface OpenedCell {
  /** Of its row in the table. */
  readonly row: string;
  readonly week: number;
}

/** What an opened cell is made of. */
export interface CellContent {
  readonly caption: string;
  readonly items: readonly ForecastItemView[];
  /** What there is to say where there are no single items. */
  readonly sentence: string | null;
}

/** The items behind a cell: of a group's row, or the one of an item's row. */
export function contentOf({ row, week }: OpenedCell, forecast: ForecastView, print: Printing): CellContent | null {
  const span = forecast.weeks[week];
  if (span === undefined) return null;
  const during = `${print.day(span.from)} to ${print.day(span.to)}`;
  const single = forecast.items.find(({ key }) => key === row);
  if (single !== undefined) return { caption: during, items: [single], sentence: null };
  const line = span.lines.find(({ direction, group }) => row === `${direction} ${group}`);
  if (line === undefined) return null;
  const keys = new Set(line.itemKeys);
  const items = forecast.items.filter(({ key }) => keys.has(key));
  const caption = `${groupWords(line.group, line.direction)}, ${during}`;
  return { caption, items, sentence: items.length === 0 ? sentenceOf(line, forecast, print) : null };
}

/** What has no single items, in words. */
function sentenceOf({ group, direction, amount }: Line, forecast: ForecastView, print: Printing): string {
  const flow = group === 'RUN_RATE' ? forecast.runRate : forecast.newBusiness;
  const weekly = print.money(direction === 'IN' ? flow.in : flow.out);
  const money = print.money(amount);
  switch (group) {
    case 'IN_TRANSIT':
      return `${money} in undeposited funds, taken as cash of the first day.`;
    case 'RUN_RATE':
      return `${money}: the weekly mean of what moves every day and settles no invoice or bill, ${weekly}, for the days of this week. It has no single items.`;
    case 'NEW_BUSINESS':
      return `${money}: the weekly mean of ${direction === 'IN' ? 'collections' : 'bill payments'}, ${weekly}, less what is open in the books already. It has no single items.`;
    default:
      return `${money}, without single items.`;
  }
}
