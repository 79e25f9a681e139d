import type { QuickBooksSettings } from '../../server/quickbooks/createQuickBooks.js';
import { CLIENT } from '../sandbox/httpHarness.js';

/** What the product is told to find the stand-in at an address, as the app that is registered there. */
export function standInSettings(url: string, timeoutMs = 5_000): QuickBooksSettings {
  return {
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    authorizeUrl: `${url}/connect/oauth2`,
    tokenUrl: `${url}/oauth2/v1/tokens/bearer`,
    revokeUrl: `${url}/v2/oauth2/tokens/revoke`,
    apiUrl: url,
    redirectUri: CLIENT.redirect,
    timeoutMs,
  };
}
