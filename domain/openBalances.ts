import { applicationDate } from './applicationDate.js';
import { daysBetween } from './calendar.js';
import type { Application, BookDocument, Books } from './books.js';
import { indexBooks, type BooksIndex } from './booksIndex.js';
import { controlBalance } from './controlAccounts.js';
import type { DocumentLinks } from './documentLinks.js';
import { entityKey } from './documentTypes.js';
import { cents, sum } from './money.js';
import { revisedMap } from './revisedMap.js';
import type { OpenItem, OpenTotals } from './snapshot.js';
import type { Cents, IsoDate } from './units.js';

/** Days after the as-of date within which a bill counts as due. */
export const DUE_WITHIN_DAYS = 14;

export interface OpenBalances {
  /** Every bill and invoice open on the date, by due date, then id; those in another currency are in `foreign`. */
  readonly bills: readonly OpenItem[];
  readonly invoices: readonly OpenItem[];
  readonly foreign: readonly OpenItem[];
  readonly payablesDue: OpenTotals;
  readonly payablesOverdue: OpenTotals;
  readonly receivablesOverdue: OpenTotals;
  readonly openPayables: Cents;
  readonly openReceivables: Cents;
  /** Vendor credits and bill payments applied to nothing yet; above zero in the business' favour. Never netted. */
  readonly unappliedPayables: Cents;
  /** Payments and credit memos applied to nothing yet; above zero in the customers' favour. */
  readonly unappliedReceivables: Cents;
}

/** The books' documents with what is applied to each, ready for any as-of date. */
export interface ApplicationIndex {
  readonly homeCurrency: string;
  readonly documents: readonly BookDocument[];
  /** Applications to a document by its entity key, each dated with the later of the two documents. */
  readonly appliedTo: ReadonlyMap<string, readonly DatedAmount[]>;
  /** What a payment or bill payment applied, by its own entity key; credits it used up are below zero. */
  readonly appliedBy: ReadonlyMap<string, readonly DatedAmount[]>;
}

export interface DatedAmount {
  readonly date: IsoDate;
  readonly amount: number;
}

/** Open balances as of a date (domain: "open balance"). */
export function openBalances(books: Books, asOf: IsoDate): OpenBalances {
  return openBalancesOf(indexApplications(indexBooks(books)), asOf);
}

/** Dates every application with the later of the two documents' dates. Only payments and bill payments apply. */
export function indexApplications(index: BooksIndex): ApplicationIndex {
  const appliedTo = new Map<string, DatedAmount[]>();
  const appliedBy = new Map<string, DatedAmount[]>();
  for (const document of index.books.documents) {
    if (!applies(document)) continue;
    for (const application of document.applications) {
      const key = entityKey(application.type, application.id);
      const date = applicationDate(index, document, key);
      const known = appliedTo.get(key);
      if (known) known.push({ date, amount: application.amount });
      else appliedTo.set(key, [{ date, amount: application.amount }]);
    }
    appliedBy.set(entityKey(document.type, document.id), amountsBy(index, document));
  }
  return { homeCurrency: index.books.homeCurrency, documents: index.books.documents, appliedTo, appliedBy };
}

function applies(document: BookDocument | undefined): document is BookDocument {
  return document !== undefined && !document.voided && (document.type === 'Payment' || document.type === 'BillPayment');
}

/** The applications of the books' next state: those to and by `touched` documents are looked at again. */
export function revisedApplications(
  before: ApplicationIndex,
  index: BooksIndex,
  links: DocumentLinks,
  touched: ReadonlySet<string>,
): ApplicationIndex {
  const to = new Map<string, readonly DatedAmount[] | undefined>();
  const by = new Map<string, readonly DatedAmount[] | undefined>();
  for (const key of touched) {
    const appliedTo = (links.get(key) ?? []).flatMap((applier) => amountsTo(index, index.documents.get(applier), key));
    to.set(key, appliedTo.length > 0 ? appliedTo : undefined);
    const document = index.documents.get(key);
    by.set(key, applies(document) ? amountsBy(index, document) : undefined);
  }
  return {
    homeCurrency: before.homeCurrency,
    documents: index.books.documents,
    appliedTo: revisedMap(before.appliedTo, to),
    appliedBy: revisedMap(before.appliedBy, by),
  };
}

