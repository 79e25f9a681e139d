/** A table of the books: rows are visible from one books version until before another; nothing is overwritten. */
export interface VersionedTable {
  readonly name: 'account' | 'party' | 'posting' | 'document' | 'attachment';
  /** Kind of the chunks its rows are staged in. */
  readonly kind: ChunkKind;
  /** Columns as staged, with their PostgreSQL types. `content_hash` comes before them. */
  readonly columns: Readonly<Record<string, string>>;
  /** What tells one row from another; of two staged rows with the same, the one read last counts. */
  readonly identity: readonly string[];
  /** How a part of the table is said to have been read: by the rows' keys, or by a span of dates. */
  readonly coveredBy: 'KEYS' | 'SPAN';
}

/** The part of the books that a chunk stands for: a row in it that the chunk does not hold is gone. */
export type Covers =
  | { readonly all: true }
  /** Keys by the table's identity, e.g. `["Bill", "12"]`. */
  | { readonly keys: readonly (readonly string[])[] }
  /** Both days included. */
  | { readonly from: string; readonly to: string };

export type ChunkKind = 'COMPANY' | 'ACCOUNTS' | 'PARTIES' | 'DOCUMENTS' | 'POSTINGS' | 'ATTACHMENTS';

const ACCOUNT_TABLE: VersionedTable = {
  name: 'account',
  kind: 'ACCOUNTS',
  identity: ['qb_id'],
  coveredBy: 'KEYS',
  columns: {
    qb_id: 'text',
    name: 'text',
    full_name: 'text',
    type: 'text',
    sub_type: 'text',
    number: 'text',
    currency: 'text',
    active: 'boolean',
  },
};

const PARTY_TABLE: VersionedTable = {
  name: 'party',
  kind: 'PARTIES',
  identity: ['kind', 'qb_id'],
  coveredBy: 'KEYS',
  columns: {
    kind: 'text',
    qb_id: 'text',
    name: 'text',
    email: 'text',
    active: 'boolean',
    vendor_1099: 'boolean',
    has_tax_identifier: 'boolean',
  },
};

const DOCUMENT_TABLE: VersionedTable = {
  name: 'document',
  kind: 'DOCUMENTS',
  identity: ['type', 'qb_id'],
  coveredBy: 'KEYS',
  columns: {
    type: 'text',
    qb_id: 'text',
    date: 'date',
    due_date: 'date',
    number: 'text',
    party_id: 'text',
    party_name: 'text',
    currency: 'text',
    total: 'bigint',
    voided: 'boolean',
    sync_token: 'text',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
    applications: 'jsonb',
    sent_at: 'timestamptz',
    send_to: 'text',
  },
};

const POSTING_TABLE: VersionedTable = {
  name: 'posting',
  kind: 'POSTINGS',
  identity: ['content_hash'],
  coveredBy: 'SPAN',
  columns: {
    document_key: 'text',
    document_type: 'text',
    document_id: 'text',
    date: 'date',
    account_id: 'text',
    debit: 'bigint',
    credit: 'bigint',
    number: 'text',
    name: 'text',
    memo: 'text',
    cleared: 'boolean',
  },
};

const ATTACHMENT_TABLE: VersionedTable = {
  name: 'attachment',
  kind: 'ATTACHMENTS',
  identity: ['qb_id'],
  coveredBy: 'KEYS',
  columns: {
    qb_id: 'text',
    file_name: 'text',
    attached_to: 'jsonb',
  },
};

export const VERSIONED_TABLES = [ACCOUNT_TABLE, PARTY_TABLE, DOCUMENT_TABLE, POSTING_TABLE, ATTACHMENT_TABLE] as const;
