import type { ReactElement } from 'react';
import { usePrinting, type Printing } from '../digest/reading.js';
import type { DocumentKind, OpenDocument } from './console.js';
import { sentDay } from './sentDay.js';

/**
 * Under the name, where there is no room for their columns: when it is due, how late its customer usually pays, when it
 * was sent last. Shown by the styles, and read out, where the columns are not.
 */
export function DocumentParts({ kind, document }: { kind: DocumentKind; document: OpenDocument }): ReactElement {
  const print = usePrinting();
  return <span className="docparts t3">{partsOf(kind, document, print).join(' · ')}</span>;
}

function partsOf(kind: DocumentKind, document: OpenDocument, print: Printing): readonly string[] {
  const { dueDate, usualDelay, lastSentAt } = document;
  const due = dueDate === null ? 'no due date' : `due ${print.shortDay(dueDate)}`;
  if (kind === 'BILL') return [due];
  const sent = lastSentAt === null ? 'never sent' : `sent ${sentDay(lastSentAt, print)}`;
  return usualDelay === null ? [due, sent] : [due, usualWords(usualDelay), sent];
}

function usualWords(days: number): string {
  if (days === 0) return 'usually on time';
  return `usually ${Math.abs(days)} d ${days > 0 ? 'late' : 'early'}`;
}
