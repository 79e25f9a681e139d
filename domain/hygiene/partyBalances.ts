import type { BookDocument, DocumentType, Posting } from '../books.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import { cents } from '../money.js';
import type { DatedAmount } from '../openBalances.js';
import type { Cents, IsoDate } from '../units.js';
import { accountsOfType } from './accountRoles.js';
import { familiesOf } from './families.js';
import { amountText, countText, dayText, documentLine, ledgerLine } from './findingLines.js';
import type { Party } from './hygieneBooks.js';
import type { HygieneSource } from './hygieneSource.js';
import type { BooksPart, FindingLine } from './rule.js';

const SIDES = {
  Vendor: { account: 'Accounts Payable', raises: 'Bill', credit: 'VendorCredit', payment: 'BillPayment', sign: -1 },
  Customer: { account: 'Accounts Receivable', raises: 'Invoice', credit: 'CreditMemo', payment: 'Payment', sign: 1 },
} as const satisfies Record<Party['kind'], object>;

/** What stands open of one document; above zero where it adds to what is owed, in home currency. */
interface OpenPart {
  readonly type: DocumentType | null;
  /** The document, or the legs of what is none of the usual ones. */
  readonly of: { readonly document: BookDocument } | { readonly legs: readonly Posting[] };
  readonly home: number;
  /** The same in the document's currency. */
  readonly own: number;
}

/** What is owed to a vendor or by a customer, all that is open netted. */
export interface PartyBalance {
  readonly party: Party;
  /** In home currency; below zero where more was paid or credited than is owed. */
  readonly balance: Cents;
  /** Of it, what was paid or booked past the documents: without vendor credits and credit memos. Zero or below. */
  readonly paid: Cents;
  /** What takes from it, newest first. */
  readonly credits: readonly FindingLine[];
}

/** The parts of the books a party's balance is made of. */
export function partyBalanceParts(kind: Party['kind']): readonly BooksPart[] {
  const { raises, credit, payment } = SIDES[kind];
  return [raises, credit, payment, 'POSTINGS', 'ACCOUNTS', 'PARTIES', 'COMPANY', 'AS_OF'];
}

/**
 * Every vendor or customer whose open bills or invoices, credits, payments and other lines on the control account net to
 * less than zero, in home currency as in its own.
 */
export function balancesBelowZero(source: HygieneSource, kind: Party['kind']): readonly PartyBalance[] {
  const { credit } = SIDES[kind];
  const families = familiesOf(source, kind);
  const open = Map.groupBy(openParts(source, kind, families), ({ partyId }) => families.get(partyId) ?? partyId);
  const below: PartyBalance[] = [];
  for (const [partyId, parts] of open) {
    const party = source.parties(kind).get(partyId);
    const home = parts.reduce((total, { part }) => total + part.home, 0);
    const own = parts.reduce((total, { part }) => total + part.own, 0);
    if (!party || home >= 0 || own >= 0) continue;
    const credits = parts.filter(({ part }) => part.home < 0);
    const paid = credits.reduce((total, { part }) => (part.type === credit ? total : total + part.home), 0);
    below.push({
      party,
      balance: cents(home),
      paid: cents(Math.max(paid, home)),
      credits: credits.map(({ part }) => lineOf(source, part)).sort(newestFirst),
    });
  }
  return below;
}

interface PartOfParty {
  readonly partyId: string;
  readonly part: OpenPart;
}

function lineOf(source: HygieneSource, { of, home }: OpenPart): FindingLine {
  return 'legs' in of ? ledgerLine(of.legs, home) : documentLine(source, of.document, home);
}

/** All that is open of the parties that have a credit, a payment or another line to take from what is owed. */
function openParts(source: HygieneSource, kind: Party['kind'], families: ReadonlyMap<string, string>): PartOfParty[] {
  const { raises, credit, payment } = SIDES[kind];
  const taking = [...partsOf(source, kind, credit), ...partsOf(source, kind, payment), ...otherLines(source, kind)];
  const familyOf = ({ partyId }: PartOfParty): string => families.get(partyId) ?? partyId;
  const below = new Set(taking.filter(({ part }) => part.home < 0).map(familyOf));
  if (below.size === 0) return [];
  return [...taking, ...partsOf(source, kind, raises).filter((part) => below.has(familyOf(part)))];
}

function partsOf(source: HygieneSource, kind: Party['kind'], type: DocumentType): readonly PartOfParty[] {
  const { raises, payment } = SIDES[kind];
  return source.ofDocuments(`of ${kind}`, type, (document) => {
    const { partyId, date } = document;
    if (partyId === null || date > source.asOf) return null;
    const own = openOf(source, document, type === payment);
    if (own === 0) return null;
    const signed = type === raises ? own : -own;
    const home = Math.sign(signed) * homeAmount(source, document, Math.abs(own), kind);
    return { document, partyId, part: { type, of: { document }, home, own: signed } };
  });
}

