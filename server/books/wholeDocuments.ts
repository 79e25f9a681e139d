import type { BookDocument } from '../../domain/books.js';
import { documentTypeOf } from '../../domain/documentTypes.js';
import type { EntityRef } from './figureDocuments.js';
import type { Landmark } from './figureLandmarks.js';
import type { WholeDocuments } from './figurePostings.js';
import type { FigureScope } from './figureScope.js';
import type { LabelledType } from './figureSummaries.js';

/** The ledger's labels with the entities they stand for. */
export function labelledTypes(labels: readonly string[]): LabelledType[] {
  return labels.flatMap((label) => {
    const type = documentTypeOf(label);
    return type === null ? [] : [{ label, type }];
  });
}

export function entitiesOf(landmarks: readonly Landmark[]): EntityRef[] {
  return landmarks.flatMap(({ document_type, document_id }) => {
    const type = documentTypeOf(document_type);
    return type === null || document_id === null ? [] : [{ type, id: document_id }];
  });
}

/**
 * The documents that stay whole whatever their date: landmarks, what deposits deposit (its other legs give the
 * deposit's class), and what payments settle or use up that is no document of ours (its legs give the sign and the date).
 */
export function wholeDocuments(
  { from }: FigureScope,
  landmarks: readonly Landmark[],
  documents: readonly BookDocument[],
  undocumented: readonly EntityRef[],
  labels: readonly LabelledType[],
): WholeDocuments {
  const labelsOf = Map.groupBy(labels, ({ type }) => type);
  const recent = new Set(documents.filter(({ date }) => date >= from).map(({ type, id }) => `${type}:${id}`));
  const oldKeys = new Set(landmarks.flatMap(({ document_key }) => document_key ?? []));
  const keys = new Set(oldKeys);
  const add = ({ type, id }: EntityRef): void => {
    for (const { label } of labelsOf.get(type) ?? []) {
      keys.add(`${label}:${id}`);
      if (!recent.has(`${type}:${id}`)) oldKeys.add(`${label}:${id}`);
    }
  };
  entitiesOf(landmarks).forEach(add);
  undocumented.forEach(add);
  for (const { type, applications } of documents) {
    if (type === 'Deposit') applications.forEach(add);
    if (type === 'Payment' || type === 'BillPayment')
      applications.filter((application) => !PLAIN.has(`${type} ${application.type}`)).forEach(add);
  }
  return { keys: [...keys], oldKeys: [...oldKeys] };
}

/** What a payment settles or uses up as a matter of course; the sign of these is known without their legs. */
const PLAIN: ReadonlySet<string> = new Set([
  'Payment Invoice',
  'Payment CreditMemo',
  'BillPayment Bill',
  'BillPayment VendorCredit',
]);
