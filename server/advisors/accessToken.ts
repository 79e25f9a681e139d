import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { KeyRing } from '../platform/secrets.js';
import type { Principal } from '../principal.js';

export const ACCESS_SECONDS = 600;

const ISSUER = 'runway';

const claims = z.object({
  sub: z.uuid(),
  firm: z.uuid(),
  role: z.enum(['OWNER', 'ADVISOR']),
  sid: z.uuid(),
  exp: z.number(),
});

/** A signed statement of who acts, good for ten minutes; the key's id stands in its head, so keys can rotate. */
export function signAccess(keys: KeyRing, principal: Principal, now: Date): Promise<string> {
  const { id, key } = keys.active;
  const issued = Math.floor(now.getTime() / 1000);
  return new SignJWT({ firm: principal.firmId, role: principal.role, sid: principal.sessionId })
    .setProtectedHeader({ alg: 'HS256', kid: id })
    .setIssuer(ISSUER)
    .setSubject(principal.id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + ACCESS_SECONDS)
    .sign(key);
}

/** Who a token speaks for, and until when. */
export interface Access {
  readonly principal: Principal;
  readonly endsAt: Date;
}

/** What the token says; null when it is expired, changed, of an unknown key, or no token at all. */
export async function readAccess(keys: KeyRing, token: string, now: Date): Promise<Access | null> {
  try {
    const key = keys.key(decodeProtectedHeader(token).kid ?? '');
    if (!key) return null;
    const { payload } = await jwtVerify(token, key, { issuer: ISSUER, algorithms: ['HS256'], currentDate: now });
    const read = claims.safeParse(payload);
    if (!read.success) return null;
    const { sub: id, firm: firmId, role, sid: sessionId, exp } = read.data;
    return { principal: { id, firmId, role, sessionId }, endsAt: new Date(exp * 1000) };
  } catch (error) {
    // Whatever is wrong with it, the reader is not signed in; anything that is not about the token is a bug.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}
