import { createHash } from 'node:crypto';
import type { Account, Application, BookDocument, Posting } from '../../domain/books.js';
import type { Cents, IsoDate } from '../../domain/units.js';

/** Rows of the books as they are staged and kept: columns by name, amounts in minor units. */
export interface AccountRow {
  qb_id: string;
  name: string;
  full_name: string;
  type: string;
  sub_type: string;
  number: string | null;
  currency: string;
  active: boolean;
}

export interface PartyRow {
  kind: 'Customer' | 'Vendor';
  qb_id: string;
  name: string;
  email: string | null;
  active: boolean;
  vendor_1099: boolean;
  has_tax_identifier: boolean;
}

export interface DocumentRow {
  type: string;
  qb_id: string;
  date: string;
  due_date: string | null;
  number: string | null;
  party_id: string | null;
  party_name: string | null;
  currency: string;
  total: number;
  voided: boolean;
  sync_token: string;
  created_at: string | null;
  updated_at: string | null;
  applications: readonly Application[];
  /** Invoices alone, where they were sent; absent else, so that other rows keep the name of their content. */
  sent_at?: string;
  /** Invoices alone, where QuickBooks has an address for them. */
  send_to?: string;
}

export interface PostingRow {
  document_key: string;
  document_type: string;
  document_id: string | null;
  date: string;
  account_id: string;
  debit: number;
  credit: number;
  number: string | null;
  name: string | null;
  memo: string | null;
  cleared: boolean;
}

export interface AttachmentRow {
  qb_id: string;
  file_name: string | null;
  attached_to: readonly { readonly type: string; readonly id: string }[];
}

export type Hashed<Row> = Row & { content_hash: string };

/**
 * Gives each row the hash of its content. Equal rows are told apart by their occurrence, so that a document with two
 * equal legs keeps both; the order of the others does not matter.
 */
export function hashed<Row extends object>(rows: readonly Row[]): Hashed<Row>[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const content = JSON.stringify(row);
    const occurrence = (seen.get(content) ?? 0) + 1;
    seen.set(content, occurrence);
    const hash = createHash('sha256').update(content).update(`#${occurrence}`).digest('base64url').slice(0, 27);
    return { content_hash: hash, ...row };
  });
}

/** An account as it is staged. */
export function accountRow(account: Account): AccountRow {
  const { id, name, fullName, type, subType, number, currency, active } = account;
  return { qb_id: id, name, full_name: fullName, type, sub_type: subType, number, currency, active };
}

/** An attached file as it is staged. */
export function attachmentRow(attachment: Attachment): AttachmentRow {
  return { qb_id: attachment.id, file_name: attachment.fileName, attached_to: attachment.attachedTo };
}

/** What an attachment row is made from. */
interface Attachment {
  readonly id: string;
  readonly fileName: string | null;
  readonly attachedTo: AttachmentRow['attached_to'];
}

/** What a party row is made from. */
interface PartyLike {
  readonly kind: 'Customer' | 'Vendor';
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly vendor1099: boolean;
  readonly hasTaxIdentifier: boolean;
}

/** A customer or vendor as it is staged. */
export function partyRow(party: PartyLike): PartyRow {
  const { kind, id, name, email, active, vendor1099, hasTaxIdentifier } = party;
  return { kind, qb_id: id, name, email, active, vendor_1099: vendor1099, has_tax_identifier: hasTaxIdentifier };
}

/** A document with what only the sync and the rules need of it. */
interface EnteredDocument extends BookDocument {
  readonly syncToken: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly sentAt?: string | null;
  readonly sendTo?: string | null;
}

/** A document as it is staged; amounts in minor units of its currency. */
export function documentRow(document: EnteredDocument): DocumentRow {
  return {
    type: document.type,
    qb_id: document.id,
    date: document.date,
    due_date: document.dueDate,
    number: document.number,
    party_id: document.partyId,
    party_name: document.partyName,
    currency: document.currency,
    total: document.total,
    voided: document.voided,
    sync_token: document.syncToken,
    created_at: document.createdAt,
    updated_at: document.updatedAt,
    applications: document.applications,
    ...(document.sentAt && { sent_at: document.sentAt }),
    ...(document.sendTo && { send_to: document.sendTo }),
  };
}

/** A posting as it is staged; amounts in minor units of the home currency. */
export function postingRow(posting: Posting): PostingRow {
  return {
    document_key: posting.documentKey,
    document_type: posting.documentType,
    document_id: posting.documentId,
    date: posting.date,
    account_id: posting.accountId,
    debit: posting.debit,
    credit: posting.credit,
    number: posting.number,
    name: posting.name,
    memo: posting.memo,
    cleared: posting.cleared,
  };
}

// The rows were written by the functions above, from values that the mapping had checked; the brands come back here.

/** A kept account as the domain knows it. */
export function accountOf(row: AccountRow): Account {
  return {
    id: row.qb_id,
    name: row.name,
    fullName: row.full_name,
    type: row.type as Account['type'],
    subType: row.sub_type,
    number: row.number,
    currency: row.currency,
    active: row.active,
  };
}

/** A kept document as the domain knows it. */
export function documentOf(row: DocumentRow): BookDocument {
  return {
    type: row.type as BookDocument['type'],
    id: row.qb_id,
    date: row.date as IsoDate,
    dueDate: row.due_date as IsoDate | null,
    number: row.number,
    partyId: row.party_id,
    partyName: row.party_name,
    currency: row.currency,
    total: row.total as Cents,
    voided: row.voided,
    applications: row.applications,
  };
}

/** A kept posting as the domain knows it. */
export function postingOf(row: PostingRow): Posting {
  return {
    documentKey: row.document_key,
    documentType: row.document_type,
    documentId: row.document_id,
    date: row.date as IsoDate,
    accountId: row.account_id,
    debit: row.debit as Cents,
    credit: row.credit as Cents,
    number: row.number,
    name: row.name,
    memo: row.memo,
    cleared: row.cleared,
  };
}
