import { isObject, type Json } from './answer.js';
import { unreadable, type QuickBooksError } from './quickBooksError.js';

/**
 * What became of a write. APPLIED: QuickBooks answered with it. REFUSED: QuickBooks understood and said no, with a code of
 * its own; nothing was written. NOT_SENT: nothing was written, because nothing arrived, or the gateway in front turned it
 * away (401, 403, 429). UNKNOWN: it may have been written or not, and it may still be at work on it.
 */
export type WriteOutcome =
  | { readonly kind: 'APPLIED'; readonly entity: Json }
  | { readonly kind: 'REFUSED' | 'NOT_SENT' | 'UNKNOWN'; readonly error: QuickBooksError };

/** "Duplicate Request ID": it was written by an earlier request, whose answer is not told again. */
const WRITTEN_BEFORE = '600';

/** A good answer holds what was written under its entity's name, with its id; one that does not says nothing of it. */
export function outcomeOfAnswer(answer: Json, entity: string): WriteOutcome {
  const written = answer[entity];
  if (isObject(written) && typeof written['Id'] === 'string' && written['Id'] !== '')
    return { kind: 'APPLIED', entity: written };
  return { kind: 'UNKNOWN', error: unreadable(`written: no ${entity} with an id`, Object.keys(answer)) };
}

/** `ofTheLine`: the request was handed to the line; otherwise it stopped at the gate, or for want of a token. */
export function outcomeOfError(error: QuickBooksError, ofTheLine: boolean): WriteOutcome {
  if (!ofTheLine || error.isUnsent) return { kind: 'NOT_SENT', error };
  switch (error.kind) {
    case 'unauthorized':
    case 'needs_reconnecting':
    case 'throttled':
    case 'allowance_used':
      return { kind: 'NOT_SENT', error };
    case 'refused':
      // Without a code it is not QuickBooks that speaks but something in between.
      return error.code !== null && error.code !== '' && error.code !== WRITTEN_BEFORE
        ? { kind: 'REFUSED', error }
        : { kind: 'UNKNOWN', error };
    case 'unavailable':
    case 'unreadable':
      return { kind: 'UNKNOWN', error };
  }
}
