import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionTokens } from '../../../server/quickbooks/tokens.js';
import { createLogger } from '../../../server/platform/logger.js';
import { QuickBooksOAuth, type Grant } from '../../../server/quickbooks/oauth.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import { startSyncGround, type SyncGround } from '../sync/syncHarness.js';

let ground: SyncGround;
beforeAll(async () => {
  ground = await startSyncGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  for (const table of ['client_row', 'sync_job', 'quickbooks_connection', 'business', 'access', 'client']) {
    await ground.test.asOwner(`delete from ${table}`);
  }
});

async function clients(): Promise<number> {
  return (await ground.test.asOwner('select id from client')).length;
}

describe('connecting a company', () => {
  it('makes the client for its advisor and the firm’s owners, tokens sealed, in their zone', async () => {
    const outcome = await ground.connect();
    const clientId = 'clientId' in outcome ? outcome.clientId : '';
    const access = await ground.test.asOwner<{ principal_id: string; role: string }>(
      'select principal_id, role from access where client_id = ? order by role',
      [clientId],
    );
    expect(access).toEqual([
      { principal_id: ground.advisor.id, role: 'ADVISOR' },
      { principal_id: ground.owner.id, role: 'OWNER' },
    ]);
    const [made] = await ground.test.asOwner('select name, time_zone from client where id = ?', [clientId]);
    expect(made).toEqual({ name: 'Corner Café', time_zone: 'America/New_York' });
    const events = await ground.test.asOwner(
      `select actor_id from audit_event where action = 'client.connected' and client_id = ?`,
      [clientId],
    );
    expect(events).toEqual([{ actor_id: ground.advisor.id }]);
  });

  it('drops the attempts that are over when another is begun, and keeps those that are open', async () => {
    const attempts = () => ground.test.asOwner('select state_hash from connection_attempt');
    await ground.finish(await ground.consented());
    await ground.connection.begin(ground.colleague, { requestId: 'r', remoteAddress: '127.0.0.1' });
    expect(await attempts()).toHaveLength(1);
    await ground.connection.begin(ground.owner, { requestId: 'r', remoteAddress: '127.0.0.1' });
    expect(await attempts()).toHaveLength(2);
    ground.clock.advance(60 * 60_000);
    await ground.connection.begin(ground.owner, { requestId: 'r', remoteAddress: '127.0.0.1' });
    expect(await attempts()).toHaveLength(1);
  });

  it('uses a state once', async () => {
    const query = await ground.consented();
    expect(await ground.finish(query)).toHaveProperty('clientId');
    expect(await ground.finish(query)).toEqual({ refused: 'CONNECTION_EXPIRED' });
  });

  it('refuses a state that is another person’s, too old, made up, or absent', async () => {
    const query = await ground.consented();
    expect(await ground.finish(query, ground.colleague)).toEqual({ refused: 'CONNECTION_EXPIRED' });
    expect(await ground.finish(query, ground.stranger)).toEqual({ refused: 'CONNECTION_EXPIRED' });
    ground.clock.advance(60 * 60_000);
    expect(await ground.finish(query)).toEqual({ refused: 'CONNECTION_EXPIRED' });
    expect(await ground.finish(new URLSearchParams({ state: 'x', code: 'y', realmId: '1' }))).toEqual({
      refused: 'CONNECTION_EXPIRED',
    });
    expect(await ground.finish(new URLSearchParams({ code: 'y' }))).toEqual({ refused: 'INVALID_INPUT' });
    expect(await clients()).toBe(0);
  });

  it('ends well when the consent took longer than the access token lives', async () => {
    const query = await ground.consented();
    ground.clock.advance(40 * 60_000);
    expect(await ground.finish(query, null)).toHaveProperty('clientId');
    const [made] = await ground.test.asOwner('select advisor_id from client');
    expect(made).toEqual({ advisor_id: ground.advisor.id });
  });

  it('refuses another browser, so that nobody connects their company by another person’s click', async () => {
    const query = await ground.consented();
    const other = await ground.consented(ground.colleague);
    for (const secret of [null, '', 'made-up']) {
      expect(await ground.finish(query, null, secret)).toEqual({ refused: 'CONNECTION_EXPIRED' });
    }
    expect(await clients()).toBe(0);
    // Refused, it is still there for the browser it was begun in.
    expect(await ground.finish(query, null)).toHaveProperty('clientId');
    expect(other.get('state')).not.toBe(query.get('state'));
  });

  it('refuses a session that was ended meanwhile, and a person who has left', async () => {
    const ended = await ground.consented();
    await ground.test.asOwner('update session set revoked_at = now() where id = ?', [ground.advisor.sessionId]);
    expect(await ground.finish(ended, null)).toEqual({ refused: 'NOT_SIGNED_IN' });
    await ground.test.asOwner('update session set revoked_at = null where id = ?', [ground.advisor.sessionId]);
    const left = await ground.consented();
    await ground.test.asOwner('update advisor set active = false where id = ?', [ground.advisor.id]);
    expect(await ground.finish(left, null)).toEqual({ refused: 'NOT_SIGNED_IN' });
    await ground.test.asOwner('update advisor set active = true where id = ?', [ground.advisor.id]);
    expect(await clients()).toBe(0);
  });

  it('says that a person did not allow it', async () => {
    expect(await ground.finish(await ground.consented(ground.advisor, 'deny'))).toEqual({
      refused: 'QUICKBOOKS_DENIED',
    });
    expect(await clients()).toBe(0);
  });

  it('refuses a company that is connected in the firm, by oneself or a colleague; another firm may connect it', async () => {
    await ground.connect();
    expect(await ground.connect()).toEqual({ refused: 'ALREADY_CONNECTED' });
    expect(await ground.connect(ground.colleague)).toEqual({ refused: 'ALREADY_CONNECTED' });
    expect(await clients()).toBe(1);
    expect(await ground.connect(ground.stranger)).toHaveProperty('clientId');
    expect(await clients()).toBe(2);
  });

  it('refuses a realm that is no number and a code that QuickBooks does not know', async () => {
    const odd = await ground.consented();
    odd.set('realmId', '1; drop table client');
    expect(await ground.finish(odd)).toEqual({ refused: 'INVALID_INPUT' });
    const wrong = await ground.consented();
    wrong.set('code', 'made-up');
    expect(await ground.finish(wrong)).toEqual({ refused: 'CONNECTION_EXPIRED' });
    expect(await clients()).toBe(0);
  });

  it('says that QuickBooks cannot be reached, and makes nothing', async () => {
    const query = await ground.consented();
    await ground.running.control('POST', 'faults', { times: 10, path: 'companyinfo', status: 503 });
    expect(await ground.finish(query)).toEqual({ refused: 'QUICKBOOKS_UNAVAILABLE' });
    await ground.running.control('DELETE', 'faults');
    expect(await clients()).toBe(0);
  });
});

