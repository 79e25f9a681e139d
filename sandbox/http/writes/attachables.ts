/** Files attached to records: what they are called and what they belong to. Contents are not kept. */
import type { Attachment } from '../../ledger/types.js';
import { Books } from '../entities/books.js';
import { entityKind, type AnyKind } from '../entities/registry.js';
import { unsupportedOperation } from '../faults.js';
import { Fields } from './fields.js';
import { invalidEnumeration, invalidReference, requiredMissing } from './refusals.js';
import {
  meant,
  refuseUnknownProperties,
  wholeBody,
  type WriteContext,
  type WriteRequest,
  type Written,
} from './writeContext.js';

export const ATTACHABLE_NAME = 'Attachable';

const IGNORED = ['FileAccessUri', 'TempDownloadUri', 'Category', 'Tag', 'Lat', 'Long', 'PlaceName'];

function attachedTo(fields: Fields): Attachment['attachedTo'] {
  return fields.list('AttachableRef', 100).map((ref) => {
    const entity = ref.need('EntityRef').inner('EntityRef');
    const [id, type] = [entity.need('value').text('value') ?? '', entity.need('type').text('type') ?? ''];
    const kind = entityKind(type);
    if (!kind) throw invalidEnumeration('EntityRef.type', type);
    if (kind.find(fields.company, id) === undefined) throw invalidReference(kind.name, id);
    return { type: kind.name, id };
  });
}

function read(fields: Fields): Pick<Attachment, 'fileName' | 'contentType' | 'size' | 'note' | 'attachedTo'> {
  const made = {
    fileName: fields.text('FileName', 1000),
    contentType: fields.text('ContentType', 100),
    size: fields.number('Size'),
    note: fields.text('Note', 2000),
    attachedTo: attachedTo(fields),
  };
  if (made.fileName === undefined && made.note === undefined) throw requiredMissing('FileName');
  return made;
}

/** Creates, updates or deletes the record of an attached file. */
export function writeAttachable(kind: AnyKind, request: WriteRequest, context: WriteContext): Written {
  const { operation, body } = request;
  const { company, at } = context;
  if (operation === 'void') throw unsupportedOperation('void Attachable');
  const known =
    operation === 'create' ? undefined : meant(body, (id) => kind.find(company, id) as Attachment | undefined);
  const whole = known ? wholeBody(kind, company, known, body) : body;
  refuseUnknownProperties(whole, kind, IGNORED);
  const attachment: Attachment = {
    ...(operation === 'delete' && known ? known : read(new Fields(whole, company))),
    id: known?.id ?? company.notes.nextAttachmentId(),
    syncToken: known ? known.syncToken + 1 : 0,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
    deleted: operation === 'delete',
  };
  company.note({ op: 'attachment', attachment }, at);
  const { id, syncToken } = attachment;
  const done = { create: 'Create', update: 'Update', delete: 'Delete' } as const;
  context.told({ operation: done[operation], entity: kind.name, id, syncToken });
  if (operation === 'delete') return { [kind.key]: { domain: 'QBO', status: 'Deleted', Id: id } };
  return { [kind.key]: kind.write(new Books(company), attachment) };
}
