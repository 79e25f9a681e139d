import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import { QuickBooksCompany, type HttpSettings } from './http.js';
import { QuickBooksOAuth } from './oauth.js';
import { keepFailure } from './failureLog.js';
import type { RealmGate } from './rateLimit.js';
import { DEFAULT_RETRY, realSleep, type RetryPolicy } from './retry.js';
import { GrantReturns } from './grantReturn.js';
import { SharedGate } from './sharedGate.js';
import { ConnectionTokens, type TokenParts } from './tokens.js';

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
  /** Calls a calendar month (UTC) for all companies together; those beyond are not sent. Default: DEFAULT_MONTHLY_CALLS. */
  readonly monthlyCalls?: number;
  /** QuickBooks' own app, which links lead to. Default: DEFAULT_APP_URL. */
  readonly appUrl?: string;
}

export interface QuickBooksParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tokenKeys: KeyRing;
  readonly settings: QuickBooksSettings;
  /** Tests wait less. */
  readonly retry?: RetryPolicy;
  readonly limiter?: RealmGate;
  /** How tokens are kept; ConnectionTokens where it is left out. */
  readonly createTokens?: (parts: TokenParts) => ConnectionTokens;
}

/** The door to Intuit, with everything behind it. */
export interface QuickBooks {
  readonly oauth: QuickBooksOAuth;
  readonly tokens: ConnectionTokens;
  /** A connected client's company, its tokens renewed as needed, its failed tries kept. */
  openCompany(clientId: string, realmId: string, signal: AbortSignal): QuickBooksCompany;
  /** The same for a sync, which leaves the month's last calls to what advisors decided. */
  openForReading(clientId: string, realmId: string, signal: AbortSignal): QuickBooksCompany;
  /** A company whose token is not kept yet. */
  openWithToken(realmId: string, accessToken: string): QuickBooksCompany;
  readonly returns: GrantReturns;
}

const OAUTH_TIMEOUT_MS = 60_000;
/** What Intuit's free tier allows a month (`quickbooks.md` 3). */
export const DEFAULT_MONTHLY_CALLS = 500_000;
/** Where people open QuickBooks Online. */
export const DEFAULT_APP_URL = 'https://app.qbo.intuit.com';

/** Puts the door together. All processes over one database share QuickBooks' limits, rests and the month's calls. */
export function createQuickBooks(parts: QuickBooksParts): QuickBooks {
  const { database, clock, logger, tokenKeys, settings, retry = DEFAULT_RETRY } = parts;
  const oauth = new QuickBooksOAuth({ ...settings, timeoutMs: Math.min(settings.timeoutMs, OAUTH_TIMEOUT_MS) });
  const tokenParts = { database, oauth, keys: tokenKeys, clock, logger };
  const tokens = parts.createTokens?.(tokenParts) ?? new ConnectionTokens(tokenParts);
  const monthlyCalls = settings.monthlyCalls ?? DEFAULT_MONTHLY_CALLS;
  const shared = { database, logger, monthlyCalls, sleep: realSleep, random: Math.random };
  const limiter: RealmGate = parts.limiter ?? new SharedGate(shared);
  const http: HttpSettings = { apiUrl: settings.apiUrl, timeoutMs: settings.timeoutMs, retry, limiter };
  const opening =
    (settingsOf: HttpSettings): QuickBooks['openCompany'] =>
    (clientId, realmId, signal) =>
      new QuickBooksCompany(realmId, settingsOf, tokens.source(clientId), {
        signal,
        onFailure: (failed) => keepFailure({ database, clock, logger }, clientId, failed),
      });
  return {
    oauth,
    tokens,
    returns: new GrantReturns(tokenParts),
    openCompany: opening(http),
    openForReading: opening({ ...http, limiter: limiter.forReading?.() ?? limiter }),
    openWithToken: (realmId, accessToken) => {
      const given = (): Promise<string> => Promise.resolve(accessToken);
      return new QuickBooksCompany(realmId, http, { current: given, refresh: given });
    },
  };
}
