import { unsupportedOperation } from '../faults.js';
import { agedPayables, agedReceivables } from './aging.js';
import { balanceSheet } from './balanceSheet.js';
import { cashFlow } from './cashFlow.js';
import { generalLedger } from './generalLedger.js';
import { profitAndLoss } from './profitAndLoss.js';
import type { ReportRequest } from './statementContext.js';
import { trialBalance } from './trialBalance.js';

const REPORTS: Record<string, (request: ReportRequest) => Record<string, unknown>> = {
  generalledger: generalLedger,
  trialbalance: trialBalance,
  balancesheet: balanceSheet,
  profitandloss: profitAndLoss,
  cashflow: cashFlow,
  agedpayables: agedPayables,
  agedreceivables: agedReceivables,
};

/** A report by name. Refuses those the stand-in does not have. */
export function answerReport(name: string, request: ReportRequest): Record<string, unknown> {
  const made = REPORTS[name.toLowerCase()];
  if (!made) throw unsupportedOperation(`report ${name}`);
  return made(request);
}