function amountsTo(index: BooksIndex, document: BookDocument | undefined, key: string): DatedAmount[] {
  if (!applies(document)) return [];
  const to = document.applications.filter(({ type, id }) => entityKey(type, id) === key);
  return to.map(({ amount }) => ({ date: applicationDate(index, document, key), amount }));
}

function amountsBy(index: BooksIndex, document: BookDocument): DatedAmount[] {
  return document.applications.map((application) => ({
    date: applicationDate(index, document, entityKey(application.type, application.id)),
    amount: application.amount * signOf(application, index),
  }));
}

/**
 * +1 for what a payment settles, −1 for a credit it uses up. A journal entry or any other document is a credit when it
 * lies on the other side of the control account than an invoice (for receivables) or a bill (for payables) does.
 */
function signOf({ type, id }: Application, index: BooksIndex): 1 | -1 {
  if (type === 'Invoice' || type === 'Bill') return 1;
  if (type === 'CreditMemo' || type === 'VendorCredit') return -1;
  return controlBalance(index, entityKey(type, id)) < 0 ? -1 : 1;
}

/** The same over applications that are indexed already. */
export function openBalancesOf(index: ApplicationIndex, asOf: IsoDate): OpenBalances {
  const bills: OpenItem[] = [];
  const invoices: OpenItem[] = [];
  const foreign: OpenItem[] = [];
  let unappliedPayables = 0;
  let unappliedReceivables = 0;
  for (const document of index.documents) {
    if (document.voided || document.date > asOf) continue;
    const { type } = document;
    if (type === 'Bill' || type === 'Invoice') {
      const item = openItem(index, document, type, asOf);
      if (item.open === 0) continue;
      if (document.currency !== index.homeCurrency) foreign.push(item);
      else (type === 'Bill' ? bills : invoices).push(item);
    } else if (document.currency === index.homeCurrency) {
      if (type === 'VendorCredit' || type === 'BillPayment') unappliedPayables += unapplied(index, document, asOf);
      if (type === 'CreditMemo' || type === 'Payment') unappliedReceivables += unapplied(index, document, asOf);
    }
  }
  for (const list of [bills, invoices, foreign]) list.sort(byDueDate);
  return {
    bills,
    invoices,
    foreign,
    payablesDue: totalOf(bills.filter(({ days }) => days !== null && days >= 0 && days <= DUE_WITHIN_DAYS)),
    payablesOverdue: totalOf(bills.filter(({ days }) => days !== null && days < 0)),
    receivablesOverdue: totalOf(invoices.filter(({ days }) => days !== null && days < 0)),
    openPayables: sum(bills.map(({ open }) => open)),
    openReceivables: sum(invoices.map(({ open }) => open)),
    unappliedPayables: cents(unappliedPayables),
    unappliedReceivables: cents(unappliedReceivables),
  };
}

function openItem(index: ApplicationIndex, document: BookDocument, type: OpenItem['type'], asOf: IsoDate): OpenItem {
  const { id, number, partyName, date, dueDate, total, currency } = document;
  const open = cents(total - upTo(index.appliedTo.get(entityKey(type, id)), asOf));
  const days = dueDate === null ? null : daysBetween(asOf, dueDate);
  return { type, id, number, partyName, date, dueDate, days, total, open, currency };
}

function unapplied(index: ApplicationIndex, document: BookDocument, asOf: IsoDate): number {
  const key = entityKey(document.type, document.id);
  const isPayment = document.type === 'Payment' || document.type === 'BillPayment';
  return document.total - upTo((isPayment ? index.appliedBy : index.appliedTo).get(key), asOf);
}

function upTo(amounts: readonly DatedAmount[] | undefined, asOf: IsoDate): number {
  let total = 0;
  for (const { date, amount } of amounts ?? []) if (date <= asOf) total += amount;
  return total;
}

function totalOf(items: readonly OpenItem[]): OpenTotals {
  return { amount: sum(items.map(({ open }) => open)), count: items.length, items };
}

/** Undated last. */
function byDueDate(a: OpenItem, b: OpenItem): number {
  const [left, right] = [a.dueDate ?? '9999-99-99', b.dueDate ?? '9999-99-99'];
  if (left !== right) return left < right ? -1 : 1;
  return `${a.type}:${a.id}` < `${b.type}:${b.id}` ? -1 : 1;
}
