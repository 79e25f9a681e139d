import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { REALM } from '../../sandbox/smallCompany.js';
import { shownBooks } from './booksDigest.js';
import { randomOf, RandomHistory, youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

interface RunRow {
  readonly kind: string;
  readonly cause: string;
  readonly rows_changed: number;
  readonly books_version: number;
  readonly calls: number;
  readonly tied: boolean;
  readonly error: string | null;
}

let ground: SyncGround;
let clientId: string;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

async function sync(cause: 'NOTICE' | 'SWEEP' | 'BY_HAND' = 'NOTICE', overlapMs?: number): Promise<RunRow> {
  ground.later(1_000);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = ?`, [ground.clock.now(), cause]);
  await ground.worker(overlapMs === undefined ? {} : { overlapMs }).runUntilIdle();
  const [run] = await ground.test.asOwner<RunRow>(
    'select kind, cause, rows_changed, books_version, calls, tied, error from sync_run order by started_at desc limit 1',
  );
  if (!run) throw new Error('there is a run');
  return run;
}

function buy(count: number, date: string, at: string): void {
  const { company, ids } = ground.small;
  const lines = [{ accountId: ids['rent'] ?? '', amount: 1_000 }];
  for (let index = 0; index < count; index += 1) {
    company.post({ type: 'Purchase', date, payType: 'Check', accountId: ids['checking'] ?? '', lines }, at);
  }
}

async function fresh(): Promise<Record<string, string[]>> {
  const outcome = await ground.connect(ground.stranger, REALM);
  if (!('clientId' in outcome)) throw new Error('another firm connects the same company');
  await ground.worker().runUntilIdle();
  return shownBooks(ground.test, outcome.clientId);
}

describe('a sync after a notice', () => {
  it('reads what changed in one call, and no more than nine calls in all', async () => {
    buy(100, '2026-11-20', ground.later(MINUTE_MS));
    ground.later(1_000);
    const run = await sync();
    expect(run).toMatchObject({ kind: 'INCREMENTAL', cause: 'NOTICE', tied: true, books_version: 2, error: null });
    expect(run.rows_changed).toBe(300);
    expect(run.calls).toBeLessThanOrEqual(9);
    expect(await shownBooks(ground.test, clientId)).toEqual(await fresh());
  });

  it('reads the months a document left and came to, neighbours in one call', async () => {
    const { company } = ground.small;
    buy(1, '2026-09-05', ground.later(MINUTE_MS));
    ground.later(20 * MINUTE_MS);
    await sync();
    const purchase = company.txns('Purchase').find(({ date, deleted }) => date === '2026-09-05' && !deleted);
    if (!purchase) throw new Error('it was bought');
    company.update('Purchase', purchase.id, { date: '2026-07-03' }, ground.later(MINUTE_MS));
    await sync();
    company.update('Purchase', purchase.id, { date: '2026-08-04' }, ground.later(20 * MINUTE_MS));
    const run = await sync();
    // Changes, July and August together, the current month, the checksum and six reports.
    expect(run).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 6, calls: 10, tied: true });
  });

  it('leaves the version and the snapshot as they are when nothing changed, and proves them again', async () => {
    ground.later(MINUTE_MS);
    const before = await ground.test.asOwner('select * from snapshot order by as_of');
    const run = await sync('SWEEP');
    expect(run).toMatchObject({ kind: 'INCREMENTAL', cause: 'SWEEP', rows_changed: 0, books_version: 1, tied: true });
    expect(await ground.test.asOwner('select * from snapshot order by as_of')).toEqual(before);
    const [books] = await ground.test.asOwner(
      'select version, synced_at = ? as synced, changed_until = ? as known from books',
      [ground.clock.now(), ground.clock.now()],
    );
    expect(books).toEqual({ version: 1, synced: true, known: true });
    expect(await ground.test.asOwner('select tied from tie_out')).toEqual([{ tied: true }, { tied: true }]);
  });

  it('finds a change that was stamped before the last reading ended, by the overlap, and not without it', async () => {
    const stamped = new Date(ground.clock.now().getTime() - MINUTE_MS).toISOString();
    const { company, ids } = ground.small;
    const bill = { type: 'Bill', date: '2026-11-02', party: ground.small.ref('beans') } as const;
    company.post({ ...bill, lines: [{ accountId: ids['cogs'] ?? '', amount: 777 }] }, stamped);
    ground.later(1_000);
    await sync('NOTICE', 0);
    // The ledger's month is read anyway; the bill itself is not.
    expect(await shownBooks(ground.test, clientId)).not.toEqual(await fresh());
    await ground.test.asOwner(
      `update books set changed_until = changed_until - interval '1 second' where client_id = ?`,
      [clientId],
    );
    await sync();
    const again = (await shownBooks(ground.test, clientId))['document'];
    expect(again?.filter((row) => row.includes('777'))).toHaveLength(1);
  });

  it('reads the months that differ without any change told of: paychecks of the past', async () => {
    const { company, ids, ref } = ground.small;
    const lines = [{ accountId: ids['wages'] ?? '', amount: 123_400, side: 'debit' as const }];
    const paid = { accountId: ids['checking'] ?? '', party: ref('employee'), number: 'DD7', lines };
    company.post({ type: 'Paycheck', date: '2026-07-10', ...paid }, ground.later(MINUTE_MS));
    company.post({ type: 'Paycheck', date: '2026-09-10', ...paid, number: 'DD8' }, ground.later(1_000));
    // Dated before the first entry of the books.
    company.post({ type: 'Paycheck', date: '2026-02-10', ...paid, number: 'DD9' }, ground.later(1_000));
    const run = await sync();
    expect(run).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 6, tied: true });
    expect(await shownBooks(ground.test, clientId)).toEqual(await fresh());
  });

  it('asks for the company again where its fiscal year is not the one that was kept', async () => {
    const kept = () => ground.test.asOwner('select fiscal_year_start_month as month from business');
    const [before] = await kept();
    await ground.test.asOwner('update business set fiscal_year_start_month = 9');
    ground.later(MINUTE_MS);
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 0, tied: true });
    expect(await kept()).toEqual([before]);
    expect((await sync()).calls).toBeLessThanOrEqual(9);
  });

  it('goes on where QuickBooks gives no trial balance by month', async () => {
    const company = ground.quickBooks.openCompany;
    const { company: ledger, ids, ref } = ground.small;
    const lines = [{ accountId: ids['wages'] ?? '', amount: 55_500, side: 'debit' as const }];
    const paid = { accountId: ids['checking'] ?? '', party: ref('employee'), number: 'DD7', lines };
    ledger.post({ type: 'Paycheck', date: '2026-10-10', ...paid }, ground.later(MINUTE_MS));
    await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE'`, [ground.clock.now()]);
    const worker = ground.worker({
      openCompany: (...opened) => {
        const opening = company(...opened);
        const get = opening.get.bind(opening);
        opening.get = (path, parameters = {}) => {
          const asked = Object.entries(parameters).filter(([name]) => name !== 'summarize_column_by');
          return get(path, Object.fromEntries(asked));
        };
        return opening;
      },
    });
    await worker.runUntilIdle();
    const [run] = await ground.test.asOwner(
      'select kind, rows_changed, tied from sync_run order by started_at desc limit 1',
    );
    expect(run).toEqual({ kind: 'INCREMENTAL', rows_changed: 2, tied: true });
  });
});

