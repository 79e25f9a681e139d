import type { Account } from '../../domain/books.js';
import { accountRow, attachmentRow, documentRow, hashed, partyRow } from '../books/bookRows.js';
import { ATTACHMENT, readAttachment } from '../quickbooks/mapping/attachments.js';
import { DOCUMENT_SHAPES, readDocument } from '../quickbooks/mapping/documents.js';
import { readAccount, readParty } from '../quickbooks/mapping/lists.js';
import type { ChangedEntities } from './changedEntities.js';
import type { Chunk } from './chunkStore.js';
import type { KnownBooks } from './knownBooks.js';

/** What changes mean for the books. */
export interface ChangedChunks {
  /** The chunks to stage; empty ones are left out. */
  readonly chunks: readonly Chunk[];
  /** Every account QuickBooks has now. */
  readonly accounts: readonly Account[];
  /** Months ('YYYY-MM') in which documents stood or stand that are not as they were. */
  readonly months: ReadonlySet<string>;
}

/**
 * Turns what changed into chunks of the books; what is as it was drops out. Null when a customer or vendor goes by
 * another name than before, or is gone: names stand on every line of the ledger and on every document, so everything has
 * to be read.
 */
export function changedChunks(found: ChangedEntities, known: KnownBooks, homeCurrency: string): ChangedChunks | null {
  const parties = partyChunk(found, known);
  if (parties === 'EVERY_NAME') return null;
  const { accounts, chunk } = accountChunk(found, known, homeCurrency);
  const documents = documentChunk(found, known, homeCurrency);
  const chunks = [chunk, parties, documents.chunk, attachmentChunk(found)].filter((each) => each !== null);
  return { chunks, accounts, months: documents.months };
}

function accountChunk(
  { changed, deleted }: ChangedEntities,
  known: KnownBooks,
  homeCurrency: string,
): { readonly accounts: Account[]; readonly chunk: Chunk | null } {
  const now = (changed.get('Account') ?? []).map((row) => readAccount(row, homeCurrency));
  const gone = deleted.get('Account') ?? [];
  const accounts = new Map(known.accounts.map((account) => [account.id, account]));
  for (const account of now) accounts.set(account.id, account);
  for (const id of gone) accounts.delete(id);
  const keys = [...now.map(({ id }) => [id]), ...gone.map((id) => [id])];
  return { accounts: [...accounts.values()], chunk: chunkOf('ACCOUNTS', 'accounts', now.map(accountRow), keys) };
}

function partyChunk({ changed, deleted }: ChangedEntities, known: KnownBooks): Chunk | null | 'EVERY_NAME' {
  const kinds = ['Customer', 'Vendor'] as const;
  const now = kinds.flatMap((kind) => (changed.get(kind) ?? []).map((row) => readParty(row, kind)));
  const gone = kinds.flatMap((kind) => (deleted.get(kind) ?? []).map((id) => [kind, id] as const));
  for (const { kind, id, name, active } of now) {
    const before = known.parties.get(`${kind}:${id}`);
    if (before && (before.name !== name || before.active !== active)) return 'EVERY_NAME';
  }
  if (gone.some(([kind, id]) => known.parties.has(`${kind}:${id}`))) return 'EVERY_NAME';
  return chunkOf(
    'PARTIES',
    'parties',
    now.map(partyRow),
    now.map(({ kind, id }) => [kind, id]),
  );
}

function documentChunk(
  { changed, deleted }: ChangedEntities,
  known: KnownBooks,
  homeCurrency: string,
): { readonly chunk: Chunk | null; readonly months: ReadonlySet<string> } {
  const months = new Set<string>();
  const keys: string[][] = [];
  const touch = (key: readonly [string, string], dates: readonly (string | undefined)[]): void => {
    keys.push([...key]);
    for (const date of dates) if (date !== undefined) months.add(date.slice(0, 7));
  };
  const rows = DOCUMENT_SHAPES.flatMap((shape) => {
    const read = (changed.get(shape.type) ?? []).map((row) => documentRow(readDocument(row, shape, homeCurrency)));
    const news = hashed(read).filter(
      ({ type, qb_id, content_hash }) => known.documents.get(`${type}:${qb_id}`)?.contentHash !== content_hash,
    );
    for (const { type, qb_id, date } of news) {
      touch([type, qb_id], [known.documents.get(`${type}:${qb_id}`)?.date, date]);
    }
    for (const id of deleted.get(shape.type) ?? []) {
      const before = known.documents.get(`${shape.type}:${id}`);
      if (before) touch([shape.type, id], [before.date]);
    }
    return news;
  });
  const chunk: Chunk = { key: 'documents', kind: 'DOCUMENTS', rows, covers: { keys } };
  return { chunk: keys.length === 0 ? null : chunk, months };
}

function attachmentChunk({ changed, deleted }: ChangedEntities): Chunk | null {
  const now = (changed.get(ATTACHMENT) ?? []).map(readAttachment);
  const keys = [...now.map(({ id }) => [id]), ...(deleted.get(ATTACHMENT) ?? []).map((id) => [id])];
  return chunkOf('ATTACHMENTS', 'attachments', now.map(attachmentRow), keys);
}

function chunkOf(
  kind: Chunk['kind'],
  key: string,
  rows: readonly object[],
  keys: readonly (readonly string[])[],
): Chunk | null {
  return keys.length === 0 ? null : { key, kind, rows: hashed(rows), covers: { keys } };
}
