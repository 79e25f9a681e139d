import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { seedPractice, type Practice } from '../harness/practice.js';

const SIGN_IN =
  'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { viewer { name role firm { name } } refusal { code field message } } }';
const REFRESH = 'mutation { refreshSession { viewer { name } refusal { code } } }';
const SIGN_OUT = 'mutation { signOut { signedOut } }';
const VIEWER = '{ viewer { name email timeZone locale } }';

type SignIn = { signIn: { viewer: { name: string } | null; refusal: { code: string; message: string } | null } };
type Refresh = { refreshSession: { viewer: { name: string } | null; refusal: { code: string } | null } };

describe('signing in', () => {
  let server: TestApp;
  let people: Practice;

  beforeAll(async () => {
    server = await startTestApp({ demo: true });
    people = await seedPractice(server.test);
  });
  afterAll(() => server.close());

  const browser = () => new TestBrowser(server.url);
  const actions = async (personId: string) =>
    (
      await server.test.asOwner<{ action: string }>(
        'select action from audit_event where actor_id = ?::uuid order by at, id',
        [personId],
      )
    ).map(({ action }) => action);

  it('answers who signed in, and keeps them signed in by cookies no script can read', async () => {
    const maya = browser();
    const answer = await maya.graphql<SignIn>(SIGN_IN, {
      email: 'MAYA@foundrystreet.example',
      password: 'runway-demo',
    });
    expect(answer.data.signIn).toEqual({
      viewer: { name: 'Maya Okafor', role: 'OWNER', firm: { name: 'Foundry Street Advisory' } },
      refusal: null,
    });
    expect(maya.setCookies).toHaveLength(2);
    for (const line of maya.setCookies) {
      expect(line).toMatch(/HttpOnly/);
      expect(line).toMatch(/SameSite=Lax/);
      expect(line).not.toMatch(/Secure/);
    }
    expect((await maya.graphql(VIEWER)).data).toEqual({
      viewer: {
        name: 'Maya Okafor',
        email: 'maya@foundrystreet.example',
        timeZone: 'America/New_York',
        locale: 'en-US',
      },
    });
    expect(await actions(people.maya.id)).toEqual(['session.started']);
  });

  it('knows nobody without a session', async () => {
    expect((await browser().graphql(VIEWER)).data).toEqual({ viewer: null });
  });

  it('refuses an unknown e-mail and a wrong password with the same words, and about as late', async () => {
    const time = async (email: string): Promise<{ ms: number; said: unknown }> => {
      const before = performance.now();
      const { data } = await browser().graphql<SignIn>(SIGN_IN, { email, password: 'not this' });
      return { ms: performance.now() - before, said: data.signIn };
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const wrong = await time('ingrid@harbourlane.example');
      const nobody = await time(`nobody${round}@harbourlane.example`);
      expect(wrong.said).toEqual(nobody.said);
      known.push(wrong.ms);
      unknown.push(nobody.ms);
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? 0;
    expect(median(unknown)).toBeGreaterThan(median(known) * 0.4);
    expect(median(unknown)).toBeLessThan(median(known) * 2.5);
    expect(await actions(people.ingrid.id)).toEqual(Array(5).fill('session.refused'));
  });

  it('refuses absurd credentials without work or fault', async () => {
    for (const [email, password] of [
      ['x'.repeat(5000), 'y'],
      ['maya@foundrystreet.example', 'z'.repeat(100_000)],
      ["' or 1=1 --", "' or 1=1 --"],
      ['nul\0@x.example', 'a\0b'],
    ] as const) {
      const answer = await browser().graphql<SignIn>(SIGN_IN, { email, password });
      expect(answer.data.signIn.refusal?.code).toBe('WRONG_CREDENTIALS');
    }
  });

  it('keeps no password or token in its log', async () => {
    const daniel = await browser().signIn('daniel@foundrystreet.example');
    const text = server.log.join('');
    for (const secret of ['runway-demo', ...daniel.cookies.values()]) expect(text).not.toContain(secret);
  });

  it('lets an access token run out, and exchanges the refresh token for a new pair', async () => {
    const daniel = await browser().signIn('daniel@foundrystreet.example');
    server.clock.advance(10 * 60_000 + 1000);
    expect((await daniel.graphql(VIEWER)).data).toEqual({ viewer: null });
    const before = daniel.cookies.get('runway_refresh');
    const renewed = await daniel.graphql<Refresh>(REFRESH);
    expect(renewed.data.refreshSession).toEqual({ viewer: { name: 'Daniel Reyes' }, refusal: null });
    expect(daniel.cookies.get('runway_refresh')).not.toBe(before);
    expect((await daniel.graphql<{ viewer: { name: string } }>(VIEWER)).data.viewer.name).toBe('Daniel Reyes');
  });

  it('accepts a predecessor until its successor was used, and ends the session when it comes after that', async () => {
    const daniel = await browser().signIn('daniel@foundrystreet.example');
    const first = daniel.cookies.get('runway_refresh') ?? '';
    const refreshWith = async (token: string) => {
      const device = browser();
      device.cookies.set('runway_refresh', token);
      const { data } = await device.graphql<Refresh>(REFRESH);
      return { code: data.refreshSession.refusal?.code, next: device.cookies.get('runway_refresh') ?? '' };
    };
    const second = await refreshWith(first);
    expect(second.code).toBeUndefined();
    // The answer was lost: the device asks again with what it has.
    const again = await refreshWith(first);
    expect(again.code).toBeUndefined();
    const third = await refreshWith(again.next);
    expect(third.code).toBeUndefined();
    expect((await refreshWith(first)).code).toBe('NOT_SIGNED_IN');
    expect((await refreshWith(third.next)).code).toBe('NOT_SIGNED_IN');
    expect(await actions(people.daniel.id)).toContain('session.revoked');
  });

  it('leaves two tabs that refresh at once both signed in, whichever answer the browser keeps', async () => {
    const ingrid = await browser().signIn('ingrid@harbourlane.example');
    const first = ingrid.cookies.get('runway_refresh') ?? '';
    const tab = async (token: string) => {
      const device = browser();
      device.cookies.set('runway_refresh', token);
      const { data } = await device.graphql<Refresh>(REFRESH);
      return { code: data.refreshSession.refusal?.code, next: device.cookies.get('runway_refresh') ?? '' };
    };
    const [one, two, three] = await Promise.all([tab(first), tab(first), tab(first)]);
    expect([one.code, two.code, three.code]).toEqual([undefined, undefined, undefined]);
    expect(new Set([one.next, two.next, three.next]).size).toBe(3);
    const later = await tab(one.next);
    expect(later.code).toBeUndefined();
    // Once one of them was used, the others and the first are copies in somebody else’s hands.
    expect((await tab(two.next)).code).toBe('NOT_SIGNED_IN');
    expect((await tab(later.next)).code).toBe('NOT_SIGNED_IN');
  });

  it('ends what an access token may do with its session: at sign-out at once, elsewhere within half a minute', async () => {
    const daniel = await browser().signIn('daniel@foundrystreet.example');
    const token = daniel.cookies.get('runway_access') ?? '';
    const asks = async () => {
      const thief = browser();
      thief.cookies.set('runway_access', token);
      return (await thief.graphql<{ viewer: { name: string } | null }>(VIEWER)).data.viewer;
    };
    expect(await asks()).toMatchObject({ name: 'Daniel Reyes' });
    await daniel.graphql(SIGN_OUT);
    expect(await asks()).toBeNull();
    const again = await browser().signIn('daniel@foundrystreet.example');
    await server.test.asOwner('update session set revoked_at = now() where advisor_id = ?', [people.daniel.id]);
    server.clock.advance(31_000);
    expect((await again.graphql(VIEWER)).data).toEqual({ viewer: null });
  });

  it('takes the role from the database, and nothing from an advisor who is no longer active', async () => {
    const daniel = await browser().signIn('daniel@foundrystreet.example');
    const role = async () =>
      (await daniel.graphql<{ viewer: { role: string } | null }>('{ viewer { role } }')).data.viewer?.role;
    expect(await role()).toBe('ADVISOR');
    await server.test.asOwner('update advisor set active = false where id = ?', [people.daniel.id]);
    server.clock.advance(31_000);
    expect(await role()).toBeUndefined();
    const { errors } = await daniel.graphql('{ clients { totals { count } } }');
    expect(errors[0]?.extensions?.code).toBe('NOT_SIGNED_IN');
    expect((await daniel.graphql<Refresh>(REFRESH)).data.refreshSession.refusal?.code).toBe('NOT_SIGNED_IN');
    await server.test.asOwner('update advisor set active = true where id = ?', [people.daniel.id]);
  });

  it('drops sessions that ended over thirty days ago when somebody signs in', async () => {
    const day = 24 * 60 * 60 * 1000;
    const now = server.clock.now().getTime();
    const ended = async (daysAgo: number, how: 'revoked' | 'expired') => {
      const id = randomUUID();
      const end = new Date(now - daysAgo * day);
      const [expires, revoked] = how === 'expired' ? [end, null] : [new Date(now + day), end];
      await server.test.asOwner(
        `insert into session (id, firm_id, advisor_id, refresh_hash, created_at, refreshed_at, expires_at, revoked_at)
           select ?, firm_id, id, 'none', ?, ?, ?, ? from advisor where id = ?`,
        [id, end, end, expires, revoked, people.priya.id],
      );
      return id;
    };
    const old = [await ended(31, 'revoked'), await ended(31, 'expired')];
    const young = [await ended(29, 'revoked'), await ended(29, 'expired')];
    await browser().signIn('maya@foundrystreet.example');
    const left = await server.test.asOwner<{ id: string }>('select id from session');
    const ids = left.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(young));
    for (const id of old) expect(ids).not.toContain(id);
  });

  it('ends no session for somebody who only knows its id', async () => {
    const maya = await browser().signIn('maya@foundrystreet.example');
    const [id] = (maya.cookies.get('runway_refresh') ?? '').split('.');
    const stranger = browser();
    stranger.cookies.set('runway_refresh', `${id}.${'A'.repeat(43)}`);
    await stranger.graphql(SIGN_OUT);
    expect((await maya.graphql<Refresh>(REFRESH)).data.refreshSession.refusal).toBeNull();
  });

  it('refuses a refresh token of another session, of nobody, and no token', async () => {
    for (const token of [undefined, 'garbage', `${people.maya.id}.${'A'.repeat(43)}`]) {
      const device = browser();
      if (token) device.cookies.set('runway_refresh', token);
      expect((await device.graphql<Refresh>(REFRESH)).data.refreshSession).toEqual({
        viewer: null,
        refusal: { code: 'NOT_SIGNED_IN' },
      });
    }
  });

  it('ends the session on sign-out, as often as it is asked, and without one', async () => {
    const priya = await browser().signIn('priya@foundrystreet.example');
    const refresh = priya.cookies.get('runway_refresh') ?? '';
    for (let round = 0; round < 2; round += 1) {
      expect((await priya.graphql(SIGN_OUT)).data).toEqual({ signOut: { signedOut: true } });
      expect(priya.cookies.size).toBe(0);
    }
    const device = browser();
    device.cookies.set('runway_refresh', refresh);
    expect((await device.graphql<Refresh>(REFRESH)).data.refreshSession.refusal?.code).toBe('NOT_SIGNED_IN');
    expect(await actions(people.priya.id)).toEqual(['session.started', 'session.ended']);
  });

  it('refuses an access token that was changed, or signed for another purpose', async () => {
    const maya = await browser().signIn('maya@foundrystreet.example');
    const [head = '', , signature = ''] = (maya.cookies.get('runway_access') ?? '').split('.');
    const forged = Buffer.from(
      JSON.stringify({
        sub: people.maya.id,
        firm: people.tomas.firmId,
        role: 'OWNER',
        sid: people.maya.id,
        iss: 'runway',
        exp: 9_999_999_999,
      }),
    );
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of [
      `${head}.${forged.toString('base64url')}.${signature}`,
      `${none}.${forged.toString('base64url')}.`,
      'a.b.c',
    ]) {
      maya.cookies.set('runway_access', token);
      expect((await maya.graphql(VIEWER)).data).toEqual({ viewer: null });
    }
  });

  it('lists the demo’s people in the demo alone', async () => {
    const listed = await browser().graphql<{ demoPeople: { name: string }[] }>(
      '{ demoPeople { name role clientCount } }',
    );
    expect(listed.data.demoPeople.map(({ name }) => name)).toEqual(['Maya Okafor', 'Daniel Reyes', 'Priya Natarajan']);
    const plain = await startTestApp();
    await seedPractice(plain.test);
    expect((await new TestBrowser(plain.url).graphql('{ demoPeople { name } }')).data).toEqual({ demoPeople: [] });
    await plain.close();
  });

  it('marks its cookies Secure when the public address is https', async () => {
    const secure = await startTestApp({ publicUrl: 'https://runway.example' });
    await seedPractice(secure.test);
    const maya = await new TestBrowser(secure.url).signIn('maya@foundrystreet.example');
    for (const line of maya.setCookies) expect(line).toMatch(/Secure/);
    await secure.close();
  });
});
