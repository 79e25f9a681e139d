import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../../server/platform/secrets.js';
import { letGoOfGrant } from '../../../server/quickbooks/connectionRow.js';
import { GrantReturns } from '../../../server/quickbooks/grantReturn.js';
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

describe('giving a grant back', () => {
  const openReturns = (timeoutMs = 5_000): GrantReturns => new GrantReturns(at.tokenParts(timeoutMs));
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
    expect((await failure(at.openTokens().source(clientId).current())).kind).toBe('needs_reconnecting');
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

  it('waits where no key of the ring opens it, and is done once its key is there again', async () => {
    const returns = new GrantReturns({ ...at.tokenParts(5_000), keys: KeyRing.parse(KeyRing.generate()) });
    expect(await returns.revoke(clientId)).toBe('UNANSWERED');
    expect([(await waiting()).length, endpoint.revoked]).toEqual([1, []]);
    expect(await told()).toEqual(['connection.not_returned UNANSWERED']);
    expect(await new GrantReturns(at.tokenParts(5_000)).revoke(clientId)).toBe('REVOKED');
    expect([await waiting(), endpoint.revoked]).toEqual([[], ['refresh-1']]);
  });

  it('takes the token that came late, not the one before it', async () => {
    endpoint.faults = ['slow', 'error'];
    await failure(at.openTokens(200).source(clientId).refresh('access-1'));
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
