import { CALLBACK_PATH } from './connectionCookie.service.js';
import type { QuickBooksSettings } from './createQuickBooks.js';

/** The part of the configuration that concerns QuickBooks. */
export interface QuickBooksEnvironment {
  readonly PUBLIC_URL: string;
  readonly QUICKBOOKS_CLIENT_ID: string;
  readonly QUICKBOOKS_CLIENT_SECRET: string;
  readonly QUICKBOOKS_AUTHORIZE_URL: string;
  readonly QUICKBOOKS_TOKEN_URL: string;
  readonly QUICKBOOKS_REVOKE_URL: string;
  readonly QUICKBOOKS_API_URL: string;
  readonly QUICKBOOKS_MONTHLY_CALLS: number;
  readonly QUICKBOOKS_APP_URL: string;
}

/** QuickBooks' own limit for one request. */
const TIMEOUT_MS = 120_000;

/** QuickBooks' settings from the environment; the return address follows from the public one. */
export function quickBooksSettings(environment: QuickBooksEnvironment): QuickBooksSettings {
  return {
    clientId: environment.QUICKBOOKS_CLIENT_ID,
    clientSecret: environment.QUICKBOOKS_CLIENT_SECRET,
    authorizeUrl: environment.QUICKBOOKS_AUTHORIZE_URL,
    tokenUrl: environment.QUICKBOOKS_TOKEN_URL,
    revokeUrl: environment.QUICKBOOKS_REVOKE_URL,
    apiUrl: environment.QUICKBOOKS_API_URL,
    redirectUri: `${environment.PUBLIC_URL.replace(/\/+$/, '')}${CALLBACK_PATH}`,
    timeoutMs: TIMEOUT_MS,
    monthlyCalls: environment.QUICKBOOKS_MONTHLY_CALLS,
    appUrl: environment.QUICKBOOKS_APP_URL,
  };
}
