import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../server/platform/logger.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import { QuickBooksOAuth } from '../../../server/quickbooks/oauth.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { ConnectionTokens } from '../../../server/quickbooks/tokens.js';
import { startSyncGround, type SyncGround } from '../sync/syncHarness.js';
import { FakeTokenEndpoint } from './fakeTokenEndpoint.js';

const CHILD = fileURLToPath(new URL('./tokenProcess.mjs', import.meta.url));

let ground: SyncGround;
let endpoint: FakeTokenEndpoint;
let clientId: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  ground = await startSyncGround();
  endpoint = await FakeTokenEndpoint.start();
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await endpoint.close();
  await ground.close();
});

const oauthSettings = (timeoutMs: number) => ({
  clientId: 'a',
  clientSecret: 'b',
  authorizeUrl: `${endpoint.url}/authorize`,
  tokenUrl: `${endpoint.url}/token`,
  revokeUrl: `${endpoint.url}/revoke`,
  redirectUri: 'http://127.0.0.1:9/callback',
  timeoutMs,
});

const tokenParts = (timeoutMs: number) => ({
  database: ground.test.database,
  oauth: new QuickBooksOAuth(oauthSettings(timeoutMs)),
  keys: KeyRing.parse(ground.tokenKeys),
  clock: ground.clock,
  logger: createLogger('silent'),
});

/** Tokens as one more process would have them. */
const openTokens = (timeoutMs = 5_000): ConnectionTokens => new ConnectionTokens(tokenParts(timeoutMs));

beforeEach(async () => {
  endpoint.reset();
  const [access, refresh, accessEnds, refreshEnds] = openTokens().sealed(clientId, {
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    accessExpiresInMs: 3_600_000,
    refreshExpiresInMs: 8_000_000_000,
  });
  await ground.test.asOwner('delete from quickbooks_connection');
  await ground.test.asOwner(
    `insert into quickbooks_connection (client_id, firm_id, realm_id, access_token_sealed, refresh_token_sealed,
       access_expires_at, refresh_expires_at, connected_by, connected_at)
     select c.id, c.firm_id, b.realm_id, ?, ?, ?, ?, c.advisor_id, now() from client c join business b on b.client_id = c.id
      where c.id = ?`,
    [access, refresh, accessEnds, refreshEnds, clientId],
  );
});

async function keptRefreshToken(): Promise<string | null> {
  const [row] = await ground.test.asOwner<{ sealed: string }>(
    'select refresh_token_sealed as sealed from quickbooks_connection where client_id = ?',
    [clientId],
  );
  if (!row) return null;
  return KeyRing.parse(ground.tokenKeys).open(row.sealed, `quickbooks_connection:${clientId}:refresh`);
}

async function needsReconnecting(): Promise<boolean> {
  const [row] = await ground.test.asOwner<{ lost: boolean }>(
    'select needs_reconnecting as lost from quickbooks_connection where client_id = ?',
    [clientId],
  );
  return row?.lost ?? false;
}

async function failure(work: Promise<unknown>): Promise<QuickBooksError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof QuickBooksError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

interface TokenProcess {
  readonly child: ChildProcess;
  readonly answer: Promise<string[]>;
  go(): void;
}

/** A process of the built server's own code. */
async function startProcess(promises: number): Promise<TokenProcess> {
  const settings = { urls: ground.test.urls, keys: ground.tokenKeys, oauth: oauthSettings(10_000), clientId, promises };
  const child = spawn(process.execPath, [CHILD], {
    env: { PATH: process.env['PATH'], RUNWAY_TOKEN_PROCESS: JSON.stringify(settings) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: string[] = [];
  const said = async (count: number): Promise<string> => {
    while (lines.length < count) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('the process ended early');
      await delay(10);
    }
    return lines[count - 1] ?? '';
  };
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    lines.splice(0, lines.length, ...text.split('\n').slice(0, -1));
  });
  await said(1);
  const answer = said(2).then((line) => JSON.parse(line) as string[]);
  // A killed process never answers; whoever needs the answer awaits it.
  answer.catch(() => undefined);
  return { child, answer, go: () => void child.stdin?.write('go\n') };
}

describe('one refresh, however many ask', () => {
  it('asks QuickBooks once for twenty promises', async () => {
    const tokens = openTokens();
    const asked = Array.from({ length: 20 }, () => tokens.source(clientId).refresh('access-1'));
    expect(await Promise.all(asked)).toEqual(Array(20).fill('access-2'));
    expect(endpoint.refreshes).toEqual(['refresh-1']);
  });

  it('asks once for four processes of five promises each, and all go on with the same token', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => startProcess(5)));
    for (const each of processes) each.go();
    const answers = await Promise.all(processes.map(({ answer }) => answer));
    expect(answers.flat()).toEqual(Array(20).fill('access-2'));
    expect(endpoint.refreshes).toEqual(['refresh-1']);
    expect(await keptRefreshToken()).toBe('refresh-2');
  }, 60_000);

  it('asks the stand-in once for twenty promises of a company’s own tokens', async () => {
    const outcome = await ground.connect(ground.stranger);
    const other = 'clientId' in outcome ? outcome.clientId : '';
    const { tokens, oauth } = ground.quickBooks;
    let refreshes = 0;
    const refresh = oauth.refresh.bind(oauth);
    oauth.refresh = (...asked) => {
      refreshes += 1;
      return refresh(...asked);
    };
    const current = await tokens.source(other).current();
    const renewed = await Promise.all(Array.from({ length: 20 }, () => tokens.source(other).refresh(current)));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(current);
    expect(refreshes).toBe(1);
  });
});

