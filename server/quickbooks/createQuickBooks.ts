import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import { QuickBooksCompany, type HttpSettings } from './http.js';
import { QuickBooksOAuth } from './oauth.js';
import { RealmLimiter } from './rateLimit.js';
import { DEFAULT_RETRY, realSleep, type RetryPolicy } from './retry.js';
import { ConnectionTokens } from './tokens.js';

/** Addresses and the app's registration at QuickBooks. */
export interface QuickBooksSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
  readonly apiUrl: string;
  readonly redirectUri: string;
  /** For one request; QuickBooks gives up after 120 s itself. */
  readonly timeoutMs: number;
}

export interface QuickBooksParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tokenKeys: KeyRing;
  readonly settings: QuickBooksSettings;
  /** Tests wait less. */
  readonly retry?: RetryPolicy;
  readonly limiter?: RealmLimiter;
}

/** The door to Intuit, with everything behind it. */
export interface QuickBooks {
  readonly oauth: QuickBooksOAuth;
  readonly tokens: ConnectionTokens;
  /** A connected client's company, its tokens renewed as needed. */
  openCompany(clientId: string, realmId: string, signal: AbortSignal): QuickBooksCompany;
  /** A company whose token is not kept yet. */
  openWithToken(realmId: string, accessToken: string): QuickBooksCompany;
}

const OAUTH_TIMEOUT_MS = 60_000;

/** Puts the door together. The limiter is this process's own: several processes share QuickBooks' limits unknowingly and meet 429. */
export function createQuickBooks(parts: QuickBooksParts): QuickBooks {
  const { database, clock, logger, tokenKeys, settings, retry = DEFAULT_RETRY } = parts;
  const oauth = new QuickBooksOAuth({ ...settings, timeoutMs: Math.min(settings.timeoutMs, OAUTH_TIMEOUT_MS) });
  const tokens = new ConnectionTokens({ database, oauth, keys: tokenKeys, clock, logger });
  const limiter = parts.limiter ?? new RealmLimiter(() => performance.now(), realSleep);
  const http: HttpSettings = { apiUrl: settings.apiUrl, timeoutMs: settings.timeoutMs, retry, limiter };
  return {
    oauth,
    tokens,
    openCompany: (clientId, realmId, signal) => new QuickBooksCompany(realmId, http, tokens.source(clientId), signal),
    openWithToken: (realmId, accessToken) => {
      const given = (): Promise<string> => Promise.resolve(accessToken);
      return new QuickBooksCompany(realmId, http, { current: given, refresh: given });
    },
  };
}
