import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { forecastInputs } from '../../../domain/forecast/inputsOf.js';
import { findAll } from '../../../domain/hygiene/findAll.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import { settingValues } from '../../../domain/hygiene/settings.js';
import { loadSettings } from '../../../server/books/clientSettings.js';
import { loadHygieneBooks } from '../../../server/books/hygieneBooks.js';
import type { Database } from '../../../server/platform/database.js';
import { claim } from '../../../server/sync/lease.js';
import { syncClient } from '../../../server/sync/syncClient.js';
import { day } from '../../domain/company.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1000;

interface Kept {
  readonly as_of: string;
  readonly books_version: number;
  readonly inputs: object;
  readonly made_at: string;
  readonly version: number;
  readonly insights_version: number;
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

/** What is kept of the client's issues and forecast; null before there is any. */
async function kept(): Promise<Kept | null> {
  const [row] = await ground.test.asOwner<Kept>(
    `select b.as_of::text, b.books_version, b.inputs, b.made_at, k.version, r.insights_version
       from forecast_basis b join books k using (client_id) join client_row r using (client_id)`,
  );
  return row ?? null;
}

function issues(): Promise<{ rule: string; key: string; state: string }[]> {
  return ground.test.asOwner('select rule, key, state from hygiene_issue order by rule, key');
}

async function want(): Promise<void> {
  ground.later(1_000);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE'`, [ground.clock.now()]);
}

/** Whether a sync of now made them again. */
async function madeAgain(): Promise<boolean> {
  const before = await kept();
  await want();
  await ground.worker().runUntilIdle();
  const after = await kept();
  expect(after?.books_version).toBe(after?.version);
  const [isNew, isTold] = [before?.made_at !== after?.made_at, before?.insights_version !== after?.insights_version];
  if (before) expect(isTold).toBe(isNew);
  return isNew;
}

/** A purchase of nobody, its id. */
function buy(): string {
  const { company, ids } = ground.small;
  const lines = [{ accountId: ids['rent'] ?? '', amount: 987_600 }];
  const paid = { payType: 'Check', accountId: ids['checking'] ?? '', lines } as const;
  return company.post({ type: 'Purchase', date: '2026-11-20', ...paid }, ground.later(60_000)).id;
}

describe('issues and the forecast’s ground', () => {
  it('come with the version that is published, made of its books', async () => {
    const basis = await kept();
    expect(basis).toMatchObject({ as_of: '2026-11-21', books_version: 1, version: 1 });
    const [found, inputs] = await ground.test.database.asSync({ clientId }, async (tx) => {
      const books = await loadHygieneBooks(tx, clientId, 1, day('2026-11-21'));
      const loaded = await loadSettings(tx, clientId);
      if (!loaded) throw new Error('the client has settings');
      const source = new HygieneSource(books, loaded.settings, day('2026-11-21'));
      return [findAll(source, settingValues({})), forecastInputs(source.snapshots, day('2026-11-21'))] as const;
    });
    expect(basis?.inputs).toEqual(JSON.parse(JSON.stringify(inputs)));
    expect(found.length).toBeGreaterThan(0);
    expect((await issues()).map(({ rule, key }) => `${rule} ${key}`).sort()).toEqual(
      found.map(({ rule, finding }) => `${rule} ${finding.key}`).sort(),
    );
    const [row] = await ground.test.asOwner('select open_issues, hygiene_score from client_row');
    expect(row).toMatchObject({ open_issues: found.length });
  });

  it('follow a change, and an issue that is mended is settled', async () => {
    const id = buy();
    expect(await madeAgain()).toBe(true);
    const states = async () =>
      (await issues())
        .filter(({ rule, key }) => rule === 'expense-without-payee' && key.split(':')[1] === id)
        .map(({ state }) => state);
    expect(await states()).toEqual(['OPEN']);
    ground.small.company.deleteTxn('Purchase', id, ground.later(60_000));
    expect(await madeAgain()).toBe(true);
    expect(await states()).toEqual(['SETTLED']);
  });

  it('stay what they are when they grow older than their rule looks for new ones, until they are mended', async () => {
    const id = buy();
    const states = async () =>
      (await issues())
        .filter(({ rule, key }) => rule === 'expense-without-payee' && key.split(':')[1] === id)
        .map(({ state }) => state);
    expect(await madeAgain()).toBe(true);
    await ground.test.asOwner(`update firm set hygiene_settings = '{"payeeDays": 1}'`);
    ground.later(3 * DAY_MS);
    expect(await madeAgain()).toBe(true);
    expect(await states()).toEqual(['OPEN']);
    ground.small.company.deleteTxn('Purchase', id, ground.later(60_000));
    expect(await madeAgain()).toBe(true);
    expect(await states()).toEqual(['SETTLED']);
  });

  it('are not made again where nothing changed', async () => {
    const before = await kept();
    expect(await madeAgain()).toBe(false);
    expect(await kept()).toEqual(before);
    buy();
    expect(await madeAgain()).toBe(true);
    expect(await madeAgain()).toBe(false);
  });

  it('are made again on another day', async () => {
    ground.later(DAY_MS);
    expect(await madeAgain()).toBe(true);
    expect(await kept()).toMatchObject({ as_of: '2026-11-22', books_version: 1 });
  });

  it.each([
    ['the firm set other thresholds', `update firm set hygiene_settings = '{"overdueBillDays": 1}'`],
    ['the client’s settings changed', 'update client set settings_version = settings_version + 1'],
    ['the books were closed', `update business set book_close_date = '2026-06-30'`],
    ['none are kept', 'delete from forecast_basis'],
  ])('are made again though nothing changed, where %s', async (why, sql) => {
    await ground.test.asOwner(sql);
    expect({ why, again: await madeAgain() }).toEqual({ why, again: true });
    expect(await madeAgain()).toBe(false);
  });

  it('of a sync that dies before it publishes are those of the version before', async () => {
    const [before, found] = [await kept(), await issues()];
    buy();
    await want();
    const lease = await claim(ground.test.database, 'mortal', ground.clock.now());
    if (!lease) throw new Error('the client is due');
    const { database } = ground.test;
    const asSync: Database['asSync'] = (scope, work) =>
      database.asSync(scope, async (tx) => {
        const result = await work(tx);
        const [row] = await tx.execute<{ made: boolean }[]>(
          'select books_version = 2 as made from forecast_basis where client_id = ?',
          [clientId],
        );
        if (row?.made) throw new Error('killed');
        return result;
      });
    const parts = {
      database: Object.assign(Object.create(database) as Database, { asSync }),
      clock: ground.clock,
      logger: ground.logger,
      openCompany: ground.quickBooks.openCompany,
    };
    await expect(syncClient(parts, lease, new AbortController().signal, { calls: 0 })).rejects.toThrow('killed');
    expect(await kept()).toEqual(before);
    expect(await issues()).toEqual(found);
    ground.later(30_000);
    expect(await madeAgain()).toBe(true);
    expect(await kept()).toMatchObject({ books_version: 2 });
  });
});
