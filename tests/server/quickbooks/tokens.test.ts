import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../../server/platform/secrets.js';
import { ConnectionTokens } from '../../../server/quickbooks/tokens.js';
import { PassedTime } from './passedTime.js';
import { failure, TokenGround } from './tokenGround.js';

let at: TokenGround;
let ground: TokenGround['ground'];
let endpoint: TokenGround['endpoint'];
let clientId: string;
beforeAll(async () => {
  at = await TokenGround.open();
  ({ ground, endpoint, clientId } = at);
});
afterAll(() => at.close());
beforeEach(() => at.reset());

describe('one refresh, however many ask', () => {
  it('asks QuickBooks once for twenty promises', async () => {
    const tokens = at.openTokens();
    const asked = Array.from({ length: 20 }, () => tokens.source(clientId).refresh('access-1'));
    expect(await Promise.all(asked)).toEqual(Array(20).fill('access-2'));
    expect(endpoint.refreshes).toEqual(['refresh-1']);
  });

  it('asks once for four processes of five promises each, and all go on with the same token', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => at.startProcess(5)));
    for (const each of processes) each.go();
    const answers = await Promise.all(processes.map(({ answer }) => answer));
    expect(answers.flat()).toEqual(Array(20).fill('access-2'));
    expect(endpoint.refreshes).toEqual(['refresh-1']);
    expect(await at.keptRefreshToken()).toBe('refresh-2');
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

describe('a grant that no key of the ring opens', () => {
  const otherRing = () => new ConnectionTokens({ ...at.tokenParts(5_000), keys: KeyRing.parse(KeyRing.generate()) });
  const job = async () => {
    const [row] = await ground.test.asOwner<{ wanted: boolean; state: string }>(
      'select j.wanted, r.sync_state as state from sync_job j join client_row r on r.client_id = j.client_id where j.client_id = ?',
      [clientId],
    );
    return row;
  };
  /** As a sync that failed leaves it. */
  const waitForPerson = async (): Promise<void> => {
    await ground.test.asOwner(
      `update sync_job set wanted = false, next_due_at = null, lease_owner = null, lease_until = null where client_id = ?`,
      [clientId],
    );
    await ground.test.asOwner(`update client_row set sync_state = 'NEEDS_RECONNECTING' where client_id = ?`, [
      clientId,
    ]);
  };

  it('asks for a person, and QuickBooks nothing; it does not count as ended', async () => {
    expect(await failure(otherRing().source(clientId).current())).toMatchObject({
      kind: 'needs_reconnecting',
      detail: 'no key of TOKEN_KEYS opens the kept tokens',
    });
    expect([await at.needsReconnecting(), endpoint.refreshes]).toEqual([false, []]);
  });

  it('does not count as ended either where its access token can be read', async () => {
    await ground.test.asOwner(
      'update quickbooks_connection set access_expires_at = ?, refresh_token_sealed = ? where client_id = ?',
      [ground.clock.now(), KeyRing.parse(KeyRing.generate()).seal('refresh-1', 'x'), clientId],
    );
    expect((await failure(at.openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
    expect([await at.needsReconnecting(), endpoint.refreshes]).toEqual([false, []]);
  });

  it('is read on with once a process starts with its key; until then it waits', async () => {
    await waitForPerson();
    await otherRing().readOpenedAgain();
    expect(await job()).toEqual({ wanted: false, state: 'NEEDS_RECONNECTING' });
    await at.openTokens().readOpenedAgain();
    expect(await job()).toMatchObject({ wanted: true });
    expect((await job())?.state).not.toBe('NEEDS_RECONNECTING');
  });

  it('is left for a person where QuickBooks ended it', async () => {
    await waitForPerson();
    await ground.test.asOwner('update quickbooks_connection set needs_reconnecting = true where client_id = ?', [
      clientId,
    ]);
    await at.openTokens().readOpenedAgain();
    expect(await job()).toEqual({ wanted: false, state: 'NEEDS_RECONNECTING' });
  });
});

describe('a rotated token', () => {
  it('is committed before anybody has it', async () => {
    const kept: (string | null)[] = [];
    const token = await at
      .openTokens()
      .source(clientId)
      .refresh('access-1')
      .then(async (renewed) => {
        kept.push(await at.keptRefreshToken());
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
    expect(await new Breaking(at.tokenParts(5_000)).source(clientId).refresh('access-1')).toBe('access-2');
    expect(await at.keptRefreshToken()).toBe('refresh-2');
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
    const tokens = new Away({ ...at.tokenParts(5_000), sleep: time.sleep });
    const first = failure(tokens.source(clientId).refresh('access-1'));
    await time.waited(2);
    await time.pass(11_000);
    expect(await first).toMatchObject({ kind: 'unavailable', isPassing: true });
    const second = failure(tokens.source(clientId).refresh('access-1'));
    await time.waited(2);
    await time.pass(11_000);
    expect((await second).kind).toBe('unavailable');
    await time.pass(7_000);
    expect(await at.keptRefreshToken()).toBe('refresh-1');
    while ((await at.keptRefreshToken()) === 'refresh-1' && time.passed < 60_000) await time.pass(1_000);
    expect(await at.keptRefreshToken()).toBe('refresh-2');
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
    const tokens = new Away({ ...at.tokenParts(5_000), sleep: time.sleep });
    const asked = tokens.source(clientId).refresh('access-1');
    await time.waited(2);
    const stopped = tokens.stop();
    away = false;
    await time.pass(3_000);
    await stopped;
    expect(await asked).toBe('access-2');
    expect(await at.keptRefreshToken()).toBe('refresh-2');
  });

  it('that comes late ends a loss that was told meanwhile: in the connection, in the list, and the client is read', async () => {
    endpoint.faults = ['slow'];
    await failure(at.openTokens(200).source(clientId).refresh('access-1'));
    await ground.test.asOwner('update quickbooks_connection set needs_reconnecting = true');
    await ground.test.asOwner(
      `update client_row set sync_state = 'NEEDS_RECONNECTING', last_error = 'x', last_error_at = now() where client_id = ?`,
      [clientId],
    );
    await ground.test.asOwner('update sync_job set wanted = false where client_id = ?', [clientId]);
    await delay(1_000);
    expect([await at.keptRefreshToken(), await at.needsReconnecting()]).toEqual(['refresh-2', false]);
    const [row] = await ground.test.asOwner(
      `select r.sync_state, r.last_error, j.wanted from client_row r join sync_job j using (client_id) where client_id = ?`,
      [clientId],
    );
    expect(row).toEqual({ sync_state: 'WAITING', last_error: null, wanted: true });
  });

  it('is kept when its answer comes after the call was given up', async () => {
    endpoint.faults = ['slow'];
    const error = await failure(at.openTokens(200).source(clientId).refresh('access-1'));
    expect(error.kind).toBe('unavailable');
    expect(await at.keptRefreshToken()).toBe('refresh-1');
    await delay(1_000);
    expect(await at.keptRefreshToken()).toBe('refresh-2');
    expect(await at.openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(endpoint.refreshes).toHaveLength(1);
  });
});

describe('a refresh that fails', () => {
  it.each(['hang', 'error'] as const)('loses nothing by %s: the same token works at the next try', async (fault) => {
    endpoint.faults = [fault];
    const error = await failure(at.openTokens(200).source(clientId).refresh('access-1'));
    expect(error.kind).toBe('unavailable');
    expect(error.isPassing).toBe(true);
    expect(await at.needsReconnecting()).toBe(false);
    expect(await at.openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(endpoint.refreshes).toEqual(['refresh-1', 'refresh-1']);
  });

  it('repeats nothing by itself', async () => {
    endpoint.faults = ['error', 'error'];
    await failure(at.openTokens().source(clientId).refresh('access-1'));
    expect(endpoint.refreshes).toHaveLength(1);
  });

  it('says that a person must sign in again when QuickBooks knows the grant no more, and asks no further', async () => {
    endpoint.grace = false;
    endpoint.faults = ['rotate and hang'];
    await failure(at.openTokens(200).source(clientId).refresh('access-1'));
    const error = await failure(at.openTokens().source(clientId).refresh('access-1'));
    expect(error).toMatchObject({ kind: 'needs_reconnecting', code: 'invalid_grant', tid: 'tid-token' });
    expect(await at.needsReconnecting()).toBe(true);
    expect((await failure(at.openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
    expect(endpoint.refreshes).toHaveLength(2);
  });
});

describe('a process that is killed in the middle of a refresh', () => {
  it('blocks nobody and loses nothing when QuickBooks had not answered', async () => {
    endpoint.faults = ['hang'];
    const dying = await at.startProcess(1);
    const heard = endpoint.heard();
    dying.go();
    await heard;
    dying.child.kill('SIGKILL');
    const began = performance.now();
    expect(await at.openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(endpoint.refreshes).toEqual(['refresh-1', 'refresh-1']);
    expect(await at.keptRefreshToken()).toBe('refresh-2');
  }, 60_000);

  it('loses nothing when QuickBooks had rotated the token, as long as the one before is still taken', async () => {
    endpoint.grace = true;
    endpoint.faults = ['rotate and hang'];
    const dying = await at.startProcess(1);
    const heard = endpoint.heard();
    dying.go();
    await heard;
    dying.child.kill('SIGKILL');
    expect(await at.openTokens().source(clientId).refresh('access-1')).toBe('access-2');
    expect(await at.keptRefreshToken()).toBe('refresh-2');
    expect(await at.needsReconnecting()).toBe(false);
  }, 60_000);
});

describe('a grant that only a person can mend', () => {
  it('is marked, and nobody spends a call on it any more; another grant in its place is not', async () => {
    const source = at.openTokens().source(clientId);
    await source.lost?.('access-0');
    expect(await at.needsReconnecting()).toBe(false);
    await source.lost?.('access-1');
    expect(await at.needsReconnecting()).toBe(true);
    expect((await failure(at.openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
    expect(endpoint.refreshes).toEqual([]);
  });
});
