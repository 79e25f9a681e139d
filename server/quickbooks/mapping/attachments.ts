import { documentTypeOf } from '../../../domain/documentTypes.js';
import type { Json } from '../answer.js';
import { Fields } from './fields.js';

/** QuickBooks' entity that says which file belongs to what. */
export const ATTACHMENT = 'Attachable';

/** A file or note as the books know it: what it is called and what it belongs to. Contents are never read. */
export interface Attachment {
  readonly id: string;
  /** Null for a note without a file. */
  readonly fileName: string | null;
  /** By type, then id, each once: the order in which QuickBooks lists them says nothing. */
  readonly attachedTo: readonly AttachedTo[];
}

/** An entity by its type as the API names it. */
export interface AttachedTo {
  readonly type: string;
  readonly id: string;
}

/** An Attachable entity. One that belongs to nothing yet is in the company's own list of files alone. */
export function readAttachment(json: Json): Attachment {
  const entity = new Fields(json, `${ATTACHMENT} ${String(json['Id'])}`);
  const named = new Map<string, AttachedTo>();
  for (const link of entity.list('AttachableRef')) {
    const ref = link.optionalObject('EntityRef');
    if (!ref) continue;
    const type = ref.text('type');
    const to = { type: documentTypeOf(type) ?? type, id: ref.text('value') };
    named.set(`${to.type}:${to.id}`, to);
  }
  const attachedTo = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, to]) => to);
  return { id: entity.text('Id'), fileName: entity.optionalText('FileName'), attachedTo };
}
