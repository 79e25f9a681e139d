import type { BookDocument, DocumentType } from '../books.js';
import { addDays, daysBetween } from '../calendar.js';
import { controlBalance } from '../controlAccounts.js';
import { entityKey } from '../documentTypes.js';
import { formatDay } from '../format.js';
import { cents, roundHalfUp } from '../money.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { Cents, IsoDate } from '../units.js';
import { countOf } from '../wording.js';
import { controlCredits } from './controlCredits.js';
import { creditDocument, netCredits, type OpenCredit, type OpenDocument } from './credits.js';
import type { ForecastItem } from './forecastInputs.js';
import type { PayerTiming } from './payers.js';

/** What open items are told from. */
type OpenBooks = Pick<SnapshotSource, 'index' | 'applications' | 'results'>;

export interface ExpectedOpenItems {
  /** Open invoices that are expected, open bills, and credits. */
  readonly items: readonly ForecastItem[];
  /** Invoices overdue beyond their usual delay, and the credits that are set against them. */
  readonly inView: readonly ForecastItem[];
  readonly assumptions: readonly string[];
}

interface Day extends OpenBooks {
  readonly asOf: IsoDate;
  /** The last day whose documents and applications are known: the as-of date for a past one, else none. */
  readonly knownThrough: IsoDate | null;
}

/**
 * What is open in the books as dated events (domain: "open invoices at due date + that customer's usual delay − open
 * bills, net of open credits"). Applications already posted with a later date are subtracted. Other currencies count
 * at the home amount of their ledger entry; without one they are left out and named.
 */
export function openItems(
  { index, applications, results }: OpenBooks,
  timing: PayerTiming,
  asOf: IsoDate,
  knownThrough: IsoDate | null,
): ExpectedOpenItems {
  const day: Day = { index, applications, results, asOf, knownThrough };
  const bills: OpenDocument[] = [];
  const invoices: OpenDocument[] = [];
  const inView: OpenDocument[] = [];
  const credits = {
    payable: controlCredits(day, 'payable', day),
    receivable: controlCredits(day, 'receivable', day),
  };
  const leftOut: BookDocument[] = [];
  for (const one of openAmounts(day)) {
    const { document, home } = one;
    const side = SIDES[document.type as OpenType];
    if (home === null || home === 0) {
      leftOut.push(document);
    } else if (home < 0 || side.isCredit) {
      if (home > 0) credits[side.ledger].push({ of: creditDocument(document), amount: cents(home) });
    } else if (side.ledger === 'payable') {
      bills.push({ document, item: itemOnce(day, one, [], () => billItem(day, document, cents(home))) });
    } else {
      const { delay, isClients } = delayFor(timing, document);
      const { item, isInView } = itemOnce(day, one, [delay, isClients, timing.usualDelay], () =>
        invoiceItem(day, timing, document, cents(home)),
      );
      (isInView ? inView : invoices).push({ document, item });
    }
  }
  leftOut.sort(byAge);
  const payable = netCredits(bills, credits.payable, 'IN');
  // What is overdue takes part: a payment without an application paid the oldest invoice, not the one that is due next.
  const receivable = netCredits([...inView, ...invoices], credits.receivable, 'OUT');
  const overdue = new Set(inView.map(({ item }) => item.key));
  const [creditsInView = [], creditsAhead = []] = [true, false].map((isInView) =>
    receivable.items.filter(({ against }) => overdue.has(against ?? '') === isInView),
  );
  return {
    items: [...bills, ...invoices].map(({ item }) => item).concat(payable.items, creditsAhead),
    inView: inView.map(({ item }) => item).concat(creditsInView),
    assumptions: assumptionsOf(leftOut.map(named), [...payable.rest, ...receivable.rest].filter(isOfDocument).length),
  };
}

const SIDES = {
  Bill: { ledger: 'payable', isCredit: false },
  VendorCredit: { ledger: 'payable', isCredit: true },
  BillPayment: { ledger: 'payable', isCredit: true },
  Invoice: { ledger: 'receivable', isCredit: false },
  CreditMemo: { ledger: 'receivable', isCredit: true },
  Payment: { ledger: 'receivable', isCredit: true },
} as const satisfies Partial<Record<DocumentType, { ledger: 'payable' | 'receivable'; isCredit: boolean }>>;

type OpenType = keyof typeof SIDES;

const OPEN_TYPES = Object.keys(SIDES) as readonly OpenType[];

/** A document of which something is open, with what it comes to in home currency; null where the ledger does not say. */
interface OpenAmount {
  readonly document: BookDocument;
  readonly home: number | null;
}

function openAmounts(day: Day): OpenAmount[] {
  const { results, knownThrough } = day;
  const name = `open, known through ${knownThrough ?? 'all'}`;
  return OPEN_TYPES.flatMap((type) => {
    const open = results.ofDocuments(name, type, (document): OpenAmount | null => {
      if (knownThrough !== null && document.date > knownThrough) return null;
      const amount = openAmount(day, document);
      return amount === 0 ? null : { document, home: homeAmount(day, document, amount) };
    });
    return [...open.values()];
  });
}

/** The item of a document, made again where what is open of it or what else it is made of is another. */
function itemOnce<T>({ results, asOf }: Day, open: OpenAmount, madeOf: readonly unknown[], make: () => T): T {
  const { type, id } = open.document;
  return results.remember(`item of ${entityKey(type, id)} on ${asOf}`, [open, ...madeOf], make);
}

