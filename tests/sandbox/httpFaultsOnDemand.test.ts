import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Txn } from '../../sandbox/ledger/types.js';
import { Limits } from '../../sandbox/http/limits.js';
import { start, type Running, type Tokens } from './httpHarness.js';
import { emptyCompany, REALM, smallCompany, type SmallCompany } from './smallCompany.js';

const OTHER = '9130000000000003';
const DAY = 86_400_000;
const INFO = '/companyinfo/1';
const BILLS = '/query?query=select * from Bill';

interface State {
  calls: Record<string, Record<string, number>>;
  clockSkewMs: number;
  lagMs: Record<string, number>;
}

describe('faults on demand', () => {
  let running: Running;
  let made: SmallCompany;
  let tokens: Tokens;
  let token: string;
  beforeEach(async () => {
    made = smallCompany();
    running = await start([made.company, emptyCompany({ realmId: OTHER }).company]);
    tokens = await running.connect();
    token = tokens.access_token;
  });
  afterEach(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const post = async (path: string, body: unknown = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await running.control('POST', path, body);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const state = async (): Promise<State> => (await (await running.control('GET', 'state')).json()) as State;
  const status = async (path: string, bearer = token, realmId = REALM): Promise<number> =>
    (await running.get(path, bearer, realmId)).status;
  const refresh = (value = tokens.refresh_token): Promise<Response> =>
    running.token({ grant_type: 'refresh_token', refresh_token: value });

  it('storms with 429 for a time, one company or all', async () => {
    const other = (await running.connect(OTHER)).access_token;
    await post('faults', { realmId: REALM, status: 429, forMs: 5000 });
    for (let nth = 0; nth < 3; nth += 1) expect(await status(INFO)).toBe(429);
    expect(await status(INFO, other, OTHER)).toBe(200);
    running.clock.now += 5001;
    expect(await status(INFO)).toBe(200);
    await post('faults', { status: 429, times: 2 });
    expect([await status(INFO), await status(INFO, other, OTHER), await status(INFO)]).toEqual([429, 429, 200]);
    expect((await state()).calls[REALM]?.['throttled']).toBe(4);
  });

  it('strikes the nth call that fits by path, kind and method', async () => {
    await post('faults', { kind: 'queries', nth: 2, status: 500 });
    await post('faults', { path: '/reports/', method: 'GET', nth: 1, status: 503 });
    const answers = [];
    for (const path of [INFO, BILLS, '/reports/TrialBalance', BILLS, BILLS, '/reports/TrialBalance'])
      answers.push(await status(path));
    expect(answers).toEqual([200, 200, 503, 500, 200, 200]);
  });

  it('carries the request out, or not, before it fails', async () => {
    const written = (): number => made.company.txns('Bill').length;
    const bill = (): Promise<Response> =>
      fetch(`${running.url}/v3/company/${REALM}/bill`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' },
        body: JSON.stringify({
          VendorRef: { value: made.ids['beans'] },
          Line: [
            {
              DetailType: 'AccountBasedExpenseLineDetail',
              Amount: 12.5,
              AccountBasedExpenseLineDetail: { AccountRef: { value: made.ids['rent'] } },
            },
          ],
        }),
      });
    const before = written();
    await post('faults', { kind: 'writes', status: 500, before: true });
    expect([(await bill()).status, written()]).toEqual([500, before]);
    await post('faults', { kind: 'writes', status: 500 });
    expect([(await bill()).status, written()]).toEqual([500, before + 1]);
    await post('faults', { kind: 'writes', close: true });
    await expect(bill()).rejects.toThrow();
    expect(written()).toBe(before + 2);
    await post('faults', { kind: 'writes', status: 429 });
    expect([(await bill()).status, written()]).toEqual([429, before + 2]);
    expect([(await bill()).status, written()]).toEqual([200, before + 3]);
  });

  it('notes each request that a fault with a name met, and whether that was carried out', async () => {
    const met = (): unknown[] => {
      const path = join(running.dataDir, 'faults.jsonl');
      return existsSync(path)
        ? readFileSync(path, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as unknown)
        : [];
    };
    await post('faults', { name: 'storm', realmId: REALM, status: 429, times: 2 });
    await post('faults', { name: 'broken', path: '/query', status: 500, times: 5 });
    await post('faults', { status: 500, path: '/reports/' });
    expect(met()).toEqual([]);
    for (const path of [INFO, INFO, BILLS, '/query?query=nothing', '/reports/TrialBalance']) await status(path);
    expect(met()).toEqual([
      ...[1, 2].map(() => expect.objectContaining({ name: 'storm', realmId: REALM, method: 'GET', done: false })),
      expect.objectContaining({ name: 'broken', realmId: REALM, done: true }),
      expect.objectContaining({ name: 'broken', realmId: REALM, done: false }),
    ]);
  });

  it('cuts, closes and hangs for as long as told', async () => {
    await post('faults', { dropAfterBytes: 5 });
    await expect(running.get(INFO, token)).rejects.toThrow();
    await post('faults', { close: true });
    await expect(running.get(INFO, token)).rejects.toThrow();
    await post('faults', { hang: true, hangMs: 80 });
    const began = performance.now();
    await expect(running.get(INFO, token)).rejects.toThrow();
    expect(performance.now() - began).toBeGreaterThanOrEqual(75);
    expect(await status(INFO)).toBe(200);
  });

  it('refuses one refresh with invalid_grant and means nothing by it', async () => {
    await post('tokens/refuse', { realmId: OTHER });
    expect((await refresh()).status).toBe(200);
    await post('tokens/refuse', { realmId: REALM });
    const refused = await refresh();
    expect([refused.status, await refused.text()]).toEqual([400, '{"error":"invalid_grant"}']);
    expect((await refresh()).status).toBe(200);
  });

  it('loses the answer to a refresh that changed the value', async () => {
    await post('tokens/policy', { rotateAfterMs: 0 });
    await post('faults', { kind: 'tokenRefreshes', close: true });
    running.clock.now += 1;
    await expect(refresh()).rejects.toThrow();
    expect((await refresh()).status).toBe(400);
  });

  it('lets the refresh value before the last one live for a day when told', async () => {
    await post('tokens/policy', { rotateAfterMs: 0, previousRefreshGraceMs: DAY });
    running.clock.now += 1;
    const next = (await (await refresh()).json()) as Tokens;
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
    expect((await refresh()).status).toBe(200);
  });

  it('shifts its clock: the envelope’s time and new stamps', async () => {
    await post('clock', { skewMs: -90_000 });
    expect((await running.get(INFO, token)).body.time).toBe('2026-11-21T09:58:30.000-08:00');
    await post('write', { realmId: REALM, change: 'addParty', kind: 'Vendor', name: 'Late Vendor' });
    expect(made.company.parties('Vendor').at(-1)?.createdAt).toBe('2026-11-21T17:58:30.000Z');
    expect((await state()).clockSkewMs).toBe(-90_000);
    await post('reset');
    expect((await running.get(INFO, token)).body.time).toBe('2026-11-21T10:00:00.000-08:00');
  });

  it('shows changes late in change data capture and new records late in queries; reports see them at once', async () => {
    await post('lag', { realmId: REALM, ms: 60_000 });
    const { ids, company } = made;
    const changed = { realmId: REALM, change: 'update', type: 'Bill', id: ids['bill1'], date: '2026-09-02' };
    expect((await post('write', changed)).status).toBe(201);
    const fresh = {
      realmId: REALM,
      change: 'create',
      type: 'Bill',
      date: '2026-11-20',
      amount: 77,
      party: ids['beans'],
      account: ids['rent'],
    };
    expect((await post('write', fresh)).status).toBe(201);
    const id = company.txns('Bill').at(-1)?.id;
    const seen = async (): Promise<unknown[]> => {
      const cdc = (await running.get('/cdc?entities=Bill&changedSince=2026-11-21T09:00:00-08:00', token)).text;
      const query = (await running.get(BILLS, token)).body.QueryResponse['Bill'] ?? [];
      return [
        cdc.includes(`"Id":"${ids['bill1']}"`),
        cdc.includes(`"Id":"${id}"`),
        query.some((bill) => bill.Id === id),
      ];
    };
    expect(await seen()).toEqual([false, false, false]);
    const report = (await running.get('/reports/GeneralLedger?start_date=2026-11-20&end_date=2026-11-20', token)).text;
    expect(report).toContain('77.00');
    running.clock.now += 61_000;
    expect(await seen()).toEqual([true, true, true]);
  });

  it('counts calls by company and kind, and starts over when told', async () => {
    await running.control('DELETE', 'state');
    for (const path of [INFO, BILLS, BILLS, '/reports/TrialBalance', '/cdc?entities=Bill&changedSince=2026-11-21'])
      await running.get(path, token);
    await refresh();
    expect((await state()).calls).toEqual({
      [REALM]: {
        reads: 1,
        queries: 2,
        reports: 1,
        cdc: 1,
        writes: 0,
        batches: 0,
        tokenExchanges: 0,
        tokenRefreshes: 1,
        revocations: 0,
        total: 5,
        throttled: 0,
        peakPerSecond: 5,
        peakPerMinute: 5,
      },
    });
    await running.control('DELETE', 'state');
    expect((await state()).calls).toEqual({});
  });

  it('refuses faults it does not know, naming the field', async () => {
    for (const [body, field] of [
      [{ status: 42 }, 'status'],
      [{ nth: 0 }, 'nth'],
      [{ kind: 'dreams' }, 'kind'],
      [{ wrath: true }, 'wrath'],
    ] as const)
      expect(await post('faults', body)).toEqual({ status: 400, body: { error: `unknown or wrong: ${field}` } });
    expect((await post('clock', { skewMs: 'late' })).status).toBe(400);
    expect((await post('lag', { ms: -1 })).status).toBe(400);
  });

  it('throttles batches at 40 a minute an app and company, and 120 a company', () => {
    const limits = new Limits();
    const admitted = (clientId: string): number => {
      let count = 0;
      for (let nth = 0; nth < 50; nth += 1)
        count += limits.admit({ realmId: REALM, clientId, batch: true }, nth * 200) ? 1 : 0;
      return count;
    };
    expect([admitted('a'), admitted('b'), admitted('c'), admitted('d')]).toEqual([40, 40, 40, 0]);
  });

  it('writes by hand what it is told, and refuses with the field that is wrong', async () => {
    const write = (body: object): ReturnType<typeof post> => post('write', { realmId: REALM, ...body });
    const { ids, company } = made;
    const made1 = await write({
      change: 'create',
      type: 'Bill',
      date: '2026-11-20',
      amount: '310.25',
      party: ids['landlord'],
      account: ids['rent'],
    });
    const id = (made1.body['made'] as { id: string }[])[0]?.id ?? '';
    expect([made1.status, company.txn('Bill', id)?.total]).toEqual([201, 31_025]);
    expect(
      (await write({ change: 'update', type: 'Bill', id, date: '2026-09-30', party: ids['beans'], amount: 99 })).status,
    ).toBe(201);
    expect(company.txn('Bill', id)).toMatchObject({ date: '2026-09-30', total: 9_900, party: { id: ids['beans'] } });
    expect(
      (
        await write({
          change: 'create',
          type: 'BillPayment',
          date: '2026-11-01',
          amount: 40,
          documentId: id,
          paidFrom: ids['checking'],
        })
      ).status,
    ).toBe(201);
    expect(company.openBalance(company.txn('Bill', id) as Txn)).toBe(5_900);
    expect((await write({ change: 'delete', type: 'Bill', id })).status).toBe(201);
    expect([company.txn('Bill', id)?.deleted, company.openBalance(company.txns('BillPayment').at(-1) as Txn)]).toEqual([
      true,
      4_000,
    ]);
    expect(
      (
        await write({
          change: 'create',
          type: 'Paycheck',
          date: '2026-11-20',
          amount: 1000,
          paidFrom: ids['checking'],
          account: ids['wages'],
        })
      ).status,
    ).toBe(201);
    expect(company.txns('Paycheck').at(-1)?.total).toBe(78_000);
    expect((await write({ change: 'merge', kind: 'Vendor', from: ids['beans'], into: ids['landlord'] })).status).toBe(
      201,
    );
    expect(company.txn('Bill', ids['bill1'] ?? '')?.party?.id).toBe(ids['landlord']);
    expect(
      (await write({ change: 'reclassify', kind: 'Account', id: ids['rent'], type: 'Cost of Goods Sold' })).status,
    ).toBe(201);
    expect(company.account(ids['rent'] ?? '')?.type).toBe('Cost of Goods Sold');

    const count = company.txns().length;
    for (const [body, field] of [
      [{ change: 'explode' }, 'change'],
      [
        { change: 'create', type: 'Bill', date: '2026-02-30', amount: 1, party: ids['landlord'], account: ids['rent'] },
        'date',
      ],
      [
        {
          change: 'create',
          type: 'Bill',
          date: '2026-02-20',
          amount: '1.005',
          party: ids['landlord'],
          account: ids['rent'],
        },
        'amount',
      ],
      [{ change: 'create', type: 'Bill', date: '2026-02-20', amount: 1, party: '4711', account: ids['rent'] }, 'party'],
      [
        {
          change: 'create',
          type: 'Bill',
          date: '2026-02-20',
          amount: 1,
          party: ids['landlord'],
          account: ids['sales'],
        },
        'account',
      ],
      [{ change: 'void', type: 'Bill', id: '99999' }, 'id'],
      [{ change: 'rename', kind: 'Vendor', id: ids['landlord'], name: "Amy's Bird Sanctuary" }, 'name'],
      [{ change: 'merge', kind: 'Vendor', from: ids['landlord'], into: ids['landlord'] }, 'into'],
    ] as const)
      expect([field, await write(body)]).toEqual([field, { status: 400, body: { error: expect.any(String), field } }]);
    expect(company.txns()).toHaveLength(count);
    const lines = readFileSync(join(running.dataDir, 'writes.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { operation: string }).operation)).toEqual([
      'Create',
      'Update',
      'Create',
      'Update',
      'Delete',
      'Create',
      'Merge',
      'Update',
    ]);
  });

  it('makes random valid changes, the same for the same seed, and the books balance', async () => {
    const again = smallCompany();
    const twin = await start([again.company]);
    try {
      const bodies = [];
      for (const server of [running, twin]) {
        const answer = await server.control('POST', 'write', { realmId: REALM, seed: 7, steps: 150 });
        expect(answer.status).toBe(201);
        bodies.push(((await answer.json()) as { made: { change: string }[] }).made);
      }
      expect(bodies[0]).toHaveLength(150);
      expect(bodies[1]).toEqual(bodies[0]);
      expect(new Set(bodies[0]?.map(({ change }) => change)).size).toBeGreaterThanOrEqual(8);
      expect(again.company.txns()).toEqual(made.company.txns());
      const sum = made.company.accounts().reduce((total, { id }) => total + made.company.balance(id), 0);
      expect(sum).toBe(0);
    } finally {
      await twin.stop();
      await twin.cleanUp();
    }
  });
});
