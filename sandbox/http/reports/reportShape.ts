import { decimal } from '../amount.js';
import { pacific } from '../pacificTime.js';

export interface Cell {
  value: string;
  id?: string;
}

export interface Row {
  Header?: { ColData: Cell[] };
  Rows?: { Row?: Row[] };
  Summary?: { ColData: Cell[] };
  ColData?: Cell[];
  type?: 'Data' | 'Section';
  group?: string;
}

export interface Column {
  title: string;
  type: 'Account' | 'Money' | 'String' | 'Date' | 'Customer' | 'Vendor' | 'Boolean' | 'tx_date' | 'txn_type';
  key: string;
  /** The column's own dates, where columns stand for periods. */
  period?: { start: string; end: string };
}

export interface ReportInput {
  name: string;
  basis?: string;
  start?: string;
  end: string;
  summarizedBy?: string;
  currency: string;
  options?: { Name: string; Value: string }[];
  columns: readonly Column[];
  rows: Row[];
  noData: boolean;
  now: Date;
}

/** The report's JSON: Header, Columns, Rows. */
export function report(input: ReportInput): Record<string, unknown> {
  return {
    Header: {
      Time: pacific(input.now),
      ReportName: input.name,
      ...(input.basis === undefined ? {} : { ReportBasis: input.basis }),
      ...(input.start === undefined ? {} : { StartPeriod: input.start }),
      EndPeriod: input.end,
      SummarizeColumnsBy: input.summarizedBy ?? 'Total',
      Currency: input.currency,
      Option: [
        ...(input.options ?? [{ Name: 'AccountingStandard', Value: 'GAAP' }]),
        { Name: 'NoReportData', Value: String(input.noData) },
      ],
    },
    Columns: {
      Column: input.columns.map(({ title, type, key, period }) => ({
        ColTitle: title,
        ColType: type,
        MetaData: [
          { Name: 'ColKey', Value: key },
          ...(period
            ? [
                { Name: 'StartDate', Value: period.start },
                { Name: 'EndDate', Value: period.end },
              ]
            : []),
        ],
      })),
    },
    Rows: input.rows.length === 0 ? {} : { Row: input.rows },
  };
}

export const text = (value: string, id?: string): Cell => (id === undefined ? { value } : { value, id });

/** An amount in a report: always a string, zero included. */
export const money = (minor: number): Cell => ({ value: decimal(minor) });

/** Empty where a row has no amount. */
export const moneyOrBlank = (minor: number): Cell => (minor === 0 ? { value: '' } : money(minor));

export const blanks = (count: number): Cell[] => Array.from({ length: count }, () => ({ value: '' }));

export const dataRow = (cells: Cell[]): Row => ({ ColData: cells, type: 'Data' });

/** A calculated line: only a summary. */
export const summaryOnly = (title: string, amounts: readonly number[], group: string): Row => ({
  Summary: { ColData: [text(title), ...amounts.map(money)] },
  type: 'Section',
  group,
});

/** A section with its total. */
export function section(
  title: string,
  rows: Row[],
  amounts: readonly number[],
  group: string | undefined,
  total = `Total ${title}`,
): Row {
  return {
    Header: { ColData: [text(title), ...blanks(amounts.length)] },
    Rows: rows.length === 0 ? {} : { Row: rows },
    Summary: { ColData: [text(total), ...amounts.map(money)] },
    type: 'Section',
    ...(group === undefined ? {} : { group }),
  };
}

export const addUp = (lists: readonly (readonly number[])[], width: number): number[] =>
  Array.from({ length: width }, (_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0));
