import type { SnapshotFigures } from '../../domain/snapshot.js';
import { tieOutDates, type QuickBooksFigures } from '../../domain/tieOutInput.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import {
  readAgingTotal,
  readBalanceSheet,
  readCashFlow,
  readTrialBalance,
} from '../quickbooks/mapping/balanceReports.js';
import type { AccountList } from './accountList.js';

const ACCRUAL = { accounting_method: 'Accrual' };

/** QuickBooks' own figures, and the dates they stand for. */
export interface Reports {
  readonly dates: ReturnType<typeof tieOutDates>;
  readonly figures: QuickBooksFigures;
}

/** Whether reports stand for the dates that these figures are tied out at. */
export function reportsFit(reports: Reports, figures: Pick<SnapshotFigures, 'asOf' | 'window'>): boolean {
  const { startBalance, from, to } = tieOutDates(figures);
  return reports.dates.startBalance === startBalance && reports.dates.from === from && reports.dates.to === to;
}

/** QuickBooks' own figures as of the snapshot's date, for the tie-out. */
export async function readReports(
  quickBooks: QuickBooksCompany,
  figures: Pick<SnapshotFigures, 'asOf' | 'window'>,
  accounts: AccountList,
): Promise<Reports> {
  const dates = tieOutDates(figures);
  const { startBalance, from, to } = dates;
  const asOfDay = { start_date: to, end_date: to, ...ACCRUAL };
  const aging = { report_date: to, aging_method: 'Report_Date' };
  const [trial, start, end, flow, payables, receivables] = await Promise.all([
    quickBooks.report('TrialBalance', asOfDay),
    quickBooks.report('BalanceSheet', { start_date: startBalance, end_date: startBalance, ...ACCRUAL }),
    quickBooks.report('BalanceSheet', asOfDay),
    quickBooks.report('CashFlow', { start_date: from, end_date: to }),
    quickBooks.report('AgedPayables', aging),
    quickBooks.report('AgedReceivables', aging),
  ]);
  const read = await accounts.mapped((known) => ({
    trialBalance: readTrialBalance(trial, known),
    balanceSheetStart: readBalanceSheet(start, known),
    balanceSheetEnd: readBalanceSheet(end, known),
    cashFlow: readCashFlow(flow),
    agedPayables: readAgingTotal(payables, 'AgedPayables'),
    agedReceivables: readAgingTotal(receivables, 'AgedReceivables'),
  }));
  return { dates, figures: read };
}
