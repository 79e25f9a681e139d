import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BASIC, CLIENT, consent, start, type Running, type Tokens } from './httpHarness.js';
import { REALM, smallCompany } from './smallCompany.js';

const ACCOUNTING = 'com.intuit.quickbooks.accounting';
const HOUR = 3_600_000;
const query = {
  client_id: CLIENT.id,
  redirect_uri: CLIENT.redirect,
  scope: ACCOUNTING,
  state: 'st<ate',
  response_type: 'code',
};

describe('OAuth', () => {
  let running: Running;
  beforeAll(async () => {
    running = await start([smallCompany().company]);
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const page = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${running.url}/connect/oauth2?${new URLSearchParams(fields).toString()}`, { redirect: 'manual' });
  const refresh = async (value: string): Promise<Response> =>
    running.token({ grant_type: 'refresh_token', refresh_token: value });

  it('shows a page that names the stand-in and the companies, and cannot be framed', async () => {
    const answer = await page(query);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(html).toContain('Stand-in QuickBooks');
    expect(html).toContain('Allow client-id to see');
    expect(html).toContain('Corner Café');
    expect(html).toContain('value="st&lt;ate"');
  });

  it('refuses an unregistered app or redirect address on the spot, and sends a bad scope back', async () => {
    expect((await page({ ...query, client_id: 'x' })).status).toBe(400);
    expect((await page({ ...query, redirect_uri: `${CLIENT.redirect}?a=b` })).status).toBe(400);
    const answer = await page({ ...query, scope: 'everything' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain('error=invalid_scope');
  });

  it('sends back code, state and realmId on allow, access_denied on cancel', async () => {
    const back = await consent(running.url, { ...query, realm_id: REALM, decision: 'allow' });
    expect(back.origin + back.pathname).toBe(CLIENT.redirect);
    expect(back.searchParams.get('realmId')).toBe(REALM);
    expect(back.searchParams.get('state')).toBe('st<ate');
    expect(back.searchParams.get('code')).toMatch(/^XAB1/);
    const cancelled = await consent(running.url, { ...query, realm_id: REALM, decision: 'cancel' });
    expect(Object.fromEntries(cancelled.searchParams)).toEqual({ error: 'access_denied', state: 'st<ate' });
  });

  it('answers the exchange with exactly the documented fields, and a code once', async () => {
    const back = await consent(running.url, { ...query, realm_id: REALM, decision: 'allow' });
    const exchange = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: CLIENT.redirect,
    };
    const first = await running.token(exchange);
    const tokens = (await first.json()) as Tokens;
    expect(first.status).toBe(200);
    expect(Object.keys(tokens).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'token_type',
      'x_refresh_token_expires_in',
    ]);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_726_400 });
    const second = await running.token(exchange);
    expect(second.status).toBe(400);
    expect(await second.text()).toBe('{"error":"invalid_grant"}');
  });

  it('spends the code when it comes with another redirect address, and lets it expire', async () => {
    const wrong = await consent(running.url, { ...query, realm_id: REALM, decision: 'allow' });
    const code = wrong.searchParams.get('code') ?? '';
    expect(
      (await running.token({ grant_type: 'authorization_code', code, redirect_uri: 'http://elsewhere/' })).status,
    ).toBe(400);
    expect(
      (await running.token({ grant_type: 'authorization_code', code, redirect_uri: CLIENT.redirect })).status,
    ).toBe(400);
    const late = await consent(running.url, { ...query, realm_id: REALM, decision: 'allow' });
    running.clock.now += 11 * 60_000;
    expect(
      (
        await running.token({
          grant_type: 'authorization_code',
          code: late.searchParams.get('code') ?? '',
          redirect_uri: CLIENT.redirect,
        })
      ).status,
    ).toBe(400);
  });

  it('refuses bad credentials with 401 and unknown grants with 400', async () => {
    const bad = await running.token({ grant_type: 'refresh_token' }, { Authorization: 'Basic eDp5' });
    expect(bad.status).toBe(401);
    expect(await bad.json()).toEqual({ error: 'invalid_client' });
    const unknown = await running.token({ grant_type: 'password' });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toEqual({ error: 'unsupported_grant_type' });
  });

  it('keeps the refresh value for 24 hours, then changes it and refuses the old one', async () => {
    const tokens = await running.connect();
    running.clock.now += 23 * HOUR;
    const same = (await (await refresh(tokens.refresh_token)).json()) as Tokens;
    expect(same.refresh_token).toBe(tokens.refresh_token);
    expect(same.access_token).not.toBe(tokens.access_token);
    running.clock.now += HOUR;
    const changed = (await (await refresh(tokens.refresh_token)).json()) as Tokens;
    expect(changed.refresh_token).not.toBe(tokens.refresh_token);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    expect((await refresh(changed.refresh_token)).status).toBe(200);
  });

  it('lets the refresh value roll for 101 days and the grant end after five years', async () => {
    let { refresh_token: value } = await running.connect();
    const began = running.clock.now;
    running.clock.now += 100 * 24 * HOUR;
    const answer = await running.token(
      { grant_type: 'refresh_token', refresh_token: value },
      { 'x-include-refresh-token-hard-expires-in': 'true' },
    );
    const tokens = (await answer.json()) as Tokens;
    expect(tokens['x_refresh_token_hard_expires_in']).toBe((5 * 365 - 100) * 86_400);
    value = tokens.refresh_token;
    running.clock.now += 102 * 24 * HOUR;
    expect((await refresh(value)).status).toBe(400);
    running.clock.now = began;
  });

  it('expires access tokens after an hour with the gateway envelope', async () => {
    const { access_token: token } = await running.connect();
    expect((await running.get('/companyinfo/1', token)).status).toBe(200);
    running.clock.now += HOUR;
    const { status, body, headers } = await running.get('/companyinfo/1', token);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="Intuit", error="invalid_token"');
    expect(body.fault.error[0]).toEqual({
      message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
      detail: `Token expired: ${token.slice(0, 4)}..`,
      code: '3200',
      element: null,
    });
  });

  it('revokes by JSON or form, by refresh or access token, and ends both', async () => {
    for (const [which, type] of [
      ['refresh_token', 'application/json'],
      ['access_token', 'application/x-www-form-urlencoded'],
    ] as const) {
      const tokens = await running.connect();
      const body = type.includes('json')
        ? JSON.stringify({ token: tokens[which] })
        : new URLSearchParams({ token: tokens[which] });
      const answer = await fetch(`${running.url}/v2/oauth2/tokens/revoke`, {
        method: 'POST',
        headers: { Authorization: BASIC, 'Content-Type': type },
        body,
      });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
      expect((await running.get('/companyinfo/1', tokens.access_token)).status).toBe(401);
      expect((await refresh(tokens.refresh_token)).status).toBe(400);
    }
  });

  it('describes itself in both discovery documents', async () => {
    for (const name of ['openid_configuration', 'openid_sandbox_configuration']) {
      const found = (await (await fetch(`${running.url}/.well-known/${name}`)).json()) as Record<string, unknown>;
      expect(found['token_endpoint']).toBe(`${running.url}/oauth2/v1/tokens/bearer`);
      expect(found['issuer']).toBe('https://oauth.platform.intuit.com/op/v1');
    }
  });

  it('keeps tokens over a restart', async () => {
    const { company } = smallCompany();
    const first = await start([company]);
    const tokens = await first.connect();
    await first.stop();
    const again = await start([company], { dataDir: first.dataDir });
    expect((await again.get('/companyinfo/1', tokens.access_token)).status).toBe(200);
    expect((await again.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(200);
    await again.stop();
    await again.cleanUp();
  });

  it('lets the previous refresh value live for a day where that is switched on', async () => {
    const lenient = await start([smallCompany().company], { previousRefreshGraceMs: 24 * HOUR });
    const { refresh_token: old } = await lenient.connect();
    lenient.clock.now += 25 * HOUR;
    await lenient.token({ grant_type: 'refresh_token', refresh_token: old });
    expect((await lenient.token({ grant_type: 'refresh_token', refresh_token: old })).status).toBe(200);
    lenient.clock.now += 25 * HOUR;
    expect((await lenient.token({ grant_type: 'refresh_token', refresh_token: old })).status).toBe(400);
    await lenient.stop();
    await lenient.cleanUp();
  });
});
