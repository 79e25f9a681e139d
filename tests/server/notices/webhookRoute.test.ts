import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance } from 'fastify';
import { createNoticesService } from '../../../server/notices/notices.service.js';
import { registerWebhookRoute, WEBHOOK_PATH } from '../../../server/notices/webhookRoute.js';
import { createLogger } from '../../../server/platform/logger.js';
import { TestClock } from '../../harness/app.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';

const TOKEN = 'verifier-token-of-the-app';
const DAY_MS = 24 * 3_600_000;

describe('POST /quickbooks/webhooks', () => {
  let test: TestDatabase;
  let clock: TestClock;
  let log: string[] = [];
  const apps: FastifyInstance[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await test.asOwner('delete from webhook_notice');
    log = [];
  });
  afterAll(() => test.close());

  async function open(tokens: readonly string[] = [TOKEN], limits = {}): Promise<FastifyInstance> {
    clock = new TestClock();
    const app = fastify();
    apps.push(app);
    const logger = createLogger('trace', { write: (line) => void log.push(line) });
    const service = createNoticesService({ database: test.database, clock, logger, webhookTokens: tokens });
    await app.register(rateLimit, { global: false });
    await registerWebhookRoute(app, service, limits);
    app.post('/other', (request) => Promise.resolve({ seen: request.body }));
    return app;
  }

  const sign = (body: string | Buffer, token = TOKEN) => createHmac('sha256', token).update(body).digest('base64');
  const post = (app: FastifyInstance, body: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: WEBHOOK_PATH,
      payload: body,
      headers: { 'content-type': 'application/cloudevents+json', 'intuit-signature': sign(body), ...headers },
    });
  const event = (id: string, changes: object = {}) => ({
    specversion: '1.0',
    id,
    type: 'qbo.bill.updated.v1',
    time: clock.now().toISOString(),
    intuitentityid: '12',
    intuitaccountid: '310687',
    data: {},
    ...changes,
  });
  const kept = () =>
    test.asOwner<{ realm_id: string; id: string }>('select realm_id, id from webhook_notice order by 1, 2');

  it('puts down what Intuit signed, in both formats and whatever its type is called', async () => {
    const app = await open();
    const legacy = JSON.stringify({
      eventNotifications: [
        { realmId: '1', dataChangeEvent: { entities: [{ name: 'Bill', id: '3', operation: 'Update' }] } },
      ],
    });
    const types = ['application/cloudevents+json', 'application/cloudevents-batch+json; charset=utf-8', 'text/plain'];
    for (const [index, type] of types.entries()) {
      const answer = await post(app, JSON.stringify([event(`e${index}`)]), { 'content-type': type });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    }
    expect((await post(app, legacy, { 'content-type': 'application/json' })).statusCode).toBe(200);
    expect((await kept()).map(({ realm_id, id }) => `${realm_id} ${id.slice(0, 7)}`)).toEqual([
      '1 sha256:',
      '310687 e0',
      '310687 e1',
      '310687 e2',
    ]);
    const [row] = await test.asOwner(
      `select entity, entity_id, operation, happened_at = ? and received_at = ? as timed, worked_at, clients
         from webhook_notice where id = 'e0'`,
      [clock.now(), clock.now()],
    );
    expect(row).toMatchObject({
      entity: 'bill',
      entity_id: '12',
      operation: 'UPDATED',
      timed: true,
      worked_at: null,
      clients: null,
    });
  });

  it('refuses what is not signed, or signed otherwise, and keeps nothing of it', async () => {
    const app = await open();
    const body = JSON.stringify([event('e1')]);
    const wrong = [
      '',
      'x',
      sign(body, 'another-token-than-ours'),
      sign(`${body} `),
      sign(body).slice(0, -4),
      `${sign(body)}AAAA`,
      createHmac('sha256', TOKEN).update(body).digest('hex'),
      'ÿ'.repeat(44),
    ];
    for (const signature of wrong) {
      const answer = await post(app, body, { 'intuit-signature': signature });
      expect([signature, answer.statusCode]).toEqual([signature, 401]);
      expect(answer.body).not.toContain(sign(body));
    }
    const unsigned = await app.inject({ method: 'POST', url: WEBHOOK_PATH, payload: body });
    expect(unsigned.statusCode).toBe(401);
    const empty = await app.inject({ method: 'POST', url: WEBHOOK_PATH, headers: { 'intuit-signature': sign('') } });
    expect(empty.statusCode).toBe(400);
    expect(await kept()).toEqual([]);
    expect(log.join('')).not.toContain(TOKEN);
  });

  it('checks the very bytes, not what they mean', async () => {
    const app = await open();
    const bytes = Buffer.from(JSON.stringify([event('e1')], null, 3).replace('bill', 'b\\u0069ll'));
    expect((await post(app, bytes)).statusCode).toBe(200);
    const same = Buffer.from(JSON.stringify(JSON.parse(bytes.toString())));
    expect((await post(app, same, { 'intuit-signature': sign(bytes) })).statusCode).toBe(401);
    const invalid = Buffer.concat([Buffer.from('['), Buffer.from([0xff, 0xfe]), Buffer.from(']')]);
    expect((await post(app, invalid)).statusCode).toBe(400);
  });

  it('accepts both tokens while one takes over from the other', async () => {
    const app = await open(['the-old-token', 'the-new-token']);
    const body = JSON.stringify([event('e1')]);
    for (const [token, status] of [
      ['the-old-token', 200],
      ['the-new-token', 200],
      [TOKEN, 401],
    ] as const) {
      expect((await post(app, body, { 'intuit-signature': sign(body, token) })).statusCode).toBe(status);
    }
  });

  it('refuses everything while no token is configured, and says so in the log once', async () => {
    const app = await open([]);
    const body = JSON.stringify([event('e1')]);
    for (const token of ['', 'undefined', TOKEN]) {
      expect((await post(app, body, { 'intuit-signature': sign(body, token) })).statusCode).toBe(503);
    }
    expect(log.filter((line) => line.includes('QUICKBOOKS_WEBHOOK_TOKEN'))).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it('says in the log what was signed and cannot be read, without what it holds', async () => {
    const app = await open();
    expect((await post(app, '{"secret":"of a company"}')).statusCode).toBe(400);
    expect(log.join('')).toMatch(/format we do not know/);
    expect(log.join('')).not.toContain('of a company');
    expect((await post(app, JSON.stringify([{}, event('e1')]))).statusCode).toBe(200);
    expect(log.join('')).toMatch(/"unreadable":1/);
    expect(await kept()).toHaveLength(1);
  });

  it('keeps a notice once, however often it comes, and the same id of another company beside it', async () => {
    const app = await open();
    const body = JSON.stringify([event('e1'), event('e1'), event('e1', { intuitaccountid: '5' }), event('e2')]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(app, body)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200));
    expect(await kept()).toEqual([
      { realm_id: '310687', id: 'e1' },
      { realm_id: '310687', id: 'e2' },
      { realm_id: '5', id: 'e1' },
    ]);
  });

  it('takes no heed of a post sent again after forty days', async () => {
    const app = await open();
    const ago = (days: number) => ({ time: new Date(clock.now().getTime() - days * DAY_MS).toISOString() });
    const body = JSON.stringify([event('old', ago(41)), event('late', ago(39)), event('ahead', ago(-2))]);
    expect((await post(app, body)).statusCode).toBe(200);
    expect((await kept()).map(({ id }) => id)).toEqual(['ahead', 'late']);
    expect(log.join('')).toMatch(/"old":1/);
  });

  it('takes no body beyond a mebibyte, and no flood', async () => {
    const app = await open([TOKEN], { perMinute: 3 });
    const large = `[${' '.repeat(1024 * 1024)}]`;
    expect((await post(app, large)).statusCode).toBe(413);
    const most = `[${' '.repeat(1024 * 1024 - 2)}]`;
    expect((await post(app, most)).statusCode).toBe(200);
    expect((await post(app, '[]')).statusCode).toBe(200);
    expect((await post(app, '[]')).statusCode).toBe(429);
  });

  it('leaves other routes their own way to read a body', async () => {
    const app = await open();
    const answer = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
    expect(answer.json()).toEqual({ seen: { a: 1 } });
    expect((await app.inject({ method: 'GET', url: WEBHOOK_PATH })).statusCode).toBe(404);
  });
});
