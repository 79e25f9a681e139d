/** Situations that must occur, and which companies show them; a test checks each against the ledger by code of its own. */
import { CATALOGUE } from './catalogue.js';
import type { CompanySpec, SpecialEvent } from './companySpec.js';
import { paysCardWeekly } from './levels.js';

export interface Situation {
  id: string;
  what: string;
  /** Names of companies that show it at the origin. */
  companies: readonly string[];
}

function named(suits: (spec: CompanySpec) => boolean): string[] {
  return CATALOGUE.filter((spec) => spec.unconnected !== true && suits(spec)).map(({ name }) => name);
}

function happens(kind: SpecialEvent['kind'], within = Infinity): (spec: CompanySpec) => boolean {
  return (spec) => (spec.events ?? []).some((event) => event.kind === kind && event.daysBefore <= within);
}

const runwayWithin =
  (low: number, high: number) =>
  (spec: CompanySpec): boolean =>
    spec.target.kind === 'runway' && spec.target.weeks >= low && spec.target.weeks < high;

const sellsBy =
  (...kinds: string[]) =>
  (spec: CompanySpec): boolean =>
    spec.trade.sales.some(({ kind }) => kinds.includes(kind));

export const SITUATIONS: readonly Situation[] = [
  { id: 'steady', what: 'Sales about the same all along', companies: named(({ trend }) => trend.kind === 'steady') },
  {
    id: 'growing',
    what: 'Sales growing',
    companies: named(({ trend }) => trend.kind === 'growing' && trend.from < 0.8),
  },
  {
    id: 'seasonal',
    what: 'Sales that swing with the season',
    companies: named(({ trend }) => trend.kind === 'seasonal' && trend.swing >= 0.3),
  },
  { id: 'sliding', what: 'Sales falling', companies: named(({ trend }) => trend.kind === 'sliding') },
  { id: 'insolvent-within-weeks', what: 'Cash for one to 4.9 weeks', companies: named(runwayWithin(1, 4.95)) },
  { id: 'tight', what: 'Cash for five to thirteen weeks', companies: named(runwayWithin(5, 13)) },
  { id: 'clear', what: 'Cash for thirteen to fifty weeks', companies: named(runwayWithin(13, 50)) },
  { id: 'over-fifty', what: 'Cash for more than fifty weeks', companies: named(runwayWithin(50, Infinity)) },
  {
    id: 'not-burning',
    what: 'More comes in than goes out',
    companies: named(({ target }) => target.kind === 'gaining'),
  },
  { id: 'overdrawn', what: 'Cash below zero', companies: named(({ target }) => target.kind === 'overdrawn') },
  { id: 'three-weeks-old', what: 'Founded three weeks ago', companies: named(({ target }) => target.kind === 'new') },
  { id: 'loan-in-window', what: 'Funded by a loan inside the last 91 days', companies: named(happens('loan', 90)) },
  {
    id: 'several-bank-accounts',
    what: 'Several bank accounts with transfers between them',
    companies: named(({ savings, payrollAccount }) => savings !== undefined || payrollAccount === true),
  },
  {
    id: 'trust-account',
    what: 'A bank account named for trust',
    companies: named(({ trustAccount }) => trustAccount === true),
  },
  {
    id: 'uncounted-transfers',
    what: 'Transfers to a bank account that is not counted',
    companies: named(({ taxEscrow }) => taxEscrow === true),
  },
  {
    id: 'cards-paid-monthly',
    what: 'Credit cards paid monthly',
    companies: named((spec) => spec.card === true && spec.historyDays === undefined && !paysCardWeekly(spec)),
  },
  { id: 'drawn-credit-line', what: 'A drawn line of credit', companies: named(happens('creditLine')) },
  { id: 'owner-draws', what: "Owner's draws", companies: named(({ ownerDraws }) => ownerDraws !== undefined) },
  {
    id: 'undeposited-funds',
    what: 'Receipts through undeposited funds',
    companies: named((spec) => sellsBy('counter', 'invoices')(spec) && spec.historyDays === undefined),
  },
  {
    id: 'payroll-only-in-reports',
    what: 'Paychecks and payroll taxes that no entity shows',
    companies: named(({ staff, historyDays }) => staff > 0 && historyDays === undefined),
  },
  {
    id: 'vendor-credits',
    what: 'Vendor credits, applied',
    companies: named(({ vendorCredits }) => vendorCredits === true),
  },
  { id: 'credit-memos', what: 'Credit memos, applied', companies: named(({ creditMemos }) => creditMemos === true) },
  {
    id: 'partial-payments',
    what: 'Invoices paid in parts',
    companies: named(({ partialPayments }) => partialPayments === true),
  },
  {
    id: 'voided-and-deleted',
    what: 'Voided and deleted documents',
    companies: named((spec) => spec.corrections === true && sellsBy('invoices')(spec)),
  },
  {
    id: 'late-entries',
    what: 'Documents entered days after their date',
    companies: named(({ corrections }) => corrections === true),
  },
  {
    id: 'future-dated',
    what: 'Entries dated after the origin',
    companies: ['Stonecrop Plumbing', 'Harbor & Pine Law'],
  },
  {
    id: 'account-opened-in-window',
    what: 'A bank account opened inside the window',
    companies: named(happens('opensAccount', 90)),
  },
  {
    id: 'inactive-account',
    what: 'A bank account closed and made inactive',
    companies: named(happens('closesAccount')),
  },
  {
    id: 'foreign-account',
    what: 'A bank account in a foreign currency',
    companies: named(({ foreign }) => foreign !== undefined),
  },
  { id: 'opening-balance', what: 'Opening balances on Opening Balance Equity', companies: named(() => true) },
  {
    id: 'vehicle-on-loan',
    what: 'A vehicle bought with a loan and a down payment',
    companies: named(happens('vehicle', 90)),
  },
  {
    id: 'loan-and-rent',
    what: 'One journal entry that takes a loan in and pays rent',
    companies: named(happens('loanAndRent', 90)),
  },
  {
    id: 'fiscal-year',
    what: 'A fiscal year that does not begin in January',
    companies: named(({ fiscalYearStartMonth }) => (fiscalYearStartMonth ?? 1) !== 1),
  },
  {
    id: 'other-home-currency',
    what: 'A home currency other than the US dollar',
    companies: named(({ homeCurrency }) => homeCurrency !== undefined),
  },
];
