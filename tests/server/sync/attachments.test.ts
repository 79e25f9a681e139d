import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Attachment } from '../../../sandbox/ledger/types.js';
import { undoPending } from '../../../server/books/pendingVersion.js';
import { loadHygieneBooks } from '../../../server/books/hygieneBooks.js';
import { day } from '../../domain/company.js';
import { shownBooks } from './booksDigest.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const AS_OF = day('2026-11-21');
const FIRST = '800000001';

let ground: SyncGround;
let clientId: string;
let billId: string;

beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  billId = bill();
  keep(FIRST, [{ type: 'Bill', id: billId }]);
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

function bill(): string {
  const { company, ids, ref } = ground.small;
  const lines = [{ accountId: ids['cogs'] ?? '', amount: 4_200 }];
  return company.post({ type: 'Bill', date: '2026-11-02', party: ref('beans'), lines }, ground.later(1_000)).id;
}

function keep(id: string, attachedTo: Attachment['attachedTo'], changes: Partial<Attachment> = {}): void {
  const at = ground.later(1_000);
  const file = { id, syncToken: 0, createdAt: at, updatedAt: at, deleted: false, fileName: `${id}.pdf`, attachedTo };
  ground.small.company.note({ op: 'attachment', attachment: { ...file, ...changes } }, at);
}

async function sync(whole = false): Promise<object | undefined> {
  ground.later(1_000);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE', whole = ?`, [
    ground.clock.now(),
    whole,
  ]);
  await ground.worker().runUntilIdle();
  const [run] = await ground.test.asOwner('select kind, tied, error from sync_run order by started_at desc limit 1');
  return run;
}

/** What the shown version says. */
async function files(): Promise<{ attachedTo: string[]; version: number; enteredAt: ReadonlyMap<string, string> }> {
  const [books] = await ground.test.asOwner<{ version: number }>('select version from books');
  const version = books?.version ?? 0;
  return ground.test.database.asSync({ clientId }, async (tx) => {
    const { attachedTo, enteredAt } = await loadHygieneBooks(tx, clientId, version, AS_OF);
    return { attachedTo: [...attachedTo].filter((key) => key.startsWith('Bill:')).sort(), version, enteredAt };
  });
}

describe('attachments', () => {
  it('are read with everything, and by changes: attached, moved and deleted', async () => {
    expect((await files()).attachedTo).toEqual([`Bill:${billId}`]);
    const another = bill();
    keep('800000002', [{ type: 'Bill', id: another }]);
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', tied: true });
    expect((await files()).attachedTo).toEqual([`Bill:${billId}`, `Bill:${another}`].sort());
    keep(FIRST, [{ type: 'Bill', id: another }], { syncToken: 1 });
    await sync();
    expect((await files()).attachedTo).toEqual([`Bill:${another}`]);
    for (const id of [FIRST, '800000002']) keep(id, [], { syncToken: 2, deleted: true });
    const { version } = await files();
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', tied: true });
    expect(await files()).toMatchObject({ attachedTo: [], version: version + 1 });
  });

  it('that were deleted before anybody could tell are gone after a whole reading', async () => {
    keep(FIRST, [], { syncToken: 1, deleted: true, updatedAt: '2026-08-01T00:00:00Z' });
    await sync();
    expect((await files()).attachedTo).toEqual([`Bill:${billId}`]);
    expect(await sync(true)).toMatchObject({ kind: 'FULL', tied: true });
    expect((await files()).attachedTo).toEqual([]);
  });

  it('of a pending version that is taken back are as they were', async () => {
    const before = await shownBooks(ground.test, clientId);
    const { version } = await files();
    const [client] = await ground.test.asOwner<{ firm_id: string }>('select firm_id from client where id = ?', [
      clientId,
    ]);
    const owner = { clientId, firmId: client?.firm_id ?? '' };
    // What a run leaves that is killed before it publishes: one row ended, one begun.
    await ground.test.asOwner('update books set pending_version = ?', [version + 1]);
    await ground.test.asOwner('update attachment set to_version = ?', [version + 1]);
    await ground.test.asOwner(
      `insert into attachment (client_id, firm_id, from_version, content_hash, qb_id) values (?, ?, ?, 'new', '9')`,
      [clientId, owner.firmId, version + 1],
    );
    await ground.test.database.asSync({ clientId }, (tx) => undoPending(tx, owner));
    expect(await shownBooks(ground.test, clientId)).toEqual(before);
    expect(before['attachment']?.length).toBeGreaterThan(0);
  });
});

describe('when documents were entered', () => {
  it('is kept, and comes into books that were read before it was', async () => {
    const key = `Bill:${billId}`;
    const entered = (await files()).enteredAt.get(key);
    expect(entered).toMatch(/^2026-11-21T18:00:\d\dZ$/);
    // As an earlier release left them.
    await ground.test.asOwner(`update document set created_at = null, content_hash = 'older ' || content_hash`);
    await ground.test.asOwner('delete from attachment');
    await ground.test.asOwner('update books set whole_at = null');
    expect((await files()).enteredAt.size).toBe(0);
    expect(await sync()).toEqual({ kind: 'FULL', tied: true, error: null });
    expect((await files()).enteredAt.get(key)).toBe(entered);
    expect((await files()).attachedTo).toEqual([key]);
    expect(await sync(true)).toMatchObject({ tied: true });
    expect((await files()).version).toBe(2);
  });
});
