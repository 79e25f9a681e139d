import { entityKind } from '../entities/registry.js';
import { unsupportedOperation } from '../faults.js';
import { ATTACHABLE_NAME, writeAttachable } from './attachables.js';
import { documentForm } from './documents/forms.js';
import { DocumentWrites } from './documentWrites.js';
import { isWritableList, ListWrites } from './listWrites.js';
import { faultOf } from './refusals.js';
import type { WriteContext, WriteRequest, Written } from './writeContext.js';

/**
 * Does one write on an entity, named in any case. Refuses (500) entities and operations the API does not have; every
 * refusal is a `ServiceFault`, and nothing was changed then.
 */
export function writeEntity(name: string, request: WriteRequest, context: WriteContext): Written {
  const kind = entityKind(name);
  if (!kind) throw unsupportedOperation(name);
  const form = documentForm(kind.name);
  try {
    if (form) return new DocumentWrites(kind, form, context).write(request);
    if (isWritableList(kind.name)) return new ListWrites(kind, kind.name, context).write(request);
    if (kind.name === ATTACHABLE_NAME) return writeAttachable(kind, request, context);
  } catch (error) {
    throw faultOf(error);
  }
  throw unsupportedOperation(`${request.operation} ${kind.name}`);
}
