import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { CLIENT, consent, start, type Running } from '../../sandbox/httpHarness.js';
import { emptyCompany, REALM, smallCompany } from '../../sandbox/smallCompany.js';

const BEGIN = 'mutation { beginConnection { consentUrl refusal { code } } }';
const OTHER_REALM = '9130000000000002';

describe('the way back from QuickBooks', () => {
  let standIn: Running;
  let server: TestApp;
  let people: Practice;

  beforeAll(async () => {
    standIn = await start([
      smallCompany().company,
      emptyCompany({ realmId: OTHER_REALM, name: 'Quiet Corner' }).company,
    ]);
    server = await startTestApp({
      quickBooks: {
        clientId: CLIENT.id,
        clientSecret: CLIENT.secret,
        authorizeUrl: `${standIn.url}/connect/oauth2`,
        tokenUrl: `${standIn.url}/oauth2/v1/tokens/bearer`,
        apiUrl: standIn.url,
        redirectUri: CLIENT.redirect,
        timeoutMs: 5_000,
      },
    });
    people = await seedPractice(server.test);
  });
  afterAll(async () => {
    await server.close();
    await standIn.stop();
    await standIn.cleanUp();
  });

  const signedIn = (name: 'daniel' | 'priya') => new TestBrowser(server.url).signIn(people[name].email);

  /** Begins in a browser and has its person allow a company; the address QuickBooks sends them back to. */
  async function consented(browser: TestBrowser, realmId = REALM): Promise<URL> {
    const { data } = await browser.graphql<{ beginConnection: { consentUrl: string } }>(BEGIN);
    const page = new URL(data.beginConnection.consentUrl);
    return consent(standIn.url, { ...Object.fromEntries(page.searchParams), realm_id: realmId, decision: 'allow' });
  }

  /** Follows the way back with a browser's cookies, or some of them. */
  async function follow(back: URL, cookies: ReadonlyMap<string, string>) {
    const response = await fetch(`${server.url}/quickbooks/callback${back.search}`, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    return { status: response.status, to: response.headers.get('location') ?? '', headers: response.headers };
  }

  it('takes a cookie for itself alone, that no script reads', async () => {
    const daniel = await signedIn('daniel');
    await consented(daniel);
    expect(daniel.setCookies).toHaveLength(1);
    expect(daniel.setCookies[0]).toMatch(
      /^runway_connect_[\w-]{12}=[\w-]{43}; Max-Age=3600; Path=\/quickbooks\/callback; HttpOnly; SameSite=Lax$/,
    );
  });

  it('is another’s way for any other browser: the company goes to nobody', async () => {
    const [daniel, priya] = [await signedIn('daniel'), await signedIn('priya')];
    const back = await consented(daniel);
    for (const cookies of [new Map<string, string>(), priya.cookies]) {
      expect((await follow(back, cookies)).to).toBe('/clients?refused=CONNECTION_EXPIRED');
    }
    // Her session with his attempt's cookie beside it, as when both use one machine.
    const both = new Map([...daniel.cookies, ...priya.cookies]);
    expect((await follow(back, both)).to).toBe('/clients?refused=CONNECTION_EXPIRED');
    expect(await server.test.asOwner('select id from client')).toEqual([]);
  });

  it('ends at the list with the new client, after two tabs and half an hour, without an access token', async () => {
    const daniel = await signedIn('daniel');
    const [one, two] = [await consented(daniel), await consented(daniel, OTHER_REALM)];
    server.clock.advance(30 * 60_000);
    const kept = new Map([...daniel.cookies].filter(([name]) => name.startsWith('runway_connect_')));
    expect(kept.size).toBe(2);
    for (const back of [one, two]) {
      const { status, to, headers } = await follow(back, kept);
      expect([status, to]).toEqual([303, expect.stringMatching(/^\/clients\?connected=[0-9a-f-]{36}$/)]);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.getSetCookie().join()).toMatch(/runway_connect_[\w-]{12}=;/);
    }
    const made = await server.test.asOwner('select name, advisor_id from client order by name');
    expect(made).toEqual([
      { name: 'Corner Café', advisor_id: people.daniel.id },
      { name: 'Quiet Corner', advisor_id: people.daniel.id },
    ]);
    expect((await follow(one, kept)).to).toBe('/clients?refused=CONNECTION_EXPIRED');
  });

  it('ends at the page it began on, which is a word for one of ours and never an address', async () => {
    const daniel = await signedIn('daniel');
    const withReturn = async (page: string, ofThis = true): Promise<string> => {
      const back = await consented(daniel);
      const state = String(back.searchParams.get('state'));
      const name = `runway_return_${ofThis ? state.slice(0, 12) : 'otherattempt'}`;
      const { to, headers } = await follow(
        new URL(`${back.origin}/?state=${state}&error=access_denied`),
        new Map([...daniel.cookies, [name, page]]),
      );
      if (ofThis) expect(headers.getSetCookie().join()).toContain(`${name}=;`);
      return to;
    };
    expect(await withReturn('connections')).toBe('/connections?refused=QUICKBOOKS_DENIED');
    expect(await withReturn('connections', false)).toBe('/clients?refused=QUICKBOOKS_DENIED');
    for (const page of ['//evil.example', 'https://evil.example/connections', '/connections', 'constructor', '']) {
      expect(await withReturn(page)).toBe('/clients?refused=QUICKBOOKS_DENIED');
    }
  });

  it('ends with a refusal after sign-out, and where parameters are missing or doubled', async () => {
    const daniel = await signedIn('daniel');
    const back = await consented(daniel);
    const kept = new Map(daniel.cookies);
    await daniel.graphql('mutation { signOut { signedOut } }');
    expect((await follow(back, kept)).to).toBe('/clients?refused=NOT_SIGNED_IN');
    for (const query of ['', '?state=a&state=b', `?state=${'x'.repeat(3000)}`]) {
      expect((await follow(new URL(`http://x/${query}`), kept)).to).toBe('/clients?refused=INVALID_INPUT');
    }
    expect((await daniel.graphql<{ beginConnection: null }>(BEGIN)).errors[0]?.extensions?.code).toBe('NOT_SIGNED_IN');
  });
});
