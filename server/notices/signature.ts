import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a post is Intuit's: `intuit-signature` is base64 of HMAC-SHA256 over the body's very bytes with one of the
 * app's verifier tokens (webhooks/best-practices). Takes as long for a wrong signature as for a right one.
 */
export function isSigned(body: Buffer, signature: unknown, tokens: readonly string[]): boolean {
  // Compared as text: base64 of one digest can be written in several ways, and only Intuit's is expected.
  const given = Buffer.from(typeof signature === 'string' ? signature : '');
  let found = false;
  for (const token of tokens) {
    const expected = Buffer.from(createHmac('sha256', token).update(body).digest('base64'));
    const candidate = given.length === expected.length ? given : Buffer.alloc(expected.length);
    const isEqual = timingSafeEqual(expected, candidate) && given.length === expected.length;
    found = found || isEqual;
  }
  return found;
}