describe('connecting again', () => {
  it('gives a company its new grant after the old one was given back, ends a pause and has it read', async () => {
    const first = await ground.connect();
    const clientId = 'clientId' in first ? first.clientId : '';
    await ground.quickBooks.returns.revoke(clientId);
    await ground.test.asOwner(`update client_row set sync_state = 'NOT_CONNECTED', paused = true`);
    await ground.test.asOwner('update sync_job set wanted = false, paused = true, attempts = 4');
    expect(await ground.connect()).toEqual({ clientId });
    const [job] = await ground.test.asOwner('select wanted, paused, attempts, cause, realm_id from sync_job');
    expect(job).toEqual({ wanted: true, paused: false, attempts: 0, cause: 'CONNECTED', realm_id: '9130000000000001' });
    const [row] = await ground.test.asOwner('select sync_state, paused from client_row');
    expect(row).toEqual({ sync_state: 'WAITING', paused: false });
    expect(await ground.quickBooks.tokens.source(clientId).current()).toMatch(/./);
  });

  it('notes the realm with the first sync, so that notices find it', async () => {
    await ground.connect();
    expect(await ground.test.asOwner('select realm_id from sync_job')).toEqual([{ realm_id: '9130000000000001' }]);
  });
});

describe('renewing tokens', () => {
  /** Two processes' worth of tokens over one database, counting what reaches QuickBooks. */
  function twoProcesses(): { tokens: ConnectionTokens[]; keys: KeyRing; calls: string[] } {
    const keys = KeyRing.parse(KeyRing.generate());
    const calls: string[] = [];
    const oauth = new (class extends QuickBooksOAuth {
      override async refresh(refreshToken: string): Promise<Grant> {
        calls.push(refreshToken);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return grant(`access-${calls.length + 1}`, `refresh-${calls.length + 1}`);
      }
    })({
      clientId: 'a',
      clientSecret: 'b',
      authorizeUrl: 'http://x',
      tokenUrl: 'http://x',
      revokeUrl: 'http://x',
      redirectUri: 'http://x',
      timeoutMs: 1,
    });
    const parts = { database: ground.test.database, oauth, keys, clock: ground.clock, logger: createLogger('silent') };
    return { tokens: [new ConnectionTokens(parts), new ConnectionTokens(parts)], keys, calls };
  }

  const grant = (accessToken: string, refreshToken: string): Grant => ({
    accessToken,
    refreshToken,
    accessExpiresInMs: 3_600_000,
    refreshExpiresInMs: 8_000_000,
  });

  it('asks QuickBooks once, however many ask here and in another process, and keeps what came before it is used', async () => {
    const outcome = await ground.connect();
    const clientId = 'clientId' in outcome ? outcome.clientId : '';
    const { tokens, calls, keys } = twoProcesses();
    const [first] = tokens;
    if (!first) throw new Error('there are two');
    await ground.test.asOwner(
      'update quickbooks_connection set access_token_sealed = ?, refresh_token_sealed = ?, access_expires_at = ?, refresh_expires_at = ? where client_id = ?',
      [...first.sealed(clientId, grant('access-1', 'refresh-1')), clientId],
    );
    const asked = tokens
      .flatMap((each) => [each.source(clientId), each.source(clientId)])
      .map((source) => source.refresh('access-1'));
    expect(await Promise.all(asked)).toEqual(Array(4).fill('access-2'));
    expect(calls).toEqual(['refresh-1']);
    const [kept] = await ground.test.asOwner<{ sealed: string }>(
      'select refresh_token_sealed as sealed from quickbooks_connection where client_id = ?',
      [clientId],
    );
    expect(kept?.sealed).not.toContain('refresh-2');
    expect(keys.open(String(kept?.sealed), `quickbooks_connection:${clientId}:refresh`)).toBe('refresh-2');
  });

  it('renews a token shortly before its end without being refused first', async () => {
    const outcome = await ground.connect();
    const clientId = 'clientId' in outcome ? outcome.clientId : '';
    const { tokens, calls } = twoProcesses();
    const [first] = tokens;
    if (!first) throw new Error('there are two');
    await ground.test.asOwner(
      'update quickbooks_connection set access_token_sealed = ?, refresh_token_sealed = ?, access_expires_at = ?, refresh_expires_at = ? where client_id = ?',
      [...first.sealed(clientId, { ...grant('access-1', 'refresh-1'), accessExpiresInMs: 30_000 }), clientId],
    );
    expect(await first.source(clientId).current()).toBe('access-2');
    expect(calls).toHaveLength(1);
  });
});
