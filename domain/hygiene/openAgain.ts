import type { BookDocument, DocumentType, Posting } from '../books.js';
import { addDays } from '../calendar.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import type { ForecastChange } from '../forecast/forecastInputs.js';
import { cents } from '../money.js';
import type { HygieneSource } from './hygieneSource.js';
import { homeAmount, openByKey } from './openDocuments.js';
import type { BooksPart } from './rule.js';

/** What a payment settled is told from these, beside the ledger. */
export const SETTLING_PARTS: readonly BooksPart[] = ['Deposit', 'Payment', 'BillPayment'];

/** Days after which what was not paid after all is taken to be paid. */
const PAID_AFTER_DAYS = 30;

/**
 * The forecast where a payment of a bill or an invoice, or a deposit of such payments, did not come about: what it settled is
 * owed again, taken to be paid in 30 days, and what it did not settle is set against nothing. Nothing for other documents.
 * `cash`: what the entry did to cash, signed, in home currency.
 */
export function openAgain(source: HygieneSource, entry: Posting, cash: number): readonly ForecastChange[] {
  const { documentType, documentId } = entry;
  const type = documentTypeOf(documentType);
  if (type === null || documentId === null) return [];
  const key = entityKey(type, documentId);
  const document = source.snapshots.index.documents.get(key);
  const unused = type === 'Payment' || type === 'BillPayment' ? (openByKey(source, type).get(key)?.home ?? 0) : 0;
  const settled = document ? settledBy(source, type, document, Math.abs(cash) - unused) : 0;
  return [
    ...(unused > 0 ? [{ kind: 'REMOVE', key } as const] : []),
    ...(settled > 0 ? [addedAgain(source, entry, key, cash, settled)] : []),
  ];
}

function settledBy(source: HygieneSource, type: DocumentType, document: BookDocument, most: number): number {
  if (type === 'Payment' || type === 'BillPayment') return Math.max(0, most);
  if (type !== 'Deposit') return 0;
  let payments = 0;
  for (const application of document.applications) {
    if (application.type !== 'Payment') continue;
    const payment = source.snapshots.index.documents.get(entityKey('Payment', application.id));
    payments += payment && payment.total > 0 ? homeAmount(source, payment, application.amount) : application.amount;
  }
  return Math.min(Math.max(0, payments), most);
}

function addedAgain(
  source: HygieneSource,
  { name, number }: Posting,
  key: string,
  cash: number,
  settled: number,
): ForecastChange {
  const date = addDays(source.asOf, PAID_AFTER_DAYS);
  const item = {
    key: `Added:open-again/${key}:${date}`,
    kind: 'ADDED',
    direction: cash > 0 ? 'IN' : 'OUT',
    amount: cents(settled),
    date,
    name: name ?? (cash > 0 ? 'Customers' : 'Vendor'),
    number,
    documentKey: null,
    dueDate: null,
    series: null,
    basis: `Not paid after all, so owed again; taken to be paid in ${PAID_AFTER_DAYS} days.`,
  } as const;
  return { kind: 'ADD', item };
}
