import OAuthClient from 'intuit-oauth';
import { isObject, type Json } from './answer.js';
import { QuickBooksError } from './quickBooksError.js';

export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
  /** Where QuickBooks sends the person back to; exactly as registered, without a query. */
  readonly redirectUri: string;
  /** For one call, intuit-oauth's own tries included. */
  readonly timeoutMs: number;
}

/** What QuickBooks grants for one company. Both values are secrets. */
export interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly accessExpiresInMs: number;
  readonly refreshExpiresInMs: number;
}

/** A refresh holds the client's row, and others wait for it. */
const LONGEST_REFRESH_MS = 15_000;

// A code works once, and a refresh token may have been rotated before its answer was lost: the library must not repeat a
// call by itself. Whoever calls knows when to try again.
OAuthClient.retryConfig.maxRetries = 0;

/**
 * Sign-in to QuickBooks. Responsible for: consent address, code → grant, refresh, revoke; the only file that opens
 * intuit-oauth. Never: keeping a token, or letting one into an error.
 */
export class QuickBooksOAuth {
  constructor(private readonly settings: OAuthSettings) {}

  /** The consent page for a person to open. `state` comes back with them. */
  authorizeUrl(state: string): string {
    return this.#client().authorizeUri({ scope: [OAuthClient.scopes.Accounting], state });
  }

  /** Exchanges the code QuickBooks sent back, once. */
  async exchange(code: string, realmId: string): Promise<Grant> {
    const query = new URLSearchParams({ code, realmId }).toString();
    return this.#granted('exchange', (client) => client.createToken(`${this.settings.redirectUri}?${query}`));
  }

  /**
   * A new grant for a refresh token. Whatever comes back replaces it, and must be kept before it is used; `late` hears of
   * a grant that came after this call had been given up. Without an answer the old token is still to be tried.
   */
  async refresh(refreshToken: string, late?: (grant: Grant) => void): Promise<Grant> {
    const most = Math.min(this.settings.timeoutMs, LONGEST_REFRESH_MS);
    return this.#granted('refresh', (client) => client.refreshUsingToken(refreshToken), most, late);
  }

  /** Takes the grant back at QuickBooks. */
  async revoke(refreshToken: string): Promise<void> {
    const most = Math.min(this.settings.timeoutMs, LONGEST_REFRESH_MS);
    await this.#call('revoke', async (client) => client.revoke({ refresh_token: refreshToken }), most);
  }

  async #granted(
    step: string,
    call: (client: OAuthClient) => Promise<{ json: unknown }>,
    mostMs = this.settings.timeoutMs,
    late?: (grant: Grant) => void,
  ): Promise<Grant> {
    const granted = async (client: OAuthClient): Promise<Grant> => {
      const { json } = await call(client);
      if (!isObject(json)) throw new QuickBooksError('unreadable', { detail: `${step}: no token in the answer` });
      return readGrant(json, step);
    };
    return this.#call(step, granted, mostMs, late);
  }

  async #call<T>(
    step: string,
    call: (client: OAuthClient) => Promise<T>,
    mostMs: number,
    late?: (result: T) => void,
  ): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let isGivenUp = false;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isGivenUp = true;
        reject(new QuickBooksError('unavailable', { detail: `${step}: no answer in time` }));
      }, mostMs);
    });
    const answered = call(this.#client()).then((result) => {
      if (isGivenUp) late?.(result);
      return result;
    });
    try {
      return await Promise.race([answered, tooLong]);
    } catch (error) {
      throw error instanceof QuickBooksError ? error : refusedGrant(error, step);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A client of its own for each call: intuit-oauth keeps the last token inside. Its addresses are process-wide. */
  #client(): OAuthClient {
    const { clientId, clientSecret, redirectUri, authorizeUrl, tokenUrl, revokeUrl } = this.settings;
    const client = new OAuthClient({ clientId, clientSecret, redirectUri, environment: 'production', logging: false });
    return client.setAuthorizeURLs({
      authorizeEndpoint: authorizeUrl,
      tokenEndpoint: tokenUrl,
      revokeEndpoint: revokeUrl,
      userInfoEndpoint: OAuthClient.userinfo_endpoint_production,
    });
  }
}

function readGrant(json: Json, step: string): Grant {
  const text = (key: string): string => {
    const value = json[key];
    if (typeof value !== 'string' || value === '')
      throw new QuickBooksError('unreadable', { detail: `${step}: no ${key}` });
    return value;
  };
  const seconds = (key: string): number => {
    const value = Number(json[key]);
    if (!Number.isFinite(value) || value <= 0)
      throw new QuickBooksError('unreadable', { detail: `${step}: no ${key}` });
    return value * 1000;
  };
  return {
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    accessExpiresInMs: seconds('expires_in'),
    refreshExpiresInMs: seconds('x_refresh_token_expires_in'),
  };
}

/** The library's errors carry requests with secrets in them, so only the named parts go on. */
function refusedGrant(error: unknown, step: string): QuickBooksError {
  const known: Json = isObject(error) ? error : {};
  const text = (key: string): string => (typeof known[key] === 'string' ? known[key] : '');
  const code = text('error');
  const tid = text('intuit_tid') || null;
  if (code === 'invalid_grant')
    return new QuickBooksError('needs_reconnecting', { tid, code, detail: `${step}: ${code}` });
  if (/^(invalid_|unauthorized_|unsupported_|access_denied)/.test(code)) {
    return new QuickBooksError('refused', { tid, code, detail: `${step}: ${code}` });
  }
  return new QuickBooksError('unavailable', {
    tid,
    detail: `${step}: ${text('originalMessage').slice(0, 80) || 'no answer'}`,
  });
}
