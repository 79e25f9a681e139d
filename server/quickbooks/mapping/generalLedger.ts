import type { Account, Posting } from '../../../domain/books.js';
import { isIsoDate } from '../../../domain/calendar.js';
import { cents } from '../../../domain/money.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import type { Json } from '../answer.js';
import { UnknownAccount, unreadable } from '../quickBooksError.js';
import { AccountNames } from './accountNames.js';
import { amountAt, cellAt, column, readReport, type Cell, type ReportRow, type ReportTree } from './reportTree.js';

const REPORT = 'GeneralLedger';
const COLUMNS = 'tx_date,txn_type,doc_num,name,memo,split_acc,is_cleared,debt_amt,credit_amt';

/** What to ask the GeneralLedger report for: `from` to `to` inclusive, home amounts beside the others where they differ. */
export function generalLedgerParameters(from: IsoDate, to: IsoDate, multiCurrency: boolean): Record<string, string> {
  return {
    start_date: from,
    end_date: to,
    accounting_method: 'Accrual',
    columns: multiCurrency ? `${COLUMNS},debt_home_amt,credit_home_amt` : COLUMNS,
  };
}

interface Layout {
  readonly date: number;
  readonly type: number;
  readonly number: number;
  readonly name: number;
  readonly memo: number;
  readonly cleared: number;
  readonly debit: number;
  readonly credit: number;
}

/**
 * The report's postings, in home currency (`quickbooks.md` 2, GeneralLedger). Columns are found by ColKey. Beginning
 * balances and summaries are no postings. Throws `unreadable` on an account that is not known, a line without date or
 * type, and an amount that is none.
 */
export function readGeneralLedger(json: Json, accounts: readonly Account[], multiCurrency: boolean): Posting[] {
  const report = readReport(json, REPORT);
  if (report.rows.length === 0) return [];
  const layout = layoutOf(report, multiCurrency);
  const names = new AccountNames(accounts);
  const postings: Posting[] = [];
  const walk = (rows: readonly ReportRow[], path: readonly ReportRow[]): void => {
    const account = path.length > 0 ? names.ofSection(path) : null;
    for (const row of rows) {
      if (row.kind === 'section') walk(row.rows, [...path, row]);
      else if (!isNoPosting(row, layout)) postings.push(...postingOf(report, row, layout, account));
    }
  };
  walk(report.rows, []);
  return postings;
}

function layoutOf(report: ReportTree, multiCurrency: boolean): Layout {
  return {
    date: column(report, 'tx_date'),
    type: column(report, 'txn_type'),
    number: column(report, 'doc_num'),
    name: column(report, 'name'),
    memo: column(report, 'memo'),
    cleared: column(report, 'is_cleared'),
    debit: column(report, multiCurrency ? 'debt_home_amt' : 'debt_amt'),
    credit: column(report, multiCurrency ? 'credit_home_amt' : 'credit_amt'),
  };
}

/** "Beginning Balance" stands where the date is, or in the first cell; an account without entries has one empty line. */
function isNoPosting(row: ReportRow, layout: Layout): boolean {
  const dateCell = cellAt(row.cells, layout.date).value;
  const first = cellAt(row.cells, 0).value;
  return (
    [dateCell, first].some((text) => /^beginning balance$/i.test(text)) || row.cells.every((cell) => cell.value === '')
  );
}

function postingOf(report: ReportTree, row: ReportRow, layout: Layout, account: Account | null): Posting[] {
  const side = debitAndCredit(report, row, layout);
  if (account === null) {
    // QuickBooks lists documents without any amount under "Not Specified": nothing was posted.
    if (side.debit === 0 && side.credit === 0) return [];
    throw new UnknownAccount(
      `${row.place}: an amount outside any known account`,
      row.cells.map((cell) => cell.value),
    );
  }
  const date = cellAt(row.cells, layout.date).value;
  if (!isIsoDate(date)) throw unreadable(`${row.place}: not a date`, date);
  const type = cellAt(row.cells, layout.type);
  if (type.value === '') throw unreadable(`${row.place}: a line without a type`);
  const number = orNull(cellAt(row.cells, layout.number).value);
  const name = orNull(cellAt(row.cells, layout.name).value);
  return [
    {
      documentKey: documentKey(type, number, date, name),
      documentType: type.value,
      documentId: type.id,
      date,
      accountId: account.id,
      ...side,
      number,
      name,
      memo: orNull(cellAt(row.cells, layout.memo).value),
      cleared: isCleared(cellAt(row.cells, layout.cleared).value),
    },
  ];
}

/** A negative debit is a credit and the other way round, so that both stay from 0 up. */
function debitAndCredit(report: ReportTree, row: ReportRow, layout: Layout): { debit: Cents; credit: Cents } {
  const debit = amountAt(report, row.cells, layout.debit, row.place);
  const credit = amountAt(report, row.cells, layout.credit, row.place);
  return {
    debit: cents(Math.max(debit, 0) + Math.max(-credit, 0)),
    credit: cents(Math.max(credit, 0) + Math.max(-debit, 0)),
  };
}

/** Joins the legs of a document; where QuickBooks shows no id, by type, number, date and name. */
function documentKey(type: Cell, number: string | null, date: IsoDate, name: string | null): string {
  return type.id === null ? `${type.value}:${number ?? ''}|${date}|${name ?? ''}` : `${type.value}:${type.id}`;
}

function isCleared(text: string): boolean {
  return /^(c|r|cleared|reconciled|true|yes)$/i.test(text);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
