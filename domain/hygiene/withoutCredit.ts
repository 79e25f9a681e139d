import type { BookDocument } from '../books.js';
import { entityKey } from '../documentTypes.js';
import type { ForecastChange } from '../forecast/forecastInputs.js';

/** A forecast sets a credit against at most so many documents that a resolution takes back. */
const MOST_PARTS = 50;

/**
 * The forecast with a credit or unapplied payment set against none of its party's open documents. The forecast keeps a
 * credit over several of them as `<key>`, `<key>/2`, `<key>/3` …; what it does not have changes nothing.
 */
export function withoutCredit(credit: BookDocument, open: readonly unknown[]): readonly ForecastChange[] {
  const key = entityKey(credit.type, credit.id);
  return Array.from({ length: Math.min(MOST_PARTS, open.length) }, (_, part) => ({
    kind: 'REMOVE',
    key: part === 0 ? key : `${key}/${part + 1}`,
  }));
}
