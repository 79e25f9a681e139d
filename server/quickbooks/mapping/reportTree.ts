import { currencyExponent, parseAmount } from '../../../domain/money.js';
import type { Cents } from '../../../domain/units.js';
import type { Json } from '../answer.js';
import { unreadable } from '../quickBooksError.js';
import { Fields } from './fields.js';

/** One cell of a report: what it shows, and the id behind it where there is one. */
export interface Cell {
  readonly value: string;
  readonly id: string | null;
}

/** A row of a report, as a tree. A section has rows of its own; a line has cells alone. */
export interface ReportRow {
  readonly kind: 'line' | 'section';
  /** A line's cells, or the section's header. Empty for a section without one. */
  readonly cells: readonly Cell[];
  /** The section's summary; empty without one. */
  readonly summary: readonly Cell[];
  readonly group: string | null;
  readonly rows: readonly ReportRow[];
  /** For messages: report, then the row's number at each depth. */
  readonly place: string;
}

export interface ReportTree {
  readonly name: string;
  readonly currency: string;
  /** Position of each column by its ColKey. */
  readonly columns: ReadonlyMap<string, number>;
  /** How many columns there are. */
  readonly width: number;
  readonly rows: readonly ReportRow[];
}

/** Deeper than any chart of accounts QuickBooks allows (five levels) with the report's own groups. */
const MOST_DEPTH = 24;

/** Reads the common shape of QuickBooks' reports (`quickbooks.md` 2, Reports). */
export function readReport(json: Json, name: string): ReportTree {
  const report = new Fields(json, name);
  const header = report.object('Header');
  if (header.text('ReportName') !== name) throw unreadable(`${name}.Header.ReportName`, header.text('ReportName'));
  const columns = new Map<string, number>();
  const listed = report.optionalObject('Columns')?.list('Column') ?? [];
  listed.forEach((each, position) => {
    const key = each.list('MetaData').find((entry) => entry.optionalText('Name') === 'ColKey');
    const value = key?.optionalText('Value');
    if (value) columns.set(value, position);
  });
  const rows = rowsOf(report.optionalObject('Rows'), name, 0);
  return { name, currency: header.optionalText('Currency') ?? 'USD', columns, width: listed.length, rows };
}

function rowsOf(container: Fields | null, place: string, depth: number): ReportRow[] {
  if (depth > MOST_DEPTH) throw unreadable(`${place}: rows nested deeper than ${MOST_DEPTH}`);
  return (container?.list('Row') ?? []).map((row, index) => {
    const here = `${place} > ${index + 1}`;
    const isSection =
      row.has('Rows') || row.has('Header') || row.has('Summary') || row.optionalText('type') === 'Section';
    if (!isSection && !row.has('ColData')) throw unreadable(`${here}: neither a line nor a section`);
    return {
      kind: isSection ? 'section' : 'line',
      cells: cellsOf(isSection ? row.optionalObject('Header') : row),
      summary: cellsOf(row.optionalObject('Summary')),
      group: row.optionalText('group'),
      rows: rowsOf(row.optionalObject('Rows'), here, depth + 1),
      place: here,
    };
  });
}

function cellsOf(holder: Fields | null): Cell[] {
  return (holder?.list('ColData') ?? []).map((cell) => ({
    value: (cell.optionalText('value') ?? '').trim(),
    id: cell.optionalText('id'),
  }));
}

/** Position of a column that must be there. */
export function column(report: ReportTree, key: string): number {
  const position = report.columns.get(key);
  if (position === undefined) throw unreadable(`${report.name}: no column ${key}`, [...report.columns.keys()]);
  return position;
}

/** The cell at a position; an absent one is empty. */
export function cellAt(cells: readonly Cell[], position: number): Cell {
  return cells[position] ?? { value: '', id: null };
}

/** The amount in a cell, in minor units of the report's currency; empty is 0. */
export function amountAt(report: ReportTree, cells: readonly Cell[], position: number, place: string): Cents {
  const { value } = cellAt(cells, position);
  const amount = parseAmount(value.replace(/^\$/, ''), currencyExponent(report.currency));
  if (amount === null) throw unreadable(`${place}, column ${position + 1}: not an amount`, value);
  return amount;
}

/** Every line below, depth first, with the sections it stands in, outermost first. */
export function* linesOf(
  rows: readonly ReportRow[],
  within: readonly ReportRow[] = [],
): Generator<{ line: ReportRow; within: readonly ReportRow[] }> {
  for (const row of rows) {
    if (row.kind === 'line') yield { line: row, within };
    else yield* linesOf(row.rows, [...within, row]);
  }
}