function delayFor(timing: PayerTiming, { partyId }: BookDocument): { delay: number; isClients: boolean } {
  const payer = partyId === null ? undefined : timing.byParty.get(partyId);
  return { delay: payer?.days ?? timing.usualDelay ?? 0, isClients: payer === undefined };
}

/** Lines of the ledger that pay no open document are usual: what is on the control account beside documents. */
function isOfDocument({ of }: OpenCredit): boolean {
  return of.partyId !== null || OPEN_TYPES.some((type) => of.key.startsWith(`${type}:`));
}

function byAge(a: BookDocument, b: BookDocument): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return entityKey(a.type, a.id) < entityKey(b.type, b.id) ? -1 : 1;
}

/** Total less what is applied, in the document's currency; of payments, what they have not applied. */
function openAmount({ applications, knownThrough }: Day, document: BookDocument): number {
  const isPayment = document.type === 'Payment' || document.type === 'BillPayment';
  const amounts = isPayment ? applications.appliedBy : applications.appliedTo;
  let open: number = document.total;
  for (const { date, amount } of amounts.get(entityKey(document.type, document.id)) ?? []) {
    if (knownThrough === null || date <= knownThrough) open -= amount;
  }
  return open;
}

/** In home currency, at the rate of the document's own entry in the ledger; null where the ledger has none. */
function homeAmount({ index, applications }: Day, document: BookDocument, open: number): number | null {
  if (document.currency === applications.homeCurrency) return open;
  const home = Math.abs(controlBalance(index, entityKey(document.type, document.id)));
  return home === 0 || document.total <= 0 ? null : roundHalfUp(BigInt(open) * BigInt(home), document.total);
}

function billItem({ asOf, applications }: Day, document: BookDocument, amount: Cents): ForecastItem {
  const due = document.dueDate ?? document.date;
  const isOverdue = due <= asOf;
  const date = isOverdue ? addDays(asOf, 1) : due;
  const basis = [
    document.dueDate === null ? `No due date; dated ${formatDay(due, asOf)}` : `Due ${formatDay(due, asOf)}`,
    due < asOf ? `, ${countOf(daysBetween(due, asOf), 'day', 'days')} ago` : '',
    foreignWords(document, applications.homeCurrency),
  ];
  return itemOf(document, 'BILL', 'OUT', amount, date, `${basis.join('')}.`);
}

function invoiceItem(
  { asOf, applications }: Day,
  timing: PayerTiming,
  document: BookDocument,
  amount: Cents,
): { item: ForecastItem; isInView: boolean } {
  const due = document.dueDate ?? document.date;
  const { delay, isClients } = delayFor(timing, document);
  const expected = addDays(due, delay);
  const overdue = daysBetween(due, asOf);
  const isInView = overdue > 0 && overdue > delay;
  const date = expected > asOf ? expected : due > asOf ? due : addDays(asOf, 1);
  const basis = [
    document.dueDate === null ? `No due date; dated ${formatDay(due, asOf)}` : `Due ${formatDay(due, asOf)}`,
    isInView ? `, ${countOf(overdue, 'day', 'days')} overdue` : '',
    `; ${delayWords(isClients, timing.usualDelay, delay)}`,
    foreignWords(document, applications.homeCurrency),
  ];
  return { item: itemOf(document, 'INVOICE', 'IN', amount, date, `${basis.join('')}.`), isInView };
}

function delayWords(isClients: boolean, usualDelay: number | null, days: number): string {
  if (isClients && usualDelay === null) return 'no paid invoice tells a delay';
  if (days > 0) return `${isClients ? "client's usual delay" : 'usual delay'} ${countOf(days, 'day', 'days')}`;
  const whose = isClients ? "client's invoices are" : 'invoices are';
  return `${whose} usually paid ${days === 0 ? 'when' : `${countOf(-days, 'day', 'days')} before`} they are due`;
}

function foreignWords(document: BookDocument, homeCurrency: string): string {
  return document.currency === homeCurrency ? '' : `; in ${document.currency}, at the rate it was entered with`;
}

function itemOf(
  document: BookDocument,
  kind: ForecastItem['kind'],
  direction: ForecastItem['direction'],
  amount: Cents,
  date: IsoDate,
  basis: string,
): ForecastItem {
  const key = entityKey(document.type, document.id);
  const { number, dueDate } = document;
  const name = document.partyName ?? (kind === 'BILL' ? 'Unnamed vendor' : 'Unnamed customer');
  return { key, kind, direction, amount, date, name, number, documentKey: key, dueDate, series: null, basis };
}

function named({ type, number, partyName, currency }: BookDocument): string {
  return `${type === 'Invoice' ? 'invoice' : type === 'Bill' ? 'bill' : 'credit'} ${number ?? ''} ${partyName ?? ''} (${currency})`.replaceAll(
    /\s+/g,
    ' ',
  );
}

const MOST_NAMED = 5;

function assumptionsOf(leftOut: readonly string[], creditsLeft: number): string[] {
  const sentences: string[] = [];
  if (leftOut.length > 0) {
    const shown = leftOut.slice(0, MOST_NAMED).join(', ');
    const more = leftOut.length > MOST_NAMED ? ` and ${leftOut.length - MOST_NAMED} more` : '';
    sentences.push(`Left out, because the ledger shows no amount in home currency: ${shown}${more}.`);
  }
  if (creditsLeft > 0) {
    const credits = countOf(creditsLeft, 'open credit has', 'open credits have');
    sentences.push(`${credits} no open bill or invoice of the same name to be set against, in whole or in part.`);
  }
  return sentences;
}
