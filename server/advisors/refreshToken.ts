import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const REFRESH_SECONDS = 30 * 24 * 60 * 60;

/** A session's id and its current secret, as the refresh cookie carries them. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly secret: string;
}

const WRITTEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** A token with 256 fresh random bits. */
export function newRefreshToken(sessionId: string): RefreshToken {
  return { sessionId, secret: randomBytes(32).toString('base64url') };
}

/** `session id.secret`, as the cookie carries it. */
export function writeRefreshToken(token: RefreshToken): string {
  return `${token.sessionId}.${token.secret}`;
}

/** Null when the text is not a refresh token. */
export function readRefreshToken(text: string | undefined): RefreshToken | null {
  const match = WRITTEN.exec(text ?? '');
  return match?.[1] && match[2] ? { sessionId: match[1], secret: match[2] } : null;
}

/** What the database keeps: the secret is 256 random bits, so a plain hash is enough. */
export function hashOf(token: RefreshToken): string {
  return createHash('sha256').update(token.secret).digest('base64url');
}

/** Compares hashes in a time that tells nothing. */
export function sameHash(a: string, b: string | null): boolean {
  if (b === null || a.length !== b.length) return false;
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
