import { applicationDate } from './applicationDate.js';
import type { AccountType, Posting } from './books.js';
import type { BooksIndex } from './booksIndex.js';
import { documentTypeOf, entityKey } from './documentTypes.js';
import { cents } from './money.js';
import { isForeignSummary, isSummary } from './summaryPostings.js';
import type { Cents, IsoDate } from './units.js';

/** What stands on receivable or payable accounts beside home-currency invoices, bills, their payments and credits. */
export interface BesideDocuments {
  /** Journal entries, less what payments applied to or from them. */
  readonly journalLines: Cents;
  /** Lines of other documents: checks, deposits, payroll; less what payments applied to or from them. */
  readonly otherLines: Cents;
  /** Documents that are not in home currency, at their home amount. */
  readonly foreignDocuments: Cents;
}

const SIDES = {
  receivable: {
    accountType: 'Accounts Receivable',
    documents: ['Invoice', 'Payment', 'CreditMemo'],
    payment: 'Payment',
  },
  payable: {
    accountType: 'Accounts Payable',
    documents: ['Bill', 'BillPayment', 'VendorCredit'],
    payment: 'BillPayment',
  },
} as const satisfies Record<string, { accountType: AccountType; documents: readonly string[]; payment: string }>;

/**
 * The bridge from open documents to a control account as of a date; above zero adds to what is owed (by customers, or to
 * vendors). Source: domain, "Tie-out" (c).
 */
export function besideDocuments(index: BooksIndex, side: keyof typeof SIDES, asOf: IsoDate): BesideDocuments {
  const { accountType, documents } = SIDES[side];
  const known: readonly string[] = documents;
  const controlIds = new Set(index.books.accounts.filter(({ type }) => type === accountType).map(({ id }) => id));
  const totals = { journalLines: 0, otherLines: 0, foreignDocuments: 0 };
  for (const posting of index.books.postings) {
    if (posting.date > asOf || !controlIds.has(posting.accountId)) continue;
    const owed = side === 'receivable' ? posting.debit - posting.credit : posting.credit - posting.debit;
    const type = documentTypeOf(posting.documentType);
    if (type !== null && known.includes(type)) {
      if (isForeign(index, posting)) totals.foreignDocuments += owed;
    } else {
      totals[type === 'JournalEntry' ? 'journalLines' : 'otherLines'] += owed;
    }
  }
  const applied = appliedBeside(index, side, asOf);
  return {
    journalLines: cents(totals.journalLines - applied.journalLines),
    otherLines: cents(totals.otherLines - applied.otherLines),
    foreignDocuments: cents(totals.foreignDocuments),
  };
}

function isForeign(index: BooksIndex, posting: Posting): boolean {
  if (isSummary(posting)) return isForeignSummary(posting);
  const { documentType, documentId } = posting;
  const type = documentTypeOf(documentType);
  const document = type && documentId !== null ? index.documents.get(entityKey(type, documentId)) : undefined;
  return document !== undefined && document.currency !== index.books.homeCurrency;
}

/** What payments dated by then settled of journal and other lines, below zero for lines they used as credits. */
function appliedBeside(
  index: BooksIndex,
  side: keyof typeof SIDES,
  asOf: IsoDate,
): { journalLines: number; otherLines: number } {
  const { documents, payment } = SIDES[side];
  const known: readonly string[] = documents;
  const applied = { journalLines: 0, otherLines: 0 };
  for (const document of index.books.documents) {
    if (document.type !== payment || document.voided || document.currency !== index.books.homeCurrency) continue;
    for (const { type, id, amount } of document.applications) {
      const key = entityKey(type, id);
      if (known.includes(type) || applicationDate(index, document, key) > asOf) continue;
      const signed = controlBalance(index, key) < 0 ? -amount : amount;
      applied[type === 'JournalEntry' ? 'journalLines' : 'otherLines'] += signed;
    }
  }
  return applied;
}

/** What a document adds to what customers owe, or to what is owed to vendors; below zero for a credit. */
export function controlBalance(index: BooksIndex, key: string): number {
  const ledgerKey = index.ledgerKeys.get(key);
  let balance = 0;
  for (const leg of ledgerKey === undefined ? [] : (index.legs.get(ledgerKey) ?? [])) {
    const type = index.accounts.get(leg.accountId)?.type;
    if (type === 'Accounts Receivable') balance += leg.debit - leg.credit;
    if (type === 'Accounts Payable') balance += leg.credit - leg.debit;
  }
  return balance;
}
