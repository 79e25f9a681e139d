import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callerOf } from '../../server/http/callers.js';
import { countedAs } from '../../server/platform/countedAddress.js';
import { ProxyList } from '../../server/platform/proxyList.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { seedPractice, type Practice } from '../harness/practice.js';

const SIGN_IN =
  'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { refusal { code } } }';

function asked(line: string, forwarded?: string): IncomingMessage {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: line });
  const message = new IncomingMessage(socket);
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded;
  return message;
}

describe('who calls', () => {
  const proxies = ProxyList.parse('10.0.0.0/8, 192.0.2.1, 2001:db8:1::/48');
  const caller = (line: string, forwarded?: string) => callerOf(asked(line, forwarded), proxies);

  it('is the other end of the line where it is none of our proxies, whatever it says', () => {
    expect(caller('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(caller('::ffff:203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(callerOf(asked('10.0.0.1', '198.51.100.1'), undefined)).toBe('10.0.0.1');
    expect(callerOf(asked('10.0.0.1', '198.51.100.1'), ProxyList.parse('false'))).toBe('10.0.0.1');
  });

  it('is whom the farthest of our proxies names, never what the caller had written before', () => {
    expect(caller('10.0.0.1', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(caller('10.0.0.1', '198.51.100.1, 203.0.113.7, 192.0.2.1')).toBe('203.0.113.7');
    expect(caller('::ffff:10.0.0.1', '2001:db8:2::7, 2001:db8:1::3')).toBe('2001:db8:2::7');
    expect(caller('10.0.0.1')).toBe('10.0.0.1');
  });

  it('is the proxy itself where that names no address', () => {
    for (const junk of ['', 'unknown', 'x'.repeat(300), '198.51.100.1, _hidden', '999.1.1.1']) {
      expect(caller('10.0.0.1', junk)).toBe('10.0.0.1');
    }
    expect(caller('10.0.0.1', '203.0.113.7:4711')).toBe('203.0.113.7');
    expect(caller('10.0.0.1', '[2001:db8:2::7]:4711')).toBe('2001:db8:2::7');
    expect(caller('10.0.0.1', 'fe80::1%eth0')).toBe('fe80::1');
  });

  it('counts as its network where it has one of its own', () => {
    expect(countedAs('203.0.113.7')).toBe('203.0.113.7');
    const same = ['2001:db8:2:3::7', '2001:0DB8:2:3:ffff::', '2001:db8:2:3:1:2:3:4', '2001:db8:2:3::1.2.3.4'];
    expect(new Set(same.map(countedAs))).toEqual(new Set(['2001:db8:2:3::/64']));
    expect(countedAs('2001:db8:2:4::7')).toBe('2001:db8:2:4::/64');
    expect(countedAs('2001:db8::7')).toBe('2001:db8:0:0::/64');
    expect(countedAs('::1')).toBe('0:0:0:0::/64');
  });
});

describe('a caller behind a proxy that appends', () => {
  let server: TestApp;
  let people: Practice;

  beforeAll(async () => {
    server = await startTestApp({ trustProxy: '127.0.0.1' });
    people = await seedPractice(server.test);
  });
  afterAll(() => server.close());

  it('is held to ten tries and put down as itself, whatever it writes into X-Forwarded-For', async () => {
    const codes: (string | undefined)[] = [];
    for (let round = 0; round < 11; round += 1) {
      const { data } = await new TestBrowser(server.url).graphql<{ signIn: { refusal: { code: string } | null } }>(
        SIGN_IN,
        { email: people.daniel.email, password: 'guessed' },
        { 'x-forwarded-for': `198.51.100.${round}, 2001:db8:2:3::${round}` },
      );
      codes.push(data.signIn.refusal?.code);
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'WRONG_CREDENTIALS'), 'TOO_MANY_ATTEMPTS']);
    const kept = await server.test.asOwner<{ remote_address: string }>(
      `select remote_address from audit_event where action = 'session.refused' order by at, id`,
    );
    expect(kept.map(({ remote_address }) => remote_address).sort()).toEqual(
      Array.from({ length: 10 }, (_, round) => `2001:db8:2:3::${round}`),
    );
  });

  it('is held to its requests a minute', async () => {
    const few = await startTestApp({ trustProxy: '127.0.0.1', ratePerMinute: 3 });
    try {
      const status = async (from: string): Promise<number> =>
        (await new TestBrowser(few.url).graphql('{ viewer { name } }', {}, { 'x-forwarded-for': from })).status;
      const said: number[] = [];
      for (let round = 0; round < 4; round += 1) said.push(await status(`198.51.100.${round}, 203.0.113.7`));
      expect(said).toEqual([200, 200, 200, 429]);
      expect(await status('203.0.113.8')).toBe(200);
    } finally {
      await few.close();
    }
  });
});
