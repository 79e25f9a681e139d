import type { BookDocument } from '../books.js';
import { daysBetween } from '../calendar.js';
import { entityKey } from '../documentTypes.js';
import type { ApplicationIndex } from '../openBalances.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import type { PayerDelay } from './forecastInputs.js';
import { median } from './median.js';

/** Invoices of a customer that its delay is learned from (domain: "median days past due of the last ten paid"). */
const LAST_PAID = 10;

export interface PayerTiming {
  /** Customers with paid invoices, by name, then id. */
  readonly payers: readonly PayerDelay[];
  readonly byParty: ReadonlyMap<string, PayerDelay>;
  /** Median days past due of all paid invoices; null without any. */
  readonly usualDelay: number | null;
}

/** What the timing is learned from. */
type PaidBooks = Pick<SnapshotSource, 'applications' | 'results'>;

interface PaidInvoice {
  readonly invoice: BookDocument;
  readonly paidOn: IsoDate;
  readonly daysPastDue: number;
}

/**
 * How late customers pay, as known on a date: an invoice counts once what is applied to it by then reaches its total, on
 * the day of the application that did. Invoices without due date and without customer teach nothing about a customer.
 */
export function payerTiming({ applications, results }: PaidBooks, asOf: IsoDate): PayerTiming {
  const invoices = results.ofDocuments(`paid by ${asOf}`, 'Invoice', (document) =>
    paidInvoice(applications, document, asOf),
  );
  const paid = [...invoices.values()];
  const byCustomer = Map.groupBy(paid, ({ invoice }) => invoice.partyId);
  const payers: PayerDelay[] = [];
  for (const [partyId, of] of byCustomer)
    if (partyId !== null) payers.push(results.remember(`payer ${partyId} by ${asOf}`, of, () => delayOf(partyId, of)));
  payers.sort(byName);
  return {
    payers,
    byParty: new Map(payers.map((payer) => [payer.partyId, payer])),
    usualDelay: median(paid.map(({ daysPastDue }) => daysPastDue)),
  };
}

function paidInvoice(index: ApplicationIndex, invoice: BookDocument, asOf: IsoDate): PaidInvoice | null {
  if (invoice.type !== 'Invoice' || invoice.voided || invoice.date > asOf || invoice.dueDate === null) return null;
  if (invoice.total <= 0) return null;
  const applied = (index.appliedTo.get(entityKey('Invoice', invoice.id)) ?? []).filter(({ date }) => date <= asOf);
  let left: number = invoice.total;
  for (const { date, amount } of applied.sort((a, b) => (a.date < b.date ? -1 : 1))) {
    left -= amount;
    if (left <= 0) return { invoice, paidOn: date, daysPastDue: daysBetween(invoice.dueDate, date) };
  }
  return null;
}

function delayOf(partyId: string, paid: readonly PaidInvoice[]): PayerDelay {
  const last = [...paid].sort(newestFirst).slice(0, LAST_PAID);
  return {
    partyId,
    name: last[0]?.invoice.partyName ?? partyId,
    days: median(last.map(({ daysPastDue }) => daysPastDue)) ?? 0,
    of: last.length,
  };
}

function newestFirst(a: PaidInvoice, b: PaidInvoice): number {
  if (a.paidOn !== b.paidOn) return a.paidOn > b.paidOn ? -1 : 1;
  if (a.invoice.date !== b.invoice.date) return a.invoice.date > b.invoice.date ? -1 : 1;
  return a.invoice.id > b.invoice.id ? -1 : 1;
}

function byName(a: PayerDelay, b: PayerDelay): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.partyId < b.partyId ? -1 : 1;
}
