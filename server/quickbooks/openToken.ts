import type { KeyRing } from '../platform/secrets.js';
import { QuickBooksError } from './quickBooksError.js';

/**
 * A kept token as QuickBooks knows it. Throws `needs_reconnecting` where the ring does not open it: the key that sealed it
 * was dropped before the token was renewed, so that only a new sign-in helps.
 */
export function openToken(keys: KeyRing, sealed: string, context: string): string {
  try {
    return keys.open(sealed, context);
  } catch (cause) {
    throw new QuickBooksError('needs_reconnecting', { detail: 'no key of TOKEN_KEYS opens the kept tokens', cause });
  }
}
