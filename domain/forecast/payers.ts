import type { BookDocument } from '../books.js';
import { addDays, daysBetween, laterDate } from '../calendar.js';
import { applicationDate } from '../applicationDate.js';
import { entityKey } from '../documentTypes.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import type { PayerDelay } from './forecastInputs.js';
import { median } from './median.js';

/** Invoices of a customer that its delay is learned from (domain: "median days past due of the last ten paid"). */
const LAST_PAID = 10;
/** How long ago they may have been paid. */
const PAID_WITHIN_DAYS = 400;

export interface PayerTiming {
  /** Customers with paid invoices, by name, then id. */
  readonly payers: readonly PayerDelay[];
  readonly byParty: ReadonlyMap<string, PayerDelay>;
  /** Median days past due of all paid invoices; null without any. */
  readonly usualDelay: number | null;
}

/** What the timing is learned from. */
type PaidBooks = Pick<SnapshotSource, 'index' | 'links' | 'results'>;

interface PaidInvoice {
  readonly invoice: BookDocument;
  readonly paidOn: IsoDate;
  readonly daysPastDue: number;
}

/**
 * How late customers pay, as known on a date: an invoice counts once what is applied to it by then reaches its total, on
 * the day of the last money among it. One written off by credits for the better half, one paid more than 400 days ago,
 * and one without due date or customer teach nothing about a customer.
 */
export function payerTiming(books: PaidBooks, asOf: IsoDate): PayerTiming {
  const { results } = books;
  const invoices = results.ofDocuments(`paid by ${asOf}`, 'Invoice', (document) => paidInvoice(books, document, asOf));
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

function paidInvoice(books: PaidBooks, invoice: BookDocument, asOf: IsoDate): PaidInvoice | null {
  if (invoice.voided || invoice.date > asOf || invoice.dueDate === null || invoice.total <= 0) return null;
  const { applied, money, paidOn } = settledBy(books, invoice, asOf);
  if (applied < invoice.total || paidOn === null || money * 2 < invoice.total) return null;
  if (paidOn < addDays(asOf, -PAID_WITHIN_DAYS)) return null;
  return { invoice, paidOn, daysPastDue: daysBetween(invoice.dueDate, paidOn) };
}

/** What is applied to an invoice by a date, what of it is money, and the day of the last of that. */
function settledBy(
  { index, links }: PaidBooks,
  invoice: BookDocument,
  asOf: IsoDate,
): { applied: number; money: number; paidOn: IsoDate | null } {
  const key = entityKey('Invoice', invoice.id);
  const settled = { applied: 0, money: 0, paidOn: null as IsoDate | null };
  for (const applier of links.get(key) ?? []) {
    const payment = index.documents.get(applier);
    if (payment?.type !== 'Payment' || payment.voided) continue;
    const date = applicationDate(index, payment, key);
    if (date > asOf) continue;
    const to = payment.applications.filter(({ type, id }) => entityKey(type, id) === key);
    const amount = to.reduce((total, application) => total + application.amount, 0);
    // A payment of nothing links a credit to the invoice.
    const money = Math.min(amount, payment.total);
    settled.applied += amount;
    if (money <= 0) continue;
    settled.money += money;
    settled.paidOn = settled.paidOn === null ? date : laterDate(settled.paidOn, date);
  }
  return settled;
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
