import type { Company } from '../../ledger/company.js';
import type { Attachment, Txn } from '../../ledger/types.js';
import { plantedIds } from '../../ledger/plantedIds.js';
import { glanceStamp, omitEmpty, stamps, STAMPS, type EntityKind } from './entityKind.js';

/** Card purchases above this come with their receipt, unless one is missing on purpose; minor units. */
const RECEIPT_ABOVE = 25_000;
/** Of the smaller ones, every so many has one too. */
const SMALL_ONES = 7;
/** Receipts found with the purchases have ids of their own, after those of files attached later. */
const FIRST_RECEIPT_ID = 1_000_000_000;

/** Of the larger ones in books that lose some, every so many lost its. */
const LARGE_ONES = 31;

function hasReceipt(company: Company, txn: Txn, missing: ReadonlySet<string>): boolean {
  if (txn.type !== 'Purchase' || txn.payType !== 'CreditCard') return false;
  if (missing.has(txn.id) || company.notes.wasCreatedByHand(txn.id)) return false;
  const lost = company.settings['losesReceipts'] === true && Number(txn.id) % LARGE_ONES === 0;
  return txn.total > RECEIPT_ABOVE ? !lost : Number(txn.id) % SMALL_ONES === 0;
}

/** A deleted purchase takes its receipt with it. */
function receiptOf(txn: Txn): Attachment {
  const { createdAt, deleted } = txn;
  return {
    id: String(FIRST_RECEIPT_ID + Number(txn.id)),
    syncToken: deleted ? 1 : 0,
    createdAt,
    updatedAt: deleted ? txn.updatedAt : createdAt,
    deleted,
    fileName: `receipt-${txn.date}-${txn.id}.pdf`,
    contentType: 'application/pdf',
    size: 20_000 + ((Number(txn.id) * 7919) % 90_000),
    attachedTo: [{ type: 'Purchase', id: txn.id }],
  };
}

const missingReceipts = (company: Company): ReadonlySet<string> => plantedIds(company, 'missing-receipt');

/**
 * Receipts that came with card purchases - the planted missing ones are missing - and files ever attached over the API or
 * by hand. A receipt that was changed is among the latter.
 */
function everAttached(company: Company): Attachment[] {
  const missing = missingReceipts(company);
  const noted = company.notes.attachments();
  const changed = new Set(noted.map(({ id }) => id));
  const receipts = company
    .txns('Purchase')
    .flatMap((txn) => (hasReceipt(company, txn, missing) ? [receiptOf(txn)] : []))
    .filter(({ id }) => !changed.has(id));
  return [...noted, ...receipts];
}

function findAttachment(company: Company, id: string): Attachment | undefined {
  const noted = company.notes.attachments().find((attachment) => attachment.id === id);
  if (noted) return noted.deleted ? undefined : noted;
  const txn = company.txn('Purchase', String(Number(id) - FIRST_RECEIPT_ID));
  return txn && !txn.deleted && hasReceipt(company, txn, missingReceipts(company)) ? receiptOf(txn) : undefined;
}

/** Metadata alone: contents are neither taken nor given. */
export const ATTACHABLE: EntityKind<Attachment> = {
  name: 'Attachable',
  key: 'Attachable',
  isList: false,
  tellsTotal: false,
  properties: [...STAMPS, 'FileName', 'ContentType', 'Size', 'Note', 'AttachableRef'],
  records: (company) => everAttached(company).filter(({ deleted }) => !deleted),
  everRecorded: everAttached,
  find: findAttachment,
  glance: (record, property) => {
    if (property === 'attachableref.entityref.value') return record.attachedTo[0]?.id ?? null;
    if (property === 'attachableref.entityref.type') return record.attachedTo[0]?.type ?? null;
    return glanceStamp(record, property);
  },
  write: (_books, record) =>
    omitEmpty({
      AttachableRef: record.attachedTo.map(({ type, id }) => ({
        EntityRef: { value: id, type },
        IncludeOnSend: false,
      })),
      FileName: record.fileName,
      ContentType: record.contentType,
      Size: record.size,
      Note: record.note,
      ...stamps(record),
    }),
};
