import type { Application, BookDocument, DocumentType } from '../../../domain/books.js';
import { documentTypeOf } from '../../../domain/documentTypes.js';
import { cents, sum } from '../../../domain/money.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import type { Json } from '../answer.js';
import { unreadable } from '../quickBooksError.js';
import { Fields } from './fields.js';

/** A document with which version of it this is, and when it was first entered. */
export interface FetchedDocument extends BookDocument {
  readonly syncToken: string;
  /** ISO 8601 as QuickBooks gives it, with its own offset; null where it does not say. */
  readonly createdAt: string | null;
  /** ISO 8601 as QuickBooks gives it, with its own offset. */
  readonly updatedAt: string | null;
  /** Invoices: when QuickBooks last e-mailed it, ISO 8601 with its offset; null when never, and for all else. */
  readonly sentAt: string | null;
  /** Invoices: the address QuickBooks sends it to; null where it has none, and for all else. */
  readonly sendTo: string | null;
}

/** How one entity is asked for and read. */
interface EntityShape {
  readonly type: DocumentType;
  /** Key of the list in the answer; differs from the entity's name for one (`quickbooks.md` 2). */
  readonly key: string;
  readonly date: string;
  readonly total: (entity: Fields, currency: string) => Cents;
  readonly party: (entity: Fields) => Fields | null;
  /** Whether its lines say what it applies to. */
  readonly applies: boolean;
}

const totalAmt = (entity: Fields, currency: string): Cents => entity.amount('TotalAmt', currency);
const amount = (entity: Fields, currency: string): Cents => entity.amount('Amount', currency);
const ref = (key: string) => (entity: Fields) => entity.optionalObject(key);
const nobody = (): null => null;

/** Every entity that is a document, in the order they are read. */
export const DOCUMENT_SHAPES: readonly EntityShape[] = [
  { type: 'Bill', key: 'Bill', date: 'TxnDate', total: totalAmt, party: ref('VendorRef'), applies: false },
  { type: 'BillPayment', key: 'BillPayment', date: 'TxnDate', total: totalAmt, party: ref('VendorRef'), applies: true },
  {
    type: 'VendorCredit',
    key: 'VendorCredit',
    date: 'TxnDate',
    total: totalAmt,
    party: ref('VendorRef'),
    applies: false,
  },
  { type: 'Invoice', key: 'Invoice', date: 'TxnDate', total: totalAmt, party: ref('CustomerRef'), applies: false },
  { type: 'Payment', key: 'Payment', date: 'TxnDate', total: totalAmt, party: ref('CustomerRef'), applies: true },
  {
    type: 'CreditMemo',
    key: 'CreditMemo',
    date: 'TxnDate',
    total: totalAmt,
    party: ref('CustomerRef'),
    applies: false,
  },
  {
    type: 'SalesReceipt',
    key: 'SalesReceipt',
    date: 'TxnDate',
    total: totalAmt,
    party: ref('CustomerRef'),
    applies: false,
  },
  {
    type: 'RefundReceipt',
    key: 'RefundReceipt',
    date: 'TxnDate',
    total: totalAmt,
    party: ref('CustomerRef'),
    applies: false,
  },
  { type: 'Purchase', key: 'Purchase', date: 'TxnDate', total: totalAmt, party: ref('EntityRef'), applies: false },
  {
    type: 'CreditCardPayment',
    key: 'CreditCardPaymentTxn',
    date: 'TxnDate',
    total: amount,
    party: nobody,
    applies: false,
  },
  { type: 'TaxPayment', key: 'TaxPayment', date: 'PaymentDate', total: paymentAmount, party: nobody, applies: false },
  { type: 'Deposit', key: 'Deposit', date: 'TxnDate', total: totalAmt, party: nobody, applies: true },
  { type: 'Transfer', key: 'Transfer', date: 'TxnDate', total: amount, party: nobody, applies: false },
  { type: 'JournalEntry', key: 'JournalEntry', date: 'TxnDate', total: journalTotal, party: nobody, applies: false },
];