describe('a rotated token', () => {
  it('is committed before anybody has it', async () => {
    const kept: (string | null)[] = [];
    const token = await openTokens()
      .source(clientId)
      .refresh('access-1')
      .then(async (renewed) => {
        kept.push(await keptRefreshToken());
        return renewed;
      });
    expect([token, ...kept]).toEqual(['access-2', 'refresh-2']);
  });

  it('is kept in a transaction of its own when the first one breaks', async () => {
    class Breaking extends ConnectionTokens {
      breaks = 2;
      protected override async keep(...given: Parameters<ConnectionTokens['keep']>): Promise<void> {
        this.breaks -= 1;
        if (this.breaks >= 0) throw new Error('the database went away');
        await super.keep(...given);
      }
    }
    expect(await new Breaking(tokenParts(5_000)).source(clientId).refresh('access-1')).toBe('access-2');
    expect(await keptRefreshToken()).toBe('refresh-2');
    expect(endpoint.refreshes).toHaveLength(1);
  });

  it('is kept when its answer comes after the call was given up', async () => {
    endpoint.faults = ['slow'];
    const error = await failure(openTokens(200).source(clientId).refresh('access-1'));
    expect(error.kind).toBe('unavailable');
    expect(await keptRefreshToken()).toBe('refresh-1');
    await delay(1_000);
    expect(await keptRefreshToken()).toBe('refresh-2');
    expect(await openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(endpoint.refreshes).toHaveLength(1);
  });
});

describe('a refresh that fails', () => {
  it.each(['hang', 'error'] as const)('loses nothing by %s: the same token works at the next try', async (fault) => {
    endpoint.faults = [fault];
    const error = await failure(openTokens(200).source(clientId).refresh('access-1'));
    expect(error.kind).toBe('unavailable');
    expect(error.isPassing).toBe(true);
    expect(await needsReconnecting()).toBe(false);
    expect(await openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(endpoint.refreshes).toEqual(['refresh-1', 'refresh-1']);
  });

  it('repeats nothing by itself', async () => {
    endpoint.faults = ['error', 'error'];
    await failure(openTokens().source(clientId).refresh('access-1'));
    expect(endpoint.refreshes).toHaveLength(1);
  });

  it('says that a person must sign in again when QuickBooks knows the grant no more, and asks no further', async () => {
    endpoint.grace = false;
    endpoint.faults = ['rotate and hang'];
    await failure(openTokens(200).source(clientId).refresh('access-1'));
    const error = await failure(openTokens().source(clientId).refresh('access-1'));
    expect(error).toMatchObject({ kind: 'needs_reconnecting', code: 'invalid_grant', tid: 'tid-token' });
    expect(await needsReconnecting()).toBe(true);
    expect((await failure(openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
    expect(endpoint.refreshes).toHaveLength(2);
  });
});

describe('a process that is killed in the middle of a refresh', () => {
  it('blocks nobody and loses nothing when QuickBooks had not answered', async () => {
    endpoint.faults = ['hang'];
    const dying = await startProcess(1);
    const heard = endpoint.heard();
    dying.go();
    await heard;
    dying.child.kill('SIGKILL');
    const began = performance.now();
    expect(await openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(endpoint.refreshes).toEqual(['refresh-1', 'refresh-1']);
    expect(await keptRefreshToken()).toBe('refresh-2');
  }, 60_000);

  it('loses nothing when QuickBooks had rotated the token, as long as the one before is still taken', async () => {
    endpoint.grace = true;
    endpoint.faults = ['rotate and hang'];
    const dying = await startProcess(1);
    const heard = endpoint.heard();
    dying.go();
    await heard;
    dying.child.kill('SIGKILL');
    expect(await openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(await keptRefreshToken()).toBe('refresh-2');
    expect(await needsReconnecting()).toBe(false);
  }, 60_000);
});

describe('giving a grant back', () => {
  const rows = () => ground.test.asOwner('select 1 from quickbooks_connection where client_id = ?', [clientId]);

  it('tells QuickBooks, forgets the tokens, and can be repeated', async () => {
    expect(await openTokens().revoke(clientId)).toBe('REVOKED');
    expect(endpoint.revoked).toEqual(['refresh-1']);
    expect(await rows()).toEqual([]);
    expect(await openTokens().revoke(clientId)).toBe('NOT_CONNECTED');
    expect((await failure(openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
  });

  it.each([
    ['hang', 'UNANSWERED'],
    ['error', 'UNANSWERED'],
  ] as const)('forgets the tokens also when QuickBooks does not answer (%s), and says so', async (fault, said) => {
    endpoint.faults = [fault];
    expect(await openTokens(200).revoke(clientId)).toBe(said);
    expect(await rows()).toEqual([]);
  });

  it('ends the grant at the stand-in', async () => {
    const outcome = await ground.connect(ground.owner);
    expect(outcome).toEqual({ refused: 'ALREADY_CONNECTED' });
    const fresh = await ground.connect(ground.advisor, '9130000000000002');
    const quiet = 'clientId' in fresh ? fresh.clientId : '';
    const token = await ground.quickBooks.tokens.source(quiet).current();
    expect(await ground.quickBooks.revoke(quiet)).toBe('REVOKED');
    const company = ground.quickBooks.openWithToken('9130000000000002', token);
    expect((await failure(company.get('preferences'))).kind).toBe('needs_reconnecting');
  });
});
