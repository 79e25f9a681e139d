import { ACCESS_SECONDS } from './accessToken.js';
import type { SignedIn } from './advisors.service.js';
import { REFRESH_SECONDS } from './refreshToken.js';

/** What carries cookies out: the request's context. */
interface Cookies {
  set(name: string, value: string, options: { readonly path: string; readonly maxAgeSeconds: number }): void;
  clear(name: string, options: { readonly path: string }): void;
}

export const ACCESS_COOKIE = 'runway_access';
export const REFRESH_COOKIE = 'runway_refresh';

/** QuickBooks' return carries the access cookie to any path; the refresh cookie goes to the contract alone. */
const ACCESS_PATH = '/';
const REFRESH_PATH = '/graphql';

/** Hands both tokens to the browser, where no script can read them. */
export function setSessionCookies(cookies: Cookies, session: SignedIn): void {
  cookies.set(ACCESS_COOKIE, session.accessToken, { path: ACCESS_PATH, maxAgeSeconds: ACCESS_SECONDS });
  cookies.set(REFRESH_COOKIE, session.refreshToken, { path: REFRESH_PATH, maxAgeSeconds: REFRESH_SECONDS });
}

/** Takes both back; safe without any. */
export function clearSessionCookies(cookies: Cookies): void {
  cookies.clear(ACCESS_COOKIE, { path: ACCESS_PATH });
  cookies.clear(REFRESH_COOKIE, { path: REFRESH_PATH });
}
