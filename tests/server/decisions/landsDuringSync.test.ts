import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consolesOf, type ConsoleBooks } from '../../../server/decisions/consoleBooks.js';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
  await ground.syncAgain();
});
afterAll(() => ground.close());

async function shown(): Promise<ConsoleBooks> {
  const { id: principalId, firmId } = ground.advisor;
  const scope = { principalId, firmId };
  const found = await ground.test.database.asPrincipal(scope, 'read', (tx) => consolesOf(tx, [ground.clientId]));
  const books = found.get(ground.clientId);
  if (!books) throw new Error('there is no console after the first sync');
  return books;
}

/** Opens companies whose changes are told, and then `after` runs with the number of the telling, before anything else is read. */
function tellingOf(after: (telling: number) => Promise<void>): typeof ground.quickBooks.openCompany {
  let tellings = 0;
  return (...given) => {
    const company = ground.quickBooks.openCompany(...given);
    const changes = company.changes.bind(company);
    return Object.assign(company, {
      changes: async (...asked: Parameters<typeof changes>) => {
        const answer = await changes(...asked);
        await after((tellings += 1));
        return answer;
      },
    });
  };
}

async function dueNow(): Promise<void> {
  await ground.test.asOwner('update sync_job set wanted = true, due_at = ?', [ground.clock.now()]);
}

describe('the figures of a sync are as of when its reading began', () => {
  it('so that a payment of ours that lands while it reads is not taken to be in them', async () => {
    const { ids } = ground.small;
    const { id, billId } = await ground.acceptNew(50_000, { amount: 20_000 });
    await ground.syncAgain();
    ground.later(60_000);
    let second = '';
    const openCompany = tellingOf(async (telling) => {
      if (telling === 1) {
        ground.later(1_000);
        await ground.sender().runUntilIdle();
        ground.later(1_000);
      }
      if (telling !== 2) return;
      const { syncedAt, documents } = await shown();
      const { openBalance = 0 } = documents.find((document) => document.id === billId) ?? {};
      expect(openBalance).toBe(50_000);
      second = await ground.accept({
        ...{ documentKey: `Bill:${billId}`, openBalance, amount: 30_000, partyId: ids['beans'] ?? '' },
        ...{ accountId: ids['checking'] ?? '', ageMs: ground.clock.now().getTime() - syncedAt.getTime() },
        after: [id],
      });
      await ground.sender().runUntilIdle();
    });
    await dueNow();
    await ground.worker({ openCompany }).runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect((await ground.decision(second)).state).toBe('APPLIED');
  });

  it('also where it found nothing new', async () => {
    await ground.syncAgain();
    ground.later(60_000);
    const began = ground.clock.now();
    await dueNow();
    await ground.worker({ openCompany: tellingOf(() => Promise.resolve(void ground.later(5_000))) }).runUntilIdle();
    expect((await shown()).syncedAt).toEqual(began);
  });

  it('and of when it first began where it was gone on with', async () => {
    ground.later(60_000);
    const began = ground.clock.now();
    await ground.test.asOwner('update sync_job set whole = true', []);
    await dueNow();
    await ground.running.control('POST', 'faults', { times: 1000, path: 'GeneralLedger', status: 503 });
    await ground.worker().runUntilIdle();
    await ground.running.control('DELETE', 'faults');
    ground.later(600_000);
    await dueNow();
    await ground.worker().runUntilIdle();
    const [run] = await ground.test.asOwner('select kind, state from sync_run order by started_at desc limit 1');
    expect(run).toEqual({ kind: 'FULL', state: 'DONE' });
    expect((await shown()).syncedAt).toEqual(began);
  });
});
