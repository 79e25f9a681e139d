import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { QuickBooksCompany } from '../../../server/quickbooks/http.js';
import { REALM } from '../../sandbox/smallCompany.js';
import { shownBooks } from './booksDigest.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const MINUTE_MS = 60_000;

let ground: SyncGround;
let clientId: string;
let added = 0;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

/** Somebody adds an account and posts to it at once. */
function spendOnNewAccount(date: string): void {
  const { company, ids } = ground.small;
  const at = ground.later(1_000);
  const drawn = { type: 'Expense' as const, subType: 'OfficeGeneralAdministrativeExpenses', currency: 'USD' };
  const { id } = company.addAccount({ ...drawn, name: `New account ${(added += 1)}` }, at);
  const lines = [{ accountId: id, amount: 12_300 }];
  company.post({ type: 'Purchase', date, payType: 'Check', accountId: ids['checking'] ?? '', lines }, at);
}

type Visit = (path: string, parameters: Readonly<Record<string, string>>) => void;

/** A worker that does something just before requests are sent. */
function visited(visit: Visit) {
  const open = ground.quickBooks.openCompany;
  return ground.worker({
    openCompany: (...opened) => {
      const company: QuickBooksCompany = open(...opened);
      const get = company.get.bind(company);
      company.get = (path, parameters = {}) => {
        visit(path, parameters);
        return get(path, parameters);
      };
      return company;
    },
  });
}

async function want(whole: boolean): Promise<void> {
  ground.later(MINUTE_MS);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE', whole = ?`, [
    ground.clock.now(),
    whole,
  ]);
}

async function newest() {
  const [run] = await ground.test.asOwner(
    'select kind, state, tied, error from sync_run where client_id = ? order by started_at desc limit 1',
    [clientId],
  );
  return run;
}

async function expectTrueBooks(): Promise<void> {
  const fresh = await ground.connect(ground.stranger, REALM);
  if (!('clientId' in fresh)) throw new Error('another firm connects the same company');
  await ground.worker().runUntilIdle();
  expect(await shownBooks(ground.test, clientId)).toEqual(await shownBooks(ground.test, fresh.clientId));
}

const PLACES = ['GeneralLedger', 'TrialBalance', 'BalanceSheet'] as const;

describe('an account that is added and posted to while a company is read', () => {
  it.each(PLACES)('as a whole, just before its %s, is in the books the next sync leaves', async (place) => {
    let done = false;
    await want(true);
    await visited((path) => {
      if (path !== `reports/${place}` || done) return;
      done = true;
      spendOnNewAccount('2026-09-10');
    }).runUntilIdle();
    expect(done).toBe(true);
    expect(await newest()).toMatchObject({ kind: 'FULL', state: 'DONE', error: null });
    await want(false);
    await ground.worker().runUntilIdle();
    expect(await newest()).toMatchObject({ kind: 'INCREMENTAL', state: 'DONE', tied: true });
    await expectTrueBooks();
  });

  it.each(PLACES)('by its changes, just before its %s, fails nothing', async (place) => {
    let done = false;
    await want(false);
    await visited((path) => {
      if (path !== `reports/${place}` || done) return;
      done = true;
      spendOnNewAccount('2026-11-20');
    }).runUntilIdle();
    expect(done).toBe(true);
    expect(await newest()).toMatchObject({ kind: 'INCREMENTAL', state: 'DONE', error: null });
    await want(false);
    await ground.worker().runUntilIdle();
    expect(await newest()).toMatchObject({ kind: 'INCREMENTAL', state: 'DONE', tied: true });
    await expectTrueBooks();
  });

  it('between two tries of a whole reading is known to the second', async () => {
    await ground.running.control('POST', 'faults', { times: 1000, path: 'start_date=2026-09-01', status: 503 });
    await want(true);
    await ground.worker().runUntilIdle();
    expect(await newest()).toMatchObject({ kind: 'FULL', error: 'QuickBooks cannot be reached right now.' });
    spendOnNewAccount('2026-09-10');
    await ground.running.control('DELETE', 'faults');
    const asked: string[] = [];
    await want(true);
    await visited((path, { query = '' }) => void asked.push(`${path} ${query}`)).runUntilIdle();
    expect(asked.filter((each) => each.includes('from Account'))).toHaveLength(1);
    expect(asked.filter((each) => each.includes('companyinfo'))).toHaveLength(0);
    expect(await newest()).toMatchObject({ kind: 'FULL', state: 'DONE', error: null });
    await want(false);
    await ground.worker().runUntilIdle();
    await expectTrueBooks();
  });

  it('is asked for no more than twice where QuickBooks never lists it', async () => {
    const asked: string[] = [];
    await want(false);
    const open = ground.quickBooks.openCompany;
    const worker = ground.worker({
      openCompany: (...opened) => {
        const company = open(...opened);
        const select = company.select.bind(company);
        company.select = async (query, key) => {
          if (key !== 'Account') return select(query, key);
          asked.push(query);
          const rows = await select(query, key);
          return rows.filter(({ Name: name }) => !String(name).startsWith('New account'));
        };
        const get = company.get.bind(company);
        company.get = (path, parameters) => {
          if (path === 'reports/GeneralLedger' && asked.length === 0) spendOnNewAccount('2026-11-20');
          return get(path, parameters);
        };
        return company;
      },
    });
    await worker.runUntilIdle();
    expect(await newest()).toMatchObject({ error: 'QuickBooks answered something that could not be read.' });
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(6);
  });
});
