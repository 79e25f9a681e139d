import { attachmentRow, documentRow, hashed } from '../books/bookRows.js';
import type { ChunkKind } from '../books/versionedTables.js';
import { PAGE_SIZE, type QuickBooksCompany } from '../quickbooks/http.js';
import { ATTACHMENT, readAttachment } from '../quickbooks/mapping/attachments.js';
import type { Company } from '../quickbooks/mapping/company.js';
import { DOCUMENT_SHAPES, readDocument } from '../quickbooks/mapping/documents.js';
import { changedSince } from './changedEntities.js';
import type { ChunkSink } from './chunkSink.js';
import { inParallel } from './inParallel.js';
import type { Progress } from './progress.js';

/** Pages of one kind after which something is wrong. */
export const MOST_PAGES = 5000;
/** Kinds read at a time. */
const WIDTH = 4;
const ALL = { all: true } as const;
const READING_DOCUMENTS = 'Reading bills, invoices and payments';
const READING_ATTACHMENTS = 'Reading what files are attached';

/** What is read page by page and can be deleted. */
interface PagedEntity {
  readonly entity: string;
  /** Of its chunks; the page's number follows. */
  readonly key: string;
  read(again: '' | ':again', percent: number): Promise<void>;
}

/** Every kind of document, and the attachments. */
export function pagedEntities(quickBooks: QuickBooksCompany, sink: ChunkSink, company: Company): PagedEntity[] {
  const documents = DOCUMENT_SHAPES.map((shape): PagedEntity => {
    const key = `documents:${shape.type}`;
    const read: PagedEntity['read'] = (again, percent) =>
      pages(sink, `${key}${again}`, 'DOCUMENTS', { phase: READING_DOCUMENTS, percent }, async (page) => {
        const rows = await quickBooks.page(shape.type, page, '', shape.key);
        return rows.map((row) => documentRow(readDocument(row, shape, company.homeCurrency)));
      });
    return { entity: shape.type, key, read };
  });
  const key = 'attachments';
  const read: PagedEntity['read'] = (again, percent) =>
    pages(sink, `${key}${again}`, 'ATTACHMENTS', { phase: READING_ATTACHMENTS, percent }, async (page) => {
      const rows = await quickBooks.page(ATTACHMENT, page);
      return rows.map((row) => attachmentRow(readAttachment(row)));
    });
  return [...documents, { entity: ATTACHMENT, key, read }];
}

/**
 * What is deleted while pages are read moves those after it forward, one of them onto a page that was read already. It
 * would be missed for good, since nothing tells of it as a change.
 */
export async function shiftedChunks(quickBooks: QuickBooksCompany, sink: ChunkSink, company: Company): Promise<void> {
  const paged = pagedEntities(quickBooks, sink, company).filter(({ key }) => sink.staged(`${key}:0001`) !== undefined);
  const since = sink.beganAt();
  if (paged.length === 0 || since === null) return;
  const entities = paged.map(({ entity }) => entity);
  const found = await changedSince(quickBooks, since, entities);
  const shifted = paged.filter(({ entity }) => !found || (found.deleted.get(entity)?.length ?? 0) > 0);
  await inParallel(shifted, WIDTH, ({ read }) => read(':again', 34));
}

/** One chunk a page, until a page is not full. */
export async function pages(
  sink: ChunkSink,
  key: string,
  kind: ChunkKind,
  progress: Progress,
  fetchPage: (page: number) => Promise<object[]>,
): Promise<void> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const chunkKey = `${key}:${String(page).padStart(4, '0')}`;
    const kept = sink.staged(chunkKey);
    const rows = kept === undefined ? hashed(await fetchPage(page)) : null;
    if (rows) await sink.stage({ key: chunkKey, kind, rows, covers: ALL }, progress);
    if ((rows?.length ?? kept ?? 0) < PAGE_SIZE) return;
  }
  throw new Error(`more than ${MOST_PAGES} pages of ${key}`);
}
