import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LONGEST_AGE_MS } from '../../../domain/decision/decision.js';
import { shownById } from '../../../server/decisions/shownDecisions.js';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
  await ground.syncAgain();
});
afterAll(() => ground.close());

/** Whether the client's books are asked for, with nothing asked for before. */
async function wantedAfterSending(): Promise<boolean> {
  await ground.test.asOwner('update sync_job set wanted = false, requested_at = null', []);
  await ground.sender().runUntilIdle();
  const [job] = await ground.test.asOwner<{ wanted: boolean }>('select wanted from sync_job where client_id = ?', [
    ground.clientId,
  ]);
  return job?.wanted ?? false;
}

describe('the receipt of what was sent', () => {
  it('names the entry of the trail that tells of it', async () => {
    const { id } = await ground.acceptNew(1_010);
    await ground.sender().runUntilIdle();
    const { id: principalId, firmId } = ground.advisor;
    const shown = await ground.test.database.asPrincipal({ principalId, firmId }, 'read', (tx) => shownById(tx, [id]));
    const [entry] = await ground.test.asOwner<{ action: string; of: string }>(
      `select e.action, e.after->>'decisionId' as of from audit_link l join audit_event e on e.id = l.event_id
         where l.firm_id = ? and l.seq = ?`,
      [firmId, shown.get(id)?.effect?.auditEntry ?? 0],
    );
    expect(entry).toEqual({ action: 'decision.applied', of: id });
  });
});

describe('the client’s version of decisions is raised', () => {
  const version = async (): Promise<number> => {
    const [row] = await ground.test.asOwner<{ version: number }>(
      'select decisions_version as version from client_row where client_id = ?',
      [ground.clientId],
    );
    return row?.version ?? 0;
  };

  it('by what expires, once', async () => {
    const before = await version();
    const { id } = await ground.acceptNew(1_050, { ageMs: LONGEST_AGE_MS + 1 });
    await ground.sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('EXPIRED');
    expect(await version()).toBe(before + 1);
  });

  it('by what is applied, by what conflicts, and by words that change, once each', async () => {
    const before = await version();
    await ground.acceptNew(1_100);
    await ground.sender().runUntilIdle();
    const applied = await version();
    expect(applied).toBeGreaterThan(before);
    await ground.acceptNew(1_200, { openBalance: 1_300, amount: 1_200 });
    await ground.sender().runUntilIdle();
    const conflicted = await version();
    expect(conflicted).toBe(applied + 1);
    await ground.acceptNew(1_400);
    await ground.test.asOwner('update sync_job set paused = true', []);
    for (let round = 0; round < 2; round += 1) {
      await ground.sender().runUntilIdle();
      expect(await version()).toBe(conflicted + 1);
      ground.later(11_000);
    }
    await ground.test.asOwner('update sync_job set paused = false', []);
    await ground.sender().runUntilIdle();
    expect(await version()).toBeGreaterThan(conflicted + 1);
  });
});

describe('the books are read again after sending', () => {
  it('where something was recorded, and not where nothing was sent', async () => {
    await ground.acceptNew(1_000);
    expect(await wantedAfterSending()).toBe(true);
    expect(await wantedAfterSending()).toBe(false);
  });

  it('where what was decided on differs, so that the next choice is made on figures as they are', async () => {
    const { ids } = ground.small;
    const { id, billId } = await ground.acceptNew(50_000, { openBalance: 60_000, amount: 50_000 });
    expect(await wantedAfterSending()).toBe(true);
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    await ground.worker().runUntilIdle();
    const [document] = await ground.test.asOwner<{ total: number }>(
      `select d.total::int as total from document d join client_row r on r.client_id = d.client_id
         where d.type = 'Bill' and d.qb_id = ? and d.from_version <= r.books_version and d.to_version is null`,
      [billId],
    );
    const again = await ground.accept({
      documentKey: `Bill:${billId}`,
      openBalance: document?.total ?? 0,
      partyId: ids['beans'] ?? '',
      accountId: ids['checking'] ?? '',
    });
    await ground.sender().runUntilIdle();
    expect((await ground.decision(again)).state).toBe('APPLIED');
  });

  it('where QuickBooks refused', async () => {
    const { profile } = ground.small.company;
    const { id } = await ground.acceptNew(9_000);
    Object.assign(profile, { bookCloseDate: '2026-11-30' });
    const wanted = await wantedAfterSending();
    Reflect.deleteProperty(profile, 'bookCloseDate');
    expect((await ground.decision(id)).state).toBe('FAILED');
    expect(wanted).toBe(true);
  });
});
