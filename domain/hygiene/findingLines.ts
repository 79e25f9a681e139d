import type { Account, BookDocument, DocumentType, Posting } from '../books.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import { formatDay, formatMoney } from '../format.js';
import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { Party } from './hygieneBooks.js';
import type { HygieneSource } from './hygieneSource.js';
import type { FindingLine } from './rule.js';

/** How a person calls a document that the ledger does not show. */
const CALLED: Readonly<Record<DocumentType, string>> = {
  Bill: 'Bill',
  BillPayment: 'Bill payment',
  VendorCredit: 'Vendor credit',
  Invoice: 'Invoice',
  Payment: 'Payment',
  CreditMemo: 'Credit memo',
  SalesReceipt: 'Sales receipt',
  RefundReceipt: 'Refund',
  Purchase: 'Expense',
  CreditCardPayment: 'Credit card payment',
  TaxPayment: 'Tax payment',
  Deposit: 'Deposit',
  Transfer: 'Transfer',
  JournalEntry: 'Journal entry',
};

/** A document as a line of a finding; `amount` in home currency is made absolute. */
export function documentLine(source: HygieneSource, document: BookDocument, amount: number): FindingLine {
  const { type, id, date, number, partyName } = document;
  const legs = source.legs(document);
  return {
    key: legs[0]?.documentKey ?? entityKey(type, id),
    documentKey: entityKey(type, id),
    type: legs[0]?.documentType ?? CALLED[type],
    date,
    number,
    name: partyName ?? saidBy(legs, 'name'),
    memo: saidBy(legs, 'memo'),
    amount: cents(Math.abs(amount)),
    place: { kind: type, id },
  };
}

/**
 * What the ledger shows as one document, a paycheck or another without an entity included; `legs` are all of its legs, at
 * least one. `amount` in home currency is made absolute.
 */
export function ledgerLine(legs: readonly Posting[], amount: number): FindingLine {
  const [first] = legs;
  if (!first) throw new RangeError('A document without legs has no line.');
  const type = first.documentId === null ? null : documentTypeOf(first.documentType);
  const entity = type !== null && first.documentId !== null ? { kind: type, id: first.documentId } : null;
  return {
    key: first.documentKey,
    documentKey: entity && entityKey(entity.kind, entity.id),
    type: first.documentType,
    date: first.date,
    number: saidBy(legs, 'number'),
    name: saidBy(legs, 'name'),
    memo: saidBy(legs, 'memo'),
    amount: cents(Math.abs(amount)),
    place: entity,
  };
}

/** An account as a line of a finding; `amount` in home currency is made absolute. */
export function accountLine(account: Account, amount: number): FindingLine {
  return {
    key: `Account:${account.id}`,
    documentKey: null,
    type: `${account.type} account`,
    date: null,
    number: account.number,
    name: account.fullName,
    memo: null,
    amount: cents(Math.abs(amount)),
    place: { kind: 'Account', id: account.id },
  };
}

/** A customer or vendor as a line of a finding; `amount` in home currency is made absolute. */
export function partyLine(party: Pick<Party, 'kind' | 'id' | 'name'>, amount: number): FindingLine {
  return {
    key: `${party.kind}:${party.id}`,
    documentKey: null,
    type: party.kind,
    date: null,
    number: null,
    name: party.name,
    memo: null,
    amount: cents(Math.abs(amount)),
    place: { kind: party.kind, id: party.id },
  };
}

/**
 * The key of a finding about these lines: sorted, joined by `+`. The entity's key where there is one, because a document
 * keeps it when the ledger calls it differently or shows it no more.
 */
export function keyOf(lines: readonly Pick<FindingLine, 'key' | 'documentKey'>[]): string {
  return lines
    .map(({ key, documentKey }) => documentKey ?? key)
    .sort()
    .join('+');
}

/** An amount in home currency for a reason: `$1,840.00`. */
export function amountText(source: HygieneSource, amount: Cents | number): string {
  return formatMoney(cents(amount), source.books.homeCurrency, 'en-US', { symbol: true });
}

/** A date for a reason: `Fri 20 Nov`, with the year where it is not the as-of date's. */
export function dayText(source: HygieneSource, date: IsoDate): string {
  return formatDay(date, source.asOf);
}

/** `1 day`, `12 days`; nouns that take another plural than an s give it. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What the legs of a document say; of several texts the first by the alphabet, whatever the order of the legs. */
function saidBy(legs: readonly Posting[], field: 'number' | 'name' | 'memo'): string | null {
  let said: string | null = null;
  for (const leg of legs) {
    const text = leg[field];
    if (text && (said === null || text < said)) said = text;
  }
  return said;
}
