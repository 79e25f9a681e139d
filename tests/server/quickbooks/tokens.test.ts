import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../server/platform/logger.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import { letGoOfGrant } from '../../../server/quickbooks/connectionRow.js';
import { GrantReturns } from '../../../server/quickbooks/grantReturn.js';
import { QuickBooksOAuth } from '../../../server/quickbooks/oauth.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import type { Sleep } from '../../../server/quickbooks/rateLimit.js';
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
  await ground.test.asOwner('delete from grant_to_return');
  await ground.test.asOwner('update sync_job set return_at = null');
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

/** Time that passes when a test says so. */
class PassedTime {
  passed = 0;
  #waiting: { readonly until: number; readonly end: () => void }[] = [];

  readonly sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const waiting = { until: this.passed + milliseconds, end: resolve };
      this.#waiting.push(waiting);
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        reject(new Error('no longer waited for'));
      };
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });

  /** Resolves when so many wait. */
  async waited(count: number): Promise<void> {
    while (this.#waiting.length < count) await delay(5);
  }

  /** In steps, so that what wakes up can do its work and wait again. */
  async pass(milliseconds: number): Promise<void> {
    for (const end = this.passed + milliseconds; this.passed < end;) {
      await delay(20);
      this.passed += Math.min(1_000, end - this.passed);
      const due = this.#waiting.filter(({ until }) => until <= this.passed);
      this.#waiting = this.#waiting.filter(({ until }) => until > this.passed);
      for (const { end: wake } of due) wake();
    }
    await delay(50);
  }
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

  it('is kept once the database is back after half a minute, and nobody asks with the old one meanwhile', async () => {
    const time = new PassedTime();
    class Away extends ConnectionTokens {
      protected override async keep(...given: Parameters<ConnectionTokens['keep']>): Promise<void> {
        if (time.passed < 30_000) throw new Error('the database is away');
        await super.keep(...given);
      }
    }
    const tokens = new Away({ ...tokenParts(5_000), sleep: time.sleep });
    const first = failure(tokens.source(clientId).refresh('access-1'));
    await time.waited(2);
    await time.pass(11_000);
    expect(await first).toMatchObject({ kind: 'unavailable', isPassing: true });
    const second = failure(tokens.source(clientId).refresh('access-1'));
    await time.waited(2);
    await time.pass(11_000);
    expect((await second).kind).toBe('unavailable');
    await time.pass(7_000);
    expect(await keptRefreshToken()).toBe('refresh-1');
    while ((await keptRefreshToken()) === 'refresh-1' && time.passed < 60_000) await time.pass(1_000);
    expect(await keptRefreshToken()).toBe('refresh-2');
    expect(await tokens.source(clientId).refresh('access-1')).toBe('access-2');
    expect(endpoint.refreshes).toEqual(['refresh-1']);
  }, 20_000);

  it('is kept by a process that stops, if the database comes back in time', async () => {
    const time = new PassedTime();
    let away = true;
    class Away extends ConnectionTokens {
      protected override async keep(...given: Parameters<ConnectionTokens['keep']>): Promise<void> {
        if (away) throw new Error('the database is away');
        await super.keep(...given);
      }
    }
    const tokens = new Away({ ...tokenParts(5_000), sleep: time.sleep });
    const asked = tokens.source(clientId).refresh('access-1');
    await time.waited(2);
    const stopped = tokens.stop();
    away = false;
    await time.pass(3_000);
    await stopped;
    expect(await asked).toBe('access-2');
    expect(await keptRefreshToken()).toBe('refresh-2');
  });

  it('that comes late ends a loss that was told meanwhile: in the connection, in the list, and the client is read', async () => {
    endpoint.faults = ['slow'];
    await failure(openTokens(200).source(clientId).refresh('access-1'));
    await ground.test.asOwner('update quickbooks_connection set needs_reconnecting = true');
    await ground.test.asOwner(
      `update client_row set sync_state = 'NEEDS_RECONNECTING', last_error = 'x', last_error_at = now() where client_id = ?`,
      [clientId],
    );
    await ground.test.asOwner('update sync_job set wanted = false where client_id = ?', [clientId]);
    await delay(1_000);
    expect([await keptRefreshToken(), await needsReconnecting()]).toEqual(['refresh-2', false]);
    const [row] = await ground.test.asOwner(
      `select r.sync_state, r.last_error, j.wanted from client_row r join sync_job j using (client_id) where client_id = ?`,
      [clientId],
    );
    expect(row).toEqual({ sync_state: 'WAITING', last_error: null, wanted: true });
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

describe('a grant that only a person can mend', () => {
  it('is marked, and nobody spends a call on it any more; another grant in its place is not', async () => {
    const source = openTokens().source(clientId);
    await source.lost?.('access-0');
    expect(await needsReconnecting()).toBe(false);
    await source.lost?.('access-1');
    expect(await needsReconnecting()).toBe(true);
    expect((await failure(openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
    expect(endpoint.refreshes).toEqual([]);
  });
});

describe('giving a grant back', () => {
  const openReturns = (timeoutMs = 5_000): GrantReturns => new GrantReturns(tokenParts(timeoutMs));
  const rows = () => ground.test.asOwner('select 1 from quickbooks_connection where client_id = ?', [clientId]);
  const waiting = () =>
    ground.test.asOwner<{ tries: number; at: string }>(
      'select g.tries, extract(epoch from j.return_at) * 1000 as at from grant_to_return g join sync_job j using (client_id) where client_id = ?',
      [clientId],
    );
  let before = 0;
  const trail = async () =>
    (
      await ground.test.asOwner<{ action: string; after: { quickBooks: string } }>(
        `select action, after from audit_event where action like 'connection.%returned' order by id`,
      )
    ).map(({ action, after }) => `${action} ${after.quickBooks}`);
  const told = async () => (await trail()).slice(before);
  beforeEach(async () => {
    before = (await trail()).length;
  });

  it('tells QuickBooks, forgets the tokens, and can be repeated', async () => {
    expect(await openReturns().revoke(clientId)).toBe('REVOKED');
    expect(endpoint.revoked).toEqual(['refresh-1']);
    expect([await rows(), await waiting()]).toEqual([[], []]);
    expect(await openReturns().revoke(clientId)).toBe('NOT_CONNECTED');
    expect((await failure(openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
    expect(await told()).toEqual(['connection.returned REVOKED']);
  });

  it.each(['hang', 'error'] as const)(
    'that QuickBooks does not answer (%s) takes the tokens out of use at once',
    async (fault) => {
      endpoint.faults = [fault];
      expect(await openReturns(200).revoke(clientId)).toBe('UNANSWERED');
      expect(await rows()).toEqual([]);
      expect(await waiting()).toMatchObject([{ tries: 1 }]);
      expect(await told()).toEqual(['connection.not_returned UNANSWERED']);
    },
  );

  it('is tried again by the clock, later each time, until QuickBooks answers', async () => {
    endpoint.faults = ['error', 'error', 'error'];
    const returns = openReturns();
    await returns.revoke(clientId);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const [{ at } = { at: '' }] = await waiting();
      waits.push(Number(at) - ground.clock.now().getTime());
      expect(await returns.giveBackDue()).toBe(0);
      ground.clock.advance(waits.at(-1) ?? 0);
      expect(await returns.giveBackDue()).toBe(round === 2 ? 1 : 0);
    }
    expect(waits).toEqual([60_000, 120_000, 240_000]);
    expect(endpoint.revoked).toEqual(['refresh-1']);
    expect(await waiting()).toEqual([]);
    expect(await told()).toEqual(['connection.not_returned UNANSWERED', 'connection.returned REVOKED']);
  });

  it('is done by another process when the one that let go died before it could', async () => {
    await ground.test.database.asSync({ clientId }, (tx) => letGoOfGrant(tx, clientId, ground.clock.now()));
    expect(await rows()).toEqual([]);
    expect(await openReturns().giveBackDue()).toBe(0);
    ground.clock.advance(60_000);
    expect(await openReturns().giveBackDue()).toBe(1);
    expect(endpoint.revoked).toEqual(['refresh-1']);
  });

  it('ends after seven days, and the trail says so', async () => {
    endpoint.faults = Array<'error'>(60).fill('error');
    const returns = openReturns();
    await returns.revoke(clientId);
    let hours = 0;
    for (; (await waiting()).length > 0 && hours < 400; hours += 3) {
      ground.clock.advance(3 * 3_600_000);
      await returns.giveBackDue();
    }
    expect(hours).toBeGreaterThanOrEqual(7 * 24);
    expect(hours).toBeLessThanOrEqual(7 * 24 + 9);
    expect(await told()).toEqual(['connection.not_returned UNANSWERED', 'connection.not_returned GIVEN_UP']);
    expect(endpoint.revoked).toEqual([]);
  });

  it('takes the token that came late, not the one before it', async () => {
    endpoint.faults = ['slow', 'error'];
    await failure(openTokens(200).source(clientId).refresh('access-1'));
    await openReturns().revoke(clientId);
    await delay(1_000);
    ground.clock.advance(60_000);
    expect(await openReturns().giveBackDue()).toBe(1);
    expect(endpoint.revoked).toEqual(['refresh-2']);
  });

  it('ends the grant at the stand-in', async () => {
    const outcome = await ground.connect(ground.owner);
    expect(outcome).toEqual({ refused: 'ALREADY_CONNECTED' });
    const fresh = await ground.connect(ground.advisor, '9130000000000002');
    const quiet = 'clientId' in fresh ? fresh.clientId : '';
    const token = await ground.quickBooks.tokens.source(quiet).current();
    expect(await ground.quickBooks.returns.revoke(quiet)).toBe('REVOKED');
    const company = ground.quickBooks.openWithToken('9130000000000002', token);
    expect((await failure(company.get('preferences'))).kind).toBe('unauthorized');
  });

  it('is not done any more once the company is connected again, however late it was', async () => {
    const [{ realm_id: realm } = { realm_id: '' }] = await ground.test.asOwner<{ realm_id: string }>(
      `select realm_id from business where realm_id = '9130000000000002'`,
    );
    await ground.running.control('POST', 'faults', { times: 5, path: 'revoke', status: 503 });
    const [{ id } = { id: '' }] = await ground.test.asOwner<{ id: string }>(
      'select client_id as id from business where realm_id = ?',
      [realm],
    );
    await ground.test.asOwner(`update client_row set sync_state = 'NOT_CONNECTED' where client_id = ?`, [id]);
    expect(await ground.connect(ground.advisor, realm)).toEqual({ clientId: id });
    expect(await ground.quickBooks.returns.revoke(id)).toBe('UNANSWERED');
    await ground.running.control('DELETE', 'faults');
    await ground.test.asOwner(`update client_row set sync_state = 'NOT_CONNECTED' where client_id = ?`, [id]);
    expect(await ground.connect(ground.advisor, realm)).toEqual({ clientId: id });
    ground.clock.advance(24 * 3_600_000);
    expect(await ground.quickBooks.returns.giveBackDue()).toBe(0);
    expect(await ground.test.asOwner('select 1 from grant_to_return')).toEqual([]);
    expect(await ground.quickBooks.tokens.source(id).current()).toMatch(/./);
  });
});