describe('QuickBooks’ limits on what it tells of changes', () => {
  it('a thousand changes of many kinds are asked for again in halves', async () => {
    const { company, ids, ref } = ground.small;
    const at = ground.later(MINUTE_MS);
    buy(600, '2026-11-20', at);
    const lines = [{ accountId: ids['sales'] ?? '', amount: 500 }];
    for (let index = 0; index < 600; index += 1) {
      company.post({ type: 'Invoice', date: '2026-11-19', party: ref('amy'), lines }, at);
    }
    ground.later(1_000);
    const run = await sync();
    expect(run).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 1_200 * 3, tied: true });
    expect(run.calls).toBeLessThan(20);
  });

  it('a thousand changes of one kind have everything read', async () => {
    buy(1_100, '2026-11-20', ground.later(MINUTE_MS));
    ground.later(1_000);
    expect(await sync()).toMatchObject({ kind: 'FULL', rows_changed: 3_300, tied: true });
    expect(await shownBooks(ground.test, clientId)).toEqual(await fresh());
  });

  it('changes of more than 29 days ago are not asked for: everything is read', async () => {
    buy(1, '2026-11-20', ground.later(MINUTE_MS));
    ground.later(30 * DAY_MS);
    expect(await sync()).toMatchObject({ kind: 'FULL', rows_changed: 3, tied: true });
    buy(1, '2026-12-02', ground.later(MINUTE_MS));
    ground.later(20 * DAY_MS);
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 3, tied: true });
  });

  it('a sweep reads everything once a week, and so finds what no change tells of', async () => {
    const { company, ids, ref } = ground.small;
    const lines = [{ accountId: ids['wages'] ?? '', amount: 9_900, side: 'debit' as const }];
    const paid = { accountId: ids['checking'] ?? '', party: ref('employee'), number: 'DD1', lines };
    const paycheck = company.post({ type: 'Paycheck', date: '2026-07-10', ...paid }, ground.later(MINUTE_MS));
    await sync();
    // Within its month: neither changes nor balances tell of it.
    company.update('Paycheck', paycheck.id, { date: '2026-07-11' }, ground.later(DAY_MS));
    expect(await sync('SWEEP')).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 0 });
    ground.later(7 * DAY_MS);
    expect(await sync('SWEEP')).toMatchObject({ kind: 'FULL', rows_changed: 4, tied: true });
    expect(await sync('SWEEP')).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 0 });
  });

  it('names that changed have everything read; other marks of a party do not', async () => {
    const { company, ids } = ground.small;
    company.updateParty(ids['beans'] ?? '', 'Vendor', { email: 'new@example.com' }, ground.later(MINUTE_MS));
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', rows_changed: 2 });
    company.updateParty(ids['beans'] ?? '', 'Vendor', { name: 'Bean Sisters' }, ground.later(20 * MINUTE_MS));
    expect(await sync()).toMatchObject({ kind: 'FULL', tied: true });
    expect(await shownBooks(ground.test, clientId)).toEqual(await fresh());
  });
});

