import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { seedPractice } from '../harness/practice.js';

let server: TestApp;
let browser: TestBrowser;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'runway-static-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Runway</title>');
  writeFileSync(join(directory, 'sw.js'), '// worker');
  writeFileSync(join(directory, 'assets', 'main-abc123.js'), `// ${'x'.repeat(5000)}`);
  server = await startTestApp({ staticDir: directory });
  await seedPractice(server.test);
  browser = await new TestBrowser(server.url).signIn('maya@foundrystreet.example');
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const nested = (depth: number) => `{ clients ${'{ edges { node '.repeat(depth)} { id } ${'} }'.repeat(depth)} }`;
const many = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');

describe('hostile GraphQL', () => {
  it.each<[string, string]>([
    ['garbage', '{{{{'],
    ['nothing', ''],
    ['an unknown field', '{ secrets }'],
    ['a deep operation', nested(30)],
    [
      'digests of past dates, client by client',
      '{ clients(first: 50) { edges { node { digest(asOf: "2026-01-01") { asOf } } } } }',
    ],
    [
      'everything that is computed on reading, for many clients',
      '{ clients(first: 200) { edges { node { hygiene { asOf } flowband { asOf } forecast { __typename } } } } }',
    ],
    ['many aliases', `{ ${many(200, (i) => `a${i}: __typename`)} }`],
    ['many directives', `{ __typename ${many(50, () => '@skip(if: false)')} }`],
    ['many tokens', `{ ${many(4000, () => '__typename')} }`],
    [
      'an expensive page',
      `{ ${many(40, (i) => `a${i}: clients(first: 200) { edges { node { id name timeZone advisorName cashOnHand booksVersion } } }`)} }`,
    ],
    ['a fragment in a circle', 'query { viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }'],
    ['several changes at once', 'mutation { a: signOut { signedOut } b: signOut { signedOut } }'],
    [
      'several changes by fragments',
      'mutation { ...x ...y } fragment x on Mutation { a: signOut { signedOut } } fragment y on Mutation { b: signOut { signedOut } }',
    ],
    ['a fragment called __schema', 'query __schema { ...__schema } fragment __schema on Query { nothing }'],
    ['introspection', getIntrospectionQuery()],
    ['a wrong variable', 'query($first: Int!) { clients(first: $first) { totals { count } } }'],
  ])('refuses %s with 400 and a sentence', async (_name, query) => {
    const answer = await browser.graphql(query);
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.message).toBeTruthy();
    expect(answer.text).not.toMatch(/stacktrace|node_modules|Did you mean| {4}at /);
  });

  it('refuses a batch, a huge body, broken JSON and bodies that are no JSON', async () => {
    expect((await browser.post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]')).status).toBe(400);
    expect((await browser.post(JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(400_000) }))).status).toBe(
      413,
    );
    expect((await browser.post('{"query": "{ __typ')).status).toBe(400);
    expect((await browser.post('{"__proto__": {"x": 1}, "query": "{ __typename }"}')).status).toBe(400);
    expect((await browser.post('query=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await browser.post('{}')).status).toBe(400);
  });

  it('asks for a header that another site’s form cannot send', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"mutation { signOut { signedOut } }"}',
    });
    expect(response.status).toBe(400);
    expect((await fetch(`${server.url}/graphql?query={__typename}`)).status).toBe(404);
  });

  it('accepts changes from its own pages alone', async () => {
    const signOut = 'mutation { signOut { signedOut } }';
    const foreign = await new TestBrowser(server.url).graphql(signOut, {}, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.errors[0]?.extensions?.code]).toEqual([403, 'NOT_ALLOWED']);
    for (const origin of ['http://localhost:4000', server.url]) {
      expect((await new TestBrowser(server.url).graphql(signOut, {}, { origin })).errors).toEqual([]);
    }
  });

  it('tells a signed-out reader so for everything that is not public', async () => {
    const stranger = new TestBrowser(server.url);
    for (const query of [
      '{ clients { totals { count } } }',
      '{ client(id: "x") { name } }',
      '{ syncOverview { version } }',
      'mutation { beginConnection { consentUrl } }',
    ]) {
      const { status, errors } = await stranger.graphql(query);
      expect([status, errors[0]?.extensions?.code]).toEqual([200, 'NOT_SIGNED_IN']);
    }
  });

  it('answers a fault of its own with a reference that the log has, and nothing else', async () => {
    await server.test.asOwner('alter table client_row rename column runway_status to moved');
    const { errors, text } = await browser.graphql('{ clients { totals { critical } } }');
    await server.test.asOwner('alter table client_row rename column moved to runway_status');
    const reference = errors[0]?.extensions?.reference ?? 'none';
    expect(errors[0]?.message).toBe(`Something went wrong on our side. Reference: ${reference}`);
    expect(text).not.toMatch(/runway_status|select|column/);
    expect(server.log.some((line) => line.includes(reference) && line.includes('runway_status'))).toBe(true);
    expect((await browser.graphql<{ clients: object }>('{ clients { totals { count } } }')).errors).toEqual([]);
  });

  it('slows down one address that asks without end', async () => {
    const strict = await startTestApp({ ratePerMinute: 3 });
    const statuses: number[] = [];
    for (let round = 0; round < 5; round += 1)
      statuses.push((await new TestBrowser(strict.url).graphql('{ __typename }')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    await strict.close();
  });
});

describe('what is served beside the contract', () => {
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  it('tells its health, and its readiness by the database and its stopping', async () => {
    expect((await get('/health')).status).toBe(200);
    expect((await get('/ready')).status).toBe(200);
    server.stopping = true;
    expect((await get('/ready')).status).toBe(503);
    expect((await get('/health')).status).toBe(200);
    server.stopping = false;
    await server.test.asOwner("update mikro_orm_migrations set name = 'Older' || name where id = 1");
    expect((await get('/ready')).status).toBe(503);
    await server.test.asOwner("update mikro_orm_migrations set name = replace(name, 'Older', '') where id = 1");
    expect((await get('/ready')).status).toBe(200);
  });

  it('serves the app: hashed files for ever, the rest asked for each time, navigations the page', async () => {
    const cache = async (path: string, accept = '*/*') => {
      const response = await get(path, { accept });
      return [response.status, response.headers.get('cache-control')];
    };
    expect(await cache('/assets/main-abc123.js')).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(await cache('/sw.js')).toEqual([200, 'no-cache']);
    expect(await cache('/', 'text/html')).toEqual([200, 'no-cache']);
    expect(await cache('/clients/1', 'text/html')).toEqual([200, 'no-cache']);
    for (const [path, accept] of [
      ['/missing.js', '*/*'],
      ['/assets/old.js', 'text/html'],
      ['/graphql', 'text/html'],
      ['/../../etc/passwd', '*/*'],
    ] as const) {
      expect((await cache(path, accept))[0]).toBe(404);
    }
  });

  it('sends security headers, a request id, and compresses', async () => {
    const response = await get('/assets/main-abc123.js', { 'accept-encoding': 'gzip' });
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe-eval/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });
});
