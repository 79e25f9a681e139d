import type { Cell, Row } from '../../sandbox/http/reports/reportShape.js';

/** Reads report JSON in tests, by groups and labels, in minor units. */
export interface Report {
  Header: { [name: string]: unknown; Option: { Name: string; Value: string }[] };
  Columns: { Column: { ColTitle: string; ColType: string; MetaData: { Name: string; Value: string }[] }[] };
  Rows: { Row?: Row[] };
}

export const cents = (cell: Cell | undefined): number => Math.round(Number(cell?.value === '' ? 0 : cell?.value) * 100);

/** All rows, depth first. */
export function flat(rows: readonly Row[] | undefined): Row[] {
  return (rows ?? []).flatMap((row) => [row, ...flat(row.Rows?.Row)]);
}

/** The total of a group: its summary, or its own cells. */
export function group(report: Report, name: string, column = 1): number | undefined {
  const row = flat(report.Rows.Row).find((r) => r.group === name);
  return row && cents((row.Summary?.ColData ?? row.ColData)?.[column]);
}

/** The amount of the data row with a label. */
export function labelled(report: Report, label: string, column = 1): number | undefined {
  const row = flat(report.Rows.Row).find((r) => r.ColData?.[0]?.value === label);
  return row && cents(row.ColData?.[column]);
}

export interface LedgerRow {
  account: string;
  cells: Cell[];
}

/** Every row under every section of a general ledger, with the account's full name from the nesting. */
export function ledgerRows(rows: readonly Row[] | undefined, path: readonly string[] = []): LedgerRow[] {
  return (rows ?? []).flatMap((row) => {
    if (row.ColData) return [{ account: path.join(':'), cells: row.ColData }];
    return ledgerRows(row.Rows?.Row, [...path, row.Header?.ColData[0]?.value ?? '']);
  });
}