function openOf(source: HygieneSource, document: BookDocument, isPayment: boolean): number {
  const { appliedBy, appliedTo } = source.snapshots.applications;
  const amounts = (isPayment ? appliedBy : appliedTo).get(entityKey(document.type, document.id));
  return document.total - upTo(amounts, source.asOf);
}

function upTo(amounts: readonly DatedAmount[] | undefined, asOf: IsoDate): number {
  return (amounts ?? []).reduce((total, { date, amount }) => (date <= asOf ? total + amount : total), 0);
}

/** An amount of a document in home currency, in the proportion in which the ledger posted the document. */
function homeAmount(source: HygieneSource, document: BookDocument, amount: number, kind: Party['kind']): number {
  if (document.currency === source.books.homeCurrency || document.total === 0) return amount;
  const posted = controlBalance(source, source.legs(document), kind);
  return Math.round(Math.abs(posted) * (amount / document.total));
}

/** What legs add to what is owed. */
function controlBalance(source: HygieneSource, legs: readonly Posting[], kind: Party['kind']): number {
  const { account, sign } = SIDES[kind];
  const control = accountsOfType(source, account);
  return legs.reduce(
    (total, { accountId, debit, credit }) => (control.has(accountId) ? total + sign * (debit - credit) : total),
    0,
  );
}

/** Journal entries, checks and deposits with a line on the control account that names the party, less what is applied to them. */
function otherLines(source: HygieneSource, kind: Party['kind']): PartOfParty[] {
  const names = idsByName(source, kind);
  const parts: PartOfParty[] = [];
  for (const legs of otherControlDocuments(source, kind)) {
    const [first] = legs;
    if (!first) continue;
    const type = documentTypeOf(first.documentType);
    const byName = Map.groupBy(legs, ({ name }) => name ?? '');
    const applied = type && first.documentId !== null ? appliedTo(source, entityKey(type, first.documentId)) : 0;
    for (const [name, ofName] of byName) {
      const partyId = names.get(name);
      const posted = controlBalance(source, ofName, kind);
      // What is applied cannot be told apart between two parties of one entry.
      if (!partyId || posted === 0 || (applied !== 0 && byName.size > 1)) continue;
      const home = Math.sign(posted) * Math.max(0, Math.abs(posted) - applied);
      if (home === 0) continue;
      parts.push({ partyId, part: { type, of: { legs: ofName }, home, own: home } });
    }
  }
  return parts;
}

function appliedTo(source: HygieneSource, key: string): number {
  return upTo(source.snapshots.applications.appliedTo.get(key), source.asOf);
}

/** The lines on the control account of each document that is neither a bill or invoice, nor its credit or payment. */
function otherControlDocuments(source: HygieneSource, kind: Party['kind']): Iterable<readonly Posting[]> {
  const { account, raises, credit, payment } = SIDES[kind];
  const control = accountsOfType(source, account);
  const usual: ReadonlySet<DocumentType | null> = new Set([raises, credit, payment]);
  const isUsual = new Map<string, boolean>();
  const others = source.ofLedger(`other lines of ${kind}`, (legs) => {
    const lines = legs.filter(({ date, accountId }) => date <= source.asOf && control.has(accountId));
    const label = lines[0]?.documentType;
    if (label === undefined) return null;
    const known = isUsual.get(label) ?? usual.has(documentTypeOf(label));
    isUsual.set(label, known);
    return known ? null : lines;
  });
  return others.values();
}

/** Ids by name, of names that one party alone has. */
function idsByName(source: HygieneSource, kind: Party['kind']): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const twice = new Set<string>();
  for (const { id, name } of source.parties(kind).values()) {
    if (ids.has(name)) twice.add(name);
    ids.set(name, id);
  }
  for (const name of twice) ids.delete(name);
  return ids;
}

function newestFirst(a: FindingLine, b: FindingLine): number {
  const [left, right] = [a.date ?? '', b.date ?? ''];
  if (left !== right) return left > right ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

/** What a balance below zero is made of: `Payment of $1,200.00 from Fri 9 Oct, applied to nothing`. */
export function creditsText(source: HygieneSource, { credits }: PartyBalance): string {
  const [first] = credits;
  const total = cents(credits.reduce((sum, { amount }) => sum + amount, 0));
  if (!first || credits.length !== 1) {
    return `${countText(credits.length, 'entry', 'entries')} of ${amountText(source, total)} in all, applied to nothing`;
  }
  const from = first.date === null ? '' : ` from ${dayText(source, first.date)}`;
  return `${first.type} of ${amountText(source, first.amount)}${from}, applied to nothing`;
}
