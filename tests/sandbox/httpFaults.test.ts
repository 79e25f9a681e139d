import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONTROL, start, type Body, type Running } from './httpHarness.js';
import { emptyCompany, REALM, smallCompany } from './smallCompany.js';

const OTHER = '9130000000000003';

describe('the gateway, the limits and planned faults', () => {
  let running: Running;
  let token: string;
  beforeAll(async () => {
    running = await start([smallCompany().company, emptyCompany({ realmId: OTHER }).company]);
    token = (await running.connect()).access_token;
  });
  beforeEach(async () => {
    await running.control('DELETE', 'faults');
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const raw = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${running.url}/v3/company/${REALM}${path}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', ...headers },
    });
  const plan = (fault: unknown): Promise<Response> => running.control('POST', 'faults', fault);
  const INFO = '/companyinfo/1';

  it('answers with the headers QuickBooks sends', async () => {
    const { headers } = await running.get(INFO, token);
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(headers.get('cache-control')).toBe('max-age=0, no-cache, no-store, must-revalidate, private');
    expect([headers.has('qbo-version'), headers.has('service-time'), headers.get('expires')]).toEqual([
      true,
      true,
      '0',
    ]);
  });

  it('wraps a read with a Pacific time, and behaves as minor version 75 whatever is asked', async () => {
    const { body } = await running.get(`${INFO}?minorversion=4`, token);
    expect(body.time).toBe('2026-11-21T10:00:00.000-08:00');
    expect(body.CompanyInfo.CompanyName).toBe('Corner Café');
  });

  it('refuses a missing, malformed or unknown token with 401, as XML unless JSON is accepted', async () => {
    for (const [value, detail] of [
      ['', 'Malformed bearer token: too short or too long'],
      ['x'.repeat(5000), 'Malformed bearer token: too short or too long'],
      ['y'.repeat(200), 'Token revoked: yyyy..'],
    ]) {
      const answer = await raw(INFO, { Authorization: `Bearer ${value}` });
      const body = (await answer.json()) as Body;
      expect([answer.status, body.fault.error[0]?.detail, body.fault.type]).toEqual([401, detail, 'AUTHENTICATION']);
      expect(Object.keys(body)).toEqual([
        'warnings',
        'intuitObject',
        'fault',
        'report',
        'queryResponse',
        'batchItemResponse',
        'attachableResponse',
        'syncErrorResponse',
        'requestId',
        'time',
        'status',
        'cdcresponse',
      ]);
    }
    const xml = await raw(INFO, { Authorization: 'Bearer short', Accept: 'text/xml' });
    expect(xml.headers.get('content-type')).toContain('xml');
    expect(await xml.text()).toContain('<Error code="3200">');
    expect(
      (await raw(`${INFO}?format=json`, { Authorization: 'Bearer short', Accept: '*/*' })).headers.get('content-type'),
    ).toContain('json');
  });

  it('refuses another company with 403 code 3100, and a token without the accounting scope', async () => {
    const wrong = await running.get(INFO, token, OTHER);
    expect([wrong.status, wrong.body.fault.type, wrong.body.fault.error[0]?.code]).toEqual([403, 'SERVICE', '3100']);
    expect(wrong.body.fault.error[0]?.message).toBe(
      'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403',
    );
    const narrow = await running.connect(REALM, 'openid');
    const scoped = await running.get(INFO, narrow.access_token);
    expect(scoped.body.fault.error[0]).toMatchObject({
      message: 'message=AuthorizationFailed; errorCode=003100; statusCode=403',
      detail: 'The access token does not have sufficient scope',
    });
  });

  it('throttles at 10 a second and 500 a minute a company where limits are on', async () => {
    const strict = await start([smallCompany().company], { limits: true });
    const { access_token: bearer } = await strict.connect();
    for (let n = 0; n < 10; n += 1) expect((await strict.get(INFO, bearer)).status).toBe(200);
    const refused = await strict.get(INFO, bearer);
    expect([refused.status, refused.body.Fault.type, refused.body.Fault.Error[0]?.code]).toEqual([
      429,
      'SERVICE',
      '3001',
    ]);
    expect(refused.headers.get('retry-after')).toBeNull();
    let served = 10;
    for (let second = 0; second < 50; second += 1) {
      strict.clock.now += 1000;
      for (let n = 0; n < 10; n += 1) served += (await strict.get(INFO, bearer)).status === 200 ? 1 : 0;
    }
    expect(served).toBe(500);
    await strict.stop();
    await strict.cleanUp();
  });

  it.each([
    ['html', 200, 'text/html', '<!DOCTYPE html>'],
    ['garbage', 200, 'application/json;charset=utf-8', '\u0000'],
    ['truncated', 200, 'application/json;charset=utf-8', '{"CompanyInfo"'],
    ['fault200', 200, 'application/json;charset=utf-8', '{"Fault":{"Error":'],
    ['empty', 200, 'application/json;charset=utf-8', ''],
  ])('answers %s once, then well again', async (bodyKind, status, type, beginning) => {
    expect((await plan({ realmId: REALM, path: 'companyinfo', times: 1, bodyKind })).status).toBe(201);
    const answer = await raw(INFO);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect(text.startsWith(beginning)).toBe(true);
    if (bodyKind !== 'fault200') expect(() => JSON.parse(text) as unknown).toThrow();
    expect((await running.get(INFO, token)).body.CompanyInfo.Id).toBe('1');
  });

  it('turns numbers into strings, amounts with their cents', async () => {
    await plan({ bodyKind: 'numbersAsStrings' });
    const answer = await raw("/query?query=select * from Invoice where DocNumber = '1001'");
    const { QueryResponse } = (await answer.json()) as Body;
    expect(QueryResponse).toMatchObject({ maxResults: '1', Invoice: [{ TotalAmt: '324.00', DocNumber: '1001' }] });
  });

  it('answers a planned status with its envelope, for as many requests as planned and only where planned', async () => {
    await plan({ status: 429, times: 2, path: '/query' });
    expect((await raw(INFO)).status).toBe(200);
    const throttled = await raw('/query?query=select * from Bill');
    expect(((await throttled.json()) as Body).Fault.Error[0]?.code).toBe('3001');
    expect((await raw('/query?query=select * from Bill')).status).toBe(429);
    expect((await raw('/query?query=select * from Bill')).status).toBe(200);
    await plan({ status: 503 });
    expect((await raw(INFO)).status).toBe(503);
    await plan({ status: 500, path: '/oauth2/v1/tokens/bearer' });
    expect((await running.token({ grant_type: 'refresh_token' })).status).toBe(500);
  });

  it('delays, hangs and drops the connection in mid-answer', async () => {
    await plan({ delayMs: 120 });
    const began = performance.now();
    await raw(INFO);
    expect(performance.now() - began).toBeGreaterThanOrEqual(110);
    await plan({ hang: true });
    await expect(
      fetch(`${running.url}/v3/company/${REALM}${INFO}`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(100),
      }),
    ).rejects.toThrow();
    await plan({ dropAfterBytes: 10 });
    await expect(raw(INFO).then((answer) => answer.text())).rejects.toThrow();
    expect((await raw(INFO)).status).toBe(200);
  });

  it('expires and revokes tokens on command', async () => {
    const tokens = await running.connect(OTHER);
    expect(await (await running.control('POST', 'tokens/expire', { realmId: OTHER })).json()).toEqual({ expired: 1 });
    expect((await running.get(INFO, tokens.access_token, OTHER)).body.fault.error[0]?.detail).toMatch(/^Token expired/);
    expect((await running.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(
      200,
    );
    expect(await (await running.control('POST', 'tokens/revoke', { realmId: OTHER })).json()).toEqual({ revoked: 1 });
    expect((await running.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(
      400,
    );
    expect((await running.get(INFO, token)).status).toBe(200);
  });

  it('opens control to its token alone, and not at all without one', async () => {
    expect((await fetch(`${running.url}/control/companies`)).status).toBe(403);
    const list = (await (await running.control('GET', 'companies')).json()) as { companies: { realmId: string }[] };
    expect(list.companies.map((c) => c.realmId)).toEqual([REALM, OTHER]);
    expect((await plan({ bodyKind: 'surprise' })).status).toBe(400);
    const closed = await start([], { controlToken: undefined });
    expect((await fetch(`${closed.url}/control/companies`, { headers: { 'X-Sandbox-Control': CONTROL } })).status).toBe(
      404,
    );
    await closed.stop();
    await closed.cleanUp();
  });

  it('survives nonsense on the wire', async () => {
    expect((await fetch(`${running.url}/nowhere`)).status).toBe(404);
    expect(
      (
        await fetch(`${running.url}/oauth2/v1/tokens/bearer`, { method: 'POST', body: 'x'.repeat(1_100_000) }).catch(
          () => ({ status: 400 }),
        )
      ).status,
    ).toBe(400);
    expect((await raw('/query?query=%E0%A4%A')).status).toBe(400);
    expect((await running.get(INFO, token)).status).toBe(200);
  });
});