/** Links that post nothing: where a document came from. */
const NOT_POSTING = new Set(['purchaseorder', 'estimate', 'reimbursecharge', 'timeactivity', 'statementcharge']);

/** An entity as a document of the books. Amounts are in its own currency's minor units. */
export function readDocument(json: Json, shape: EntityShape, homeCurrency: string): FetchedDocument {
  const entity = new Fields(json, `${shape.type} ${String(json['Id'])}`);
  const currency = entity.optionalObject('CurrencyRef')?.text('value') ?? homeCurrency;
  const whole = shape.total(entity, currency);
  const party = shape.party(entity);
  const stamps = entity.optionalObject('MetaData');
  return {
    type: shape.type,
    id: entity.text('Id'),
    date: dateOf(entity, shape.date),
    dueDate: entity.optionalDate('DueDate'),
    number: entity.optionalText('DocNumber'),
    partyId: party?.optionalText('value') ?? null,
    partyName: party?.optionalText('name') ?? null,
    currency,
    total: shape.type === 'Invoice' ? withoutDeposit(entity, whole, currency) : whole,
    voided: whole === 0 && /^voided/i.test(entity.optionalText('PrivateNote') ?? ''),
    applications: shape.applies ? applicationsOf(entity, currency) : [],
    syncToken: entity.optionalText('SyncToken') ?? '0',
    createdAt: stamps?.optionalText('CreateTime') ?? null,
    updatedAt: stamps?.optionalText('LastUpdatedTime') ?? null,
    ...sendingOf(entity, shape.type),
  };
}

/**
 * What an invoice put on the receivable. QuickBooks posts a deposit taken on it to the deposit's own account: no payment
 * applies it, and neither Balance nor the aging ever had it.
 */
function withoutDeposit(invoice: Fields, whole: Cents, currency: string): Cents {
  return whole === 0 ? whole : cents(whole - invoice.amount('Deposit', currency, cents(0)));
}

/** Other sales forms are e-mailed too; only invoices are sent again. */
function sendingOf(entity: Fields, type: DocumentType): Pick<FetchedDocument, 'sentAt' | 'sendTo'> {
  if (type !== 'Invoice') return { sentAt: null, sendTo: null };
  return {
    sentAt: entity.optionalObject('DeliveryInfo')?.optionalText('DeliveryTime') ?? null,
    sendTo: entity.optionalObject('BillEmail')?.optionalText('Address') ?? null,
  };
}

function dateOf(entity: Fields, key: string): IsoDate {
  return entity.has(key) ? entity.date(key) : entity.date('TxnDate');
}

function paymentAmount(entity: Fields, currency: string): Cents {
  return entity.has('PaymentAmount') ? entity.amount('PaymentAmount', currency) : entity.amount('TotalAmt', currency);
}

/** A journal entry's TotalAmt is 0 or absent; it stands for what it debits. */
function journalTotal(entity: Fields, currency: string): Cents {
  const debits = entity.list('Line').map((line) => {
    const detail = line.optionalObject('JournalEntryLineDetail');
    return detail?.optionalText('PostingType') === 'Debit' ? line.amount('Amount', currency, cents(0)) : 0;
  });
  return sum(debits);
}

/** A line's amount belongs to the one document it links to. */
function applicationsOf(entity: Fields, currency: string): Application[] {
  return entity.list('Line').flatMap((line) => {
    const links = line.list('LinkedTxn').filter((link) => !NOT_POSTING.has(link.text('TxnType').toLowerCase()));
    const [link] = links;
    if (!link) return [];
    if (links.length > 1) throw unreadable(`${line.place}: one amount for ${links.length} documents`);
    const type = documentTypeOf(link.text('TxnType'));
    if (type === null) throw unreadable(`${line.place}.LinkedTxn.TxnType`, link.text('TxnType'));
    return [{ type, id: link.text('TxnId'), amount: line.amount('Amount', currency) }];
  });
}
