import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../server/config.js';
import { configReference } from '../../server/configReference.js';
import { KeyRing } from '../../server/platform/secrets.js';
import { createLogger } from '../../server/platform/logger.js';

const good = {
  PUBLIC_URL: 'http://localhost:4000',
  DATABASE_URL: 'postgresql://runway_app:pw@127.0.0.1:5432/runway',
  DATABASE_SIGNIN_URL: 'postgresql://runway_signin:pw@127.0.0.1:5432/runway',
  DATABASE_SYNC_URL: 'postgresql://runway_sync:pw@127.0.0.1:5432/runway',
  DATABASE_WEBHOOK_URL: 'postgresql://runway_webhook:pw@127.0.0.1:5432/runway',
  DATABASE_JOBS_URL: 'postgresql://runway_jobs:pw@127.0.0.1:5432/runway',
  QUICKBOOKS_CLIENT_ID: 'id',
  QUICKBOOKS_CLIENT_SECRET: 'secret',
  SESSION_KEYS: KeyRing.generate(),
  TOKEN_KEYS: KeyRing.generate(),
};

const faults = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the configuration', () => {
  it('is read with its defaults; an empty variable is not set', () => {
    const config = readConfig({ ...good, PORT: '', DEMO: 'true', SOMETHING_ELSE: 'x' });
    expect([config.PORT, config.DEMO, config.DATABASE_POOL_SIZE, config.LOG_LEVEL]).toEqual([4000, true, 10, 'info']);
    expect(config.QUICKBOOKS_API_URL).toBe('https://quickbooks.api.intuit.com');
  });

  it('names every fault at once, and never a value', () => {
    const secret = 'hunter2hunter2';
    const found = faults({
      ...good,
      PUBLIC_URL: `ftp://${secret}`,
      DATABASE_URL: secret,
      SESSION_KEYS: `k1:${secret}`,
      DEMO: secret,
      PORT: '70000',
      TOKEN_KEYS: '',
    });
    expect(found.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'DATABASE_URL',
      'DEMO',
      'PORT',
      'PUBLIC_URL',
      'SESSION_KEYS',
      'TOKEN_KEYS',
    ]);
    expect(found.join('\n')).not.toContain(secret);
    expect(faults({}).length).toBe(10);
    expect(faults({ ...good, QUICKBOOKS_WEBHOOK_TOKEN: 'short,', MONGODB_URL: 'http://x' })).toEqual([
      'QUICKBOOKS_WEBHOOK_TOKEN has a token that is too short',
      'MONGODB_URL is not an address that begins with mongodb://',
    ]);
  });

  it('refuses an address whose port no browser opens', () => {
    expect(faults({ ...good, PUBLIC_URL: 'http://localhost:4190' })).toEqual([
      'PUBLIC_URL has a port that browsers refuse to open; take another, such as 4000',
    ]);
    expect(faults({ ...good, PUBLIC_URL: 'http://localhost:4191' })).toEqual([]);
    expect(faults({ ...good, PUBLIC_URL: 'nonsense' })).toEqual([
      'PUBLIC_URL is not an address that begins with http:// or https://',
    ]);
  });

  it('takes proxies by their addresses alone, and says so to who wrote that there is one', () => {
    const proxies = (written: string) => readConfig({ ...good, TRUST_PROXY: written }).TRUST_PROXY;
    expect(readConfig(good).TRUST_PROXY).toBeUndefined();
    expect(proxies('false')?.has('10.0.0.1')).toBe(false);
    const some = proxies('10.0.0.5, 192.168.0.0/16,2001:db8::/32');
    const known = ['10.0.0.5', '192.168.44.1', '2001:db8:9::1', '::ffff:10.0.0.5'];
    expect(known.map((address) => some?.has(address))).toEqual([true, true, true, true]);
    expect(['10.0.0.6', '192.169.0.1', '2001:db9::1', '', 'x'].filter((address) => some?.has(address))).toEqual([]);
    expect(faults({ ...good, TRUST_PROXY: 'true' })).toEqual([
      'TRUST_PROXY names no proxy: write the addresses or ranges of those in front, such as 10.0.0.5,10.1.0.0/16',
    ]);
    for (const written of ['yes', '10.0.0.5,', '10.0.0.0/8/8', 'proxy.example', '1']) {
      expect(faults({ ...good, TRUST_PROXY: written })).toEqual([
        'TRUST_PROXY has an entry that is no address and no range of addresses',
      ]);
    }
    for (const written of ['0.0.0.0/0', '10.0.0.0/33', '2001:db8::/129', '10.0.0.0/', '10.0.0.0/-1']) {
      expect(faults({ ...good, TRUST_PROXY: written })).toEqual([
        'TRUST_PROXY has a range of no length that there is; write it such as 10.0.0.0/8',
      ]);
    }
  });

  it('is described in docs/reference/environment.md as it is', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/reference/environment.md', import.meta.url)), 'utf8');
    expect(page).toBe(configReference());
  });
});

describe('the key ring', () => {
  it('opens what it sealed, in its own context alone', () => {
    const ring = KeyRing.parse(KeyRing.generate());
    const sealed = ring.seal('token ✓', 'client 1 access');
    expect(sealed).not.toContain('token');
    expect(ring.seal('token ✓', 'client 1 access')).not.toBe(sealed);
    expect(ring.open(sealed, 'client 1 access')).toBe('token ✓');
    // Not the last letter, some of whose bits may mean nothing.
    const at = sealed.length - 10;
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    for (const [text, context] of [
      [sealed, 'client 2 access'],
      [changed, 'client 1 access'],
      ['', ''],
      ['k.', 'x'],
      [sealed.replace(/^\w+/, 'other'), 'client 1 access'],
    ] as const) {
      expect(() => ring.open(text, context)).toThrow();
    }
  });

  it('rotates: a new key seals, the old one still opens, and is gone once dropped', () => {
    const [old, fresh] = [
      'old:' + Buffer.alloc(32, 1).toString('base64'),
      'new:' + Buffer.alloc(32, 2).toString('base64'),
    ];
    const sealed = KeyRing.parse(old).seal('token', 'c');
    const both = KeyRing.parse(`${fresh},${old}`);
    expect(both.open(sealed, 'c')).toBe('token');
    expect(both.seal('token', 'c')).toMatch(/^new\./);
    expect(() => KeyRing.parse(fresh).open(sealed, 'c')).toThrow(/does not hold/);
  });

  it('refuses rings it cannot use without telling the key', () => {
    for (const text of [
      '',
      'k1',
      'k1:short',
      `a:${Buffer.alloc(32).toString('base64')},a:${Buffer.alloc(32).toString('base64')}`,
    ]) {
      expect(() => KeyRing.parse(text)).toThrow(/^key \d/);
    }
  });
});

describe('the log', () => {
  it('hides secrets wherever they stand', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    logger.info(
      {
        password: 'S1',
        request: { headers: { cookie: 'S2', authorization: 'S3', 'set-cookie': 'S4' } },
        body: { refreshToken: 'S5', access_token: 'S6' },
      },
      'said',
    );
    expect(lines.join('')).not.toMatch(/S\d/);
    expect(lines.join('')).toContain('said');
  });
});
