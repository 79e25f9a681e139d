import type { KeyRing } from '../platform/secrets.js';
import { QuickBooksError } from './quickBooksError.js';

/**
 * A kept token as QuickBooks knows it. Throws `needs_reconnecting` where the ring does not open it, since its key was
 * dropped before the token was renewed: a person connects the company again, or the key is put back. Nothing is marked as
 * lost, for QuickBooks did not say so.
 */
export function openToken(keys: KeyRing, sealed: string, context: string): string {
  try {
    return keys.open(sealed, context);
  } catch (cause) {
    throw new QuickBooksError('needs_reconnecting', { detail: 'no key of TOKEN_KEYS opens the kept tokens', cause });
  }
}
