import { csvAmount, csvText } from '../csvCells.js';
import { cents, currencyExponent, sum } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { ForecastItem } from './forecastInputs.js';
import { FORECAST_GROUPS, type ForecastGroup, type ForecastWeek } from './forecastWeeks.js';

/** BALANCE: at a week's start or end. GROUP: what a group brings or takes. ITEM: one of its items. TOTAL: all in, or all out. */
export type TableRowKind = 'BALANCE' | 'GROUP' | 'ITEM' | 'TOTAL';

export interface TableRow {
  /** Unique in its table: `opening`, `IN`, `OUT`, `closing`, `lowerClosing`, `IN INVOICES`, or an item's key. */
  readonly key: string;
  readonly kind: TableRowKind;
  readonly label: string;
  /** Null for balances. */
  readonly direction: 'IN' | 'OUT' | null;
  /** One for each week; what comes in and what goes out are both above zero. */
  readonly amounts: readonly Cents[];
  /** Of the thirteen weeks: the sum; of the opening balance the first week's, of the closing ones the last week's. */
  readonly total: Cents;
}

/** The 13-week view as a table: a column for each week and one for all of them. */
export interface ForecastTable {
  readonly weeks: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
  readonly rows: readonly TableRow[];
}

/** What the table is made of: a `Forecast`, or its answer in the contract. */
export interface TabledForecast {
  readonly currency: string;
  readonly weeks: readonly ForecastWeek[];
  readonly items: readonly Pick<ForecastItem, 'key' | 'name' | 'number' | 'date' | 'amount'>[];
}

/** The words of the groups, by direction where they differ. */
const GROUP_WORDS: Readonly<Record<ForecastGroup, Readonly<Record<'IN' | 'OUT', string>>>> = {
  IN_TRANSIT: { IN: 'In transit', OUT: 'In transit' },
  INVOICES: { IN: 'Open invoices', OUT: 'Open invoices' },
  BILLS: { IN: 'Open bills', OUT: 'Open bills' },
  CREDITS: { IN: 'Vendor credits', OUT: 'Customer credits' },
  POSTED: { IN: 'Posted ahead', OUT: 'Posted ahead' },
  RECURRING: { IN: 'Recurring receipts', OUT: 'Recurring payments' },
  ADDED: { IN: 'Added', OUT: 'Added' },
  RUN_RATE: { IN: 'Everyday receipts', OUT: 'Everyday spending' },
  NEW_BUSINESS: { IN: 'New collections', OUT: 'New bills' },
};

/** The words of a group that brings in or takes out. */
export function groupWords(group: ForecastGroup, direction: 'IN' | 'OUT'): string {
  return GROUP_WORDS[group][direction];
}

/**
 * The rows of the 13-week view: opening, what comes in by group and together, what goes out likewise, closing, and the
 * closing of the lower edge. A group that moves nothing has no row. `opened` names the group rows (`IN INVOICES`) whose
 * items follow them, by date.
 */
export function forecastTable(forecast: TabledForecast, opened: ReadonlySet<string> = new Set()): ForecastTable {
  const { weeks } = forecast;
  const first = weeks[0];
  const last = weeks.at(-1);
  if (!first || !last) throw new RangeError('A forecast without weeks.');
  const opening = weeks.map((week) => week.opening);
  const closing = weeks.map((week) => week.closing);
  const lowerClosing = weeks.map((week) => week.lowerClosing);
  return {
    weeks: weeks.map(({ from, to }) => ({ from, to })),
    rows: [
      balanceRow('opening', 'Opening', opening, first.opening),
      ...directionRows(forecast, 'IN', opened),
      ...directionRows(forecast, 'OUT', opened),
      balanceRow('closing', 'Closing', closing, last.closing),
      balanceRow('lowerClosing', 'Closing, no invoices paid', lowerClosing, last.lowerClosing),
    ],
  };
}

function balanceRow(key: string, label: string, amounts: readonly Cents[], total: Cents): TableRow {
  return { key, kind: 'BALANCE', label, direction: null, amounts, total };
}

function directionRows(forecast: TabledForecast, direction: 'IN' | 'OUT', opened: ReadonlySet<string>): TableRow[] {
  const rows = FORECAST_GROUPS.flatMap((group) => {
    const lines = forecast.weeks.map((week) =>
      week.lines.find((line) => line.group === group && line.direction === direction),
    );
    if (lines.every((line) => line === undefined)) return [];
    const key = `${direction} ${group}`;
    const amounts = lines.map((line) => line?.amount ?? cents(0));
    const row = rowOf(key, 'GROUP', groupWords(group, direction), direction, amounts);
    const keys = lines.map((line) => line?.itemKeys ?? []);
    return opened.has(key) ? [row, ...itemRows(forecast, keys, direction)] : [row];
  });
  const totals = forecast.weeks.map((week) => (direction === 'IN' ? week.in : week.out));
  return [...rows, rowOf(direction, 'TOTAL', direction === 'IN' ? 'Cash in' : 'Cash out', direction, totals)];
}

function itemRows(
  { items }: TabledForecast,
  keysByWeek: readonly (readonly string[])[],
  direction: 'IN' | 'OUT',
): TableRow[] {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return keysByWeek.flatMap((keys, week) =>
    keys.flatMap((key) => {
      const item = byKey.get(key);
      if (!item) return [];
      const amounts = keysByWeek.map((_, place) => (place === week ? item.amount : cents(0)));
      const number = item.number === null ? '' : ` ${item.number}`;
      return [rowOf(key, 'ITEM', `${item.name}${number}, ${item.date}`, direction, amounts)];
    }),
  );
}

function rowOf(
  key: string,
  kind: TableRowKind,
  label: string,
  direction: 'IN' | 'OUT',
  amounts: readonly Cents[],
): TableRow {
  return { key, kind, label, direction, amounts, total: sum(amounts) };
}

/** A line below the table: its amount stands in the last column. */
export interface CsvLine {
  readonly label: string;
  readonly amount: Cents;
}

/** Whose forecast it is, and what is said below it. */
export interface CsvContext {
  /** Null where the name is not known. */
  readonly client: string | null;
  readonly lines: readonly CsvLine[];
}

/**
 * The table as CSV (RFC 4180, lines end in CR LF): a row of the weeks' first days, with the client's name, and one of their
 * last, ISO dates, then the table's rows with amounts in the currency's decimals and a point, negative ones with a hyphen,
 * then the lines of the context.
 */
export function forecastCsv(
  forecast: TabledForecast,
  opened: ReadonlySet<string> = new Set(),
  { client, lines: below }: CsvContext = { client: null, lines: [] },
): string {
  const table = forecastTable(forecast, opened);
  const exponent = currencyExponent(forecast.currency);
  const first = `${client === null ? 'Week' : `${client}: week`} from (${forecast.currency})`;
  const lines = [
    [csvText(first), ...table.weeks.map(({ from }) => from), 'Total'],
    ['Week to', ...table.weeks.map(({ to }) => to), ''],
    ...table.rows.map(({ label, amounts, total }) => [
      csvText(label),
      ...[...amounts, total].map((amount) => csvAmount(amount, exponent)),
    ]),
    ...below.map(({ label, amount }) => [csvText(label), ...table.weeks.map(() => ''), csvAmount(amount, exponent)]),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
