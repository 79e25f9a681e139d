import { quickBooksLink } from '../hygiene/quickBooksLinks.js';
import type { ConsoleType, OpenDocument } from './console.types.js';
import type { ConsoleBooks } from './consoleBooks.js';
import type { OpenDocumentRow } from './openDocuments.js';

/** A client's console as the contract shows it; `appUrl`: QuickBooks' own app. */
export function presentConsole(books: ConsoleBooks, appUrl: string): ConsoleType {
  const { asOf, booksVersion, syncedAt, documents, accounts, issues } = books;
  const bills = documents.filter(({ type }) => type === 'Bill');
  const invoices = documents.filter(({ type }) => type === 'Invoice');
  const inAll = (bills[0]?.inAll ?? 0) + (invoices[0]?.inAll ?? 0);
  const present = (row: OpenDocumentRow): OpenDocument => presentDocument(row, books, appUrl);
  return {
    ...{ asOf, booksVersion, syncedAt, accounts, issues },
    bills: bills.map(present),
    invoices: invoices.map(present),
    more: inAll - documents.length,
  };
}

function presentDocument(row: OpenDocumentRow, books: ConsoleBooks, appUrl: string): OpenDocument {
  const { type, id, number, partyId, partyName, date, dueDate, currency, total, openBalance, plannedFor } = row;
  const { realmId, delays, usualDelay } = books;
  const isInvoice = type === 'Invoice';
  const delay = (partyId === null ? undefined : delays.get(partyId)) ?? usualDelay;
  return {
    ...{ number, partyId, date, dueDate, currency, total, openBalance, plannedFor },
    key: `${type}:${id}`,
    name: partyName ?? (isInvoice ? 'No customer' : 'No vendor'),
    usualDelay: isInvoice && delay !== null ? Math.round(delay) : null,
    lastSentAt: row.sentAt === null ? null : new Date(row.sentAt),
    canBeSent: isInvoice && row.sendTo !== null,
    url: realmId === null ? null : quickBooksLink({ url: appUrl, realmId }, { kind: type, id }),
  };
}
