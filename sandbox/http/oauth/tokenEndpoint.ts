import { fieldsOf, json, type Answer, type Exchange } from '../exchange.js';
import type { Grants } from './grants.js';
import { authenticatedApp, type RegisteredApp } from './registeredApps.js';

const refused = (status: 400 | 401, error: string): Answer =>
  json(status, { error }, { 'Cache-Control': 'no-cache, no-store' });

/** POST /oauth2/v1/tokens/bearer: exchange of a code, or refresh. */
export async function tokenEndpoint(
  exchange: Exchange,
  apps: readonly RegisteredApp[],
  grants: Grants,
): Promise<Answer> {
  const form = fieldsOf(exchange);
  const app = authenticatedApp(apps, exchange.headers.authorization, form);
  if (!app) return refused(401, 'invalid_client');
  const grantType = form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    return refused(400, grantType === undefined ? 'invalid_request' : 'unsupported_grant_type');
  }
  const tokens =
    grantType === 'authorization_code'
      ? await grants.redeemCode(app.clientId, form.get('code') ?? '', form.get('redirect_uri') ?? '')
      : await grants.refresh(app.clientId, form.get('refresh_token') ?? '');
  if (!tokens) return refused(400, 'invalid_grant');
  const { x_refresh_token_hard_expires_in: hard, ...rest } = tokens;
  const asked = exchange.headers['x-include-refresh-token-hard-expires-in'] === 'true';
  return json(200, asked ? { ...rest, x_refresh_token_hard_expires_in: hard } : rest, {
    'Cache-Control': 'no-cache, no-store',
  });
}

/** POST /v2/oauth2/tokens/revoke: a refresh or access token, as JSON or form; 200 without a body. */
export async function revokeEndpoint(
  exchange: Exchange,
  apps: readonly RegisteredApp[],
  grants: Grants,
): Promise<Answer> {
  const form = fieldsOf(exchange);
  const app = authenticatedApp(apps, exchange.headers.authorization, form);
  if (!app) return refused(401, 'invalid_client');
  const revoked = await grants.revoke(app.clientId, form.get('token') ?? '');
  return revoked
    ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: '' }
    : refused(400, 'invalid_grant');
}