describe('work in QuickBooks while it is read', () => {
  it('that deletes from a page read already loses nothing of the next page', async () => {
    buy(1_005, '2026-11-20', ground.later(MINUTE_MS));
    // Outside the overlap, or as many changes would have everything read once more.
    ground.later(20 * MINUTE_MS);
    const { company } = ground.small;
    const open = ground.quickBooks.openCompany;
    let deletes = 0;
    const openCompany: typeof open = (...opened) => {
      const opening = open(...opened);
      const get = opening.get.bind(opening);
      opening.get = (path, parameters = {}) => {
        if (/from Purchase .*startposition 1001/.test(parameters.query ?? '') && deletes === 0) {
          deletes += 1;
          const [first] = company.txns('Purchase').filter(({ deleted }) => !deleted);
          company.deleteTxn('Purchase', first?.id ?? '', ground.later(1_000));
        }
        return get(path, parameters);
      };
      return opening;
    };
    await ground.test.asOwner('update sync_job set wanted = true, whole = true, due_at = ?', [ground.clock.now()]);
    await ground.worker({ openCompany }).runUntilIdle();
    expect(deletes).toBe(1);
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', tied: true });
    expect(await shownBooks(ground.test, clientId)).toEqual(await fresh());
  });

  it('is in the books after the next sync at the latest, and never shown by halves', async () => {
    const history = new RandomHistory(ground.small, randomOf(5));
    const open = ground.quickBooks.openCompany;
    for (let at = 1; at <= 9; at += 2) {
      let calls = 0;
      history.step(ground.later(MINUTE_MS));
      const openCompany: typeof open = (...opened) => {
        const company = open(...opened);
        const get = company.get.bind(company);
        company.get = (...asked) => {
          calls += 1;
          if (calls === at) for (let change = 0; change < 3; change += 1) history.step(ground.later(500));
          return get(...asked);
        };
        return company;
      };
      await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE'`, [
        ground.clock.now(),
      ]);
      await ground.worker({ openCompany }).runUntilIdle();
      ground.later(60_000);
      await sync();
      expect(await sync('BY_HAND')).toMatchObject({ error: null, tied: true, rows_changed: 0 });
    }
    expect(await shownBooks(ground.test, clientId)).toEqual(await fresh());
  });
});
