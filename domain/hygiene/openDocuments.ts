import type { BookDocument } from '../books.js';
import { controlBalance } from '../controlAccounts.js';
import { entityKey } from '../documentTypes.js';
import { PartyNames } from '../forecast/partyNames.js';
import { cents, roundHalfUp } from '../money.js';
import type { Cents } from '../units.js';
import type { HygieneSource } from './hygieneSource.js';
import type { BooksPart } from './rule.js';

const PAYABLES = ['Bill', 'BillPayment', 'VendorCredit'] as const;
const RECEIVABLES = ['Invoice', 'Payment', 'CreditMemo'] as const;
/** What home amounts and the dates of applications are read from, beside the documents. */
const LEDGER = ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'] as const;

/** The parts of the books that open bills, vendor credits and bill payments are made of. */
export const PAYABLE_PARTS: readonly BooksPart[] = [...PAYABLES, ...LEDGER];
/** The parts of the books that open invoices, credit memos and payments are made of. */
export const RECEIVABLE_PARTS: readonly BooksPart[] = [...RECEIVABLES, ...LEDGER];

/** Documents that can have something open; of payments, it is what they have not applied. */
export type OpenType = (typeof PAYABLES)[number] | (typeof RECEIVABLES)[number];

/** A document with what is open of it as of the date, above zero. */
export interface OpenDocument {
  readonly document: BookDocument;
  /** In the document's currency. */
  readonly open: Cents;
  /** In home currency; zero where the ledger shows no home amount of a document in another currency. */
  readonly home: Cents;
}

/** Documents of a type dated up to the as-of date of which something is open, by date then id (domain: "open balance"). */
export function openDocuments(source: HygieneSource, type: OpenType): readonly OpenDocument[] {
  const isPayable = (PAYABLES as readonly string[]).includes(type);
  return source.once(`open ${type}`, isPayable ? PAYABLE_PARTS : RECEIVABLE_PARTS, () =>
    source.ofDocuments('open', type, (document): OpenDocument | null => {
      const open = document.date > source.asOf ? 0 : openOf(source, document);
      return open <= 0 ? null : { document, open: cents(open), home: homeAmount(source, document, open) };
    }),
  );
}

/** The same by the document's key. */
export function openByKey(source: HygieneSource, type: OpenType): ReadonlyMap<string, OpenDocument> {
  const isPayable = (PAYABLES as readonly string[]).includes(type);
  return source.once(
    `open ${type} by key`,
    isPayable ? PAYABLE_PARTS : RECEIVABLE_PARTS,
    () => new Map(openDocuments(source, type).map((one) => [entityKey(type, one.document.id), one])),
  );
}

/** The same by party and currency, as `familyOf` writes them. */
export function openByFamily(source: HygieneSource, type: OpenType): ReadonlyMap<string, readonly OpenDocument[]> {
  const [reads] = sideOf(type);
  return source.once(`open ${type} by family`, reads, () =>
    Map.groupBy(openDocuments(source, type), ({ document }) => familyOf(source, document)),
  );
}

/**
 * The party, with its jobs, and the currency of a document that can have something open: a customer pays for its jobs, and
 * credits and payments count only in the currency they are in.
 */
export function familyOf(source: HygieneSource, document: BookDocument): string {
  return familyOfParty(source, document.type as OpenType, document);
}

/** The same of what the ledger alone names, on the side of a type. */
export function familyOfParty(
  source: HygieneSource,
  type: OpenType,
  party: Pick<BookDocument, 'currency' | 'partyId' | 'partyName'>,
): string {
  const [reads, types] = sideOf(type);
  const names = source.once(`names of ${types[0]}`, reads, () => {
    const open = types.flatMap((each) => openDocuments(source, each));
    return new PartyNames(open.map(({ document }) => document));
  });
  return names.keyOf(party) ?? partyKey(party);
}

function sideOf(type: OpenType): readonly [readonly BooksPart[], readonly [OpenType, ...OpenType[]]] {
  const isPayable = (PAYABLES as readonly string[]).includes(type);
  return isPayable ? [PAYABLE_PARTS, PAYABLES] : [RECEIVABLE_PARTS, RECEIVABLES];
}

/** Credits and payments are set against documents of their own party in their own currency. */
export function partyKey({ currency, partyId }: Pick<BookDocument, 'currency' | 'partyId'>): string {
  return `${currency} ${partyId ?? ''}`;
}

/**
 * An amount of a document (its total unless told) in home currency, at the rate at which the ledger posted it; zero where
 * the ledger does not show a document in another currency.
 */
export function homeAmount(source: HygieneSource, document: BookDocument, own: number = document.total): Cents {
  if (document.currency === source.books.homeCurrency) return cents(own);
  if (document.total === 0) return cents(0);
  const control = Math.abs(controlBalance(source.snapshots.index, entityKey(document.type, document.id)));
  const posted = control || source.legs(document).reduce((total, { debit }) => total + debit, 0);
  return cents(roundHalfUp(BigInt(own) * BigInt(posted), document.total));
}

function openOf(source: HygieneSource, document: BookDocument): number {
  const { appliedBy, appliedTo } = source.snapshots.applications;
  const isPayment = document.type === 'Payment' || document.type === 'BillPayment';
  let open: number = document.total;
  for (const { date, amount } of (isPayment ? appliedBy : appliedTo).get(entityKey(document.type, document.id)) ?? []) {
    if (date <= source.asOf) open -= amount;
  }
  return open;
}
