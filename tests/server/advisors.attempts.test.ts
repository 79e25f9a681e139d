import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attemptsAt, attemptsFrom, minutesToWait } from '../../server/advisors/attempts.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { seedPractice } from '../harness/practice.js';

const SIGN_IN =
  'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { viewer { name } refusal { code message } } }';

type SignIn = { signIn: { viewer: { name: string } | null; refusal: { code: string; message: string } | null } };

describe('tries at signing in', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp({ demo: true });
    await seedPractice(server.test);
  });
  afterAll(() => server.close());

  const browser = () => new TestBrowser(server.url);

  it('are looked at no more after ten at one e-mail from one address, and let the person in later', async () => {
    const guess = async (password: string) =>
      (await browser().graphql<SignIn>(SIGN_IN, { email: 'tomas@harbourlane.example', password })).data.signIn;
    for (let round = 0; round < 10; round += 1) expect((await guess('no')).refusal?.code).toBe('WRONG_CREDENTIALS');
    server.clock.advance(60_000);
    expect((await guess('runway-demo')).refusal).toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      message: 'Too many attempts. Wait 14 minutes, then try again.',
    });
    const other = await browser().graphql<SignIn>(SIGN_IN, {
      email: 'maya@foundrystreet.example',
      password: 'runway-demo',
    });
    expect(other.data.signIn.refusal).toBeNull();
    server.clock.advance(16 * 60_000);
    expect((await guess('runway-demo')).viewer?.name).toBe('Tomas Herrera');
  });

  it('are counted over all processes, and forgotten after their quarter of an hour', async () => {
    const count = attemptsFrom('priya@foundrystreet.example', '10.0.0.9');
    const admit = (at: Date) => server.test.database.asSignIn((tx) => minutesToWait(tx, count, at));
    const now = server.clock.now();
    const tries = await Promise.all(Array.from({ length: 14 }, () => admit(now)));
    expect(tries.filter((wait) => wait === 0)).toHaveLength(10);
    expect(tries.filter((wait) => wait === 15)).toHaveLength(4);
    expect(await admit(new Date(now.getTime() + 13.5 * 60_000))).toBe(2);
    const rows = await server.test.asOwner('select key_hash from sign_in_attempt where key_hash = ?', [count.key]);
    expect(rows).toHaveLength(1);
    expect(await admit(new Date(now.getTime() + 15 * 60_000))).toBe(0);
  });

  it('are looked at a hundred times an hour at one e-mail from wherever, and again after that hour', async () => {
    const email = 'maya@foundrystreet.example';
    const count = attemptsAt(email);
    // What was tried before is an hour ago.
    server.clock.advance(60 * 60_000);
    const now = server.clock.now();
    for (let place = 0; place < 100; place += 1) {
      expect(await server.test.database.asSignIn((tx) => minutesToWait(tx, count, now))).toBe(0);
    }
    server.clock.advance(20 * 60_000);
    const signIn = async () =>
      (await browser().graphql<SignIn>(SIGN_IN, { email, password: 'runway-demo' })).data.signIn;
    for (let round = 0; round < 2; round += 1) {
      expect((await signIn()).refusal).toMatchObject({
        code: 'TOO_MANY_ATTEMPTS',
        message: 'Too many attempts. Wait 40 minutes, then try again.',
      });
    }
    server.clock.advance(40 * 60_000);
    expect((await signIn()).viewer?.name).toBe('Maya Okafor');
  });

  it('do not count at the e-mail where they succeed, nor where they are refused to one address', async () => {
    const email = 'nobody.at.all@foundrystreet.example';
    const tries = async (of: string): Promise<number | undefined> => {
      const rows = await server.test.asOwner<{ tries: number }>(
        'select tries from sign_in_attempt where key_hash = ?',
        [attemptsAt(of).key],
      );
      return rows[0]?.tries;
    };
    for (let round = 0; round < 12; round += 1) await browser().graphql(SIGN_IN, { email, password: 'guessed' });
    expect(await tries(email)).toBe(10);
    const before = (await tries('maya@foundrystreet.example')) ?? 0;
    await browser().signIn('maya@foundrystreet.example');
    expect(await tries('maya@foundrystreet.example')).toBe(before);
    expect(attemptsAt(`${email}\n10.0.0.9`).key).not.toBe(attemptsFrom(email, '10.0.0.9').key);
  });
});
