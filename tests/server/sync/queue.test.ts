import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { QuickBooksCompany } from '../../../server/quickbooks/http.js';
import { claim, type Lease } from '../../../server/sync/lease.js';
import { wantByHand, wantByNotice } from '../../../server/sync/wants.js';
import { REALM } from '../../sandbox/smallCompany.js';
import { youngCompany } from './randomHistory.js';
import { QUIET_REALM, startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let ground: SyncGround;
let clientId: string;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  clientId = await connected();
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

async function connected(principal = ground.advisor, realmId = REALM): Promise<string> {
  const outcome = await ground.connect(principal, realmId);
  if (!('clientId' in outcome)) throw new Error('the company is connected');
  return outcome.clientId;
}

interface RunRow {
  readonly kind: string;
  readonly cause: string;
  readonly state: string;
  readonly error: string | null;
}

const runs = (): Promise<RunRow[]> =>
  ground.test.asOwner<RunRow>(
    'select kind, cause, state, error from sync_run where client_id = ? order by started_at offset 1',
    [clientId],
  );
const summary = async (): Promise<string[]> =>
  (await runs()).map(({ kind, cause, state }) => `${cause} ${kind} ${state}`);
const job = async (): Promise<Record<string, unknown> | undefined> =>
  (
    await ground.test.asOwner(
      'select wanted, cause, whole, requested_at is not null as requested from sync_job where client_id = ?',
      [clientId],
    )
  )[0];
const notice = (): Promise<void> =>
  ground.test.database.asSync({ clientId }, (tx) => wantByNotice(tx, REALM, ground.clock.now()));
const byHand = (whole = false): Promise<void> =>
  ground.test.database.asSync({ clientId }, (tx) => wantByHand(tx, clientId, ground.clock.now(), whole));

async function work(worker = ground.worker(), after = 1_000): Promise<void> {
  ground.later(after);
  await worker.runUntilIdle();
}

/** A worker that does something before each request; what it answers instead is the answer. */
function visited(
  visit: (path: string, realmId: string) => Promise<Record<string, unknown> | undefined>,
  concurrency = 1,
) {
  const open = ground.quickBooks.openCompany;
  return ground.worker({
    concurrency,
    openCompany: (...opened) => {
      const company: QuickBooksCompany = open(...opened);
      const get = company.get.bind(company);
      company.get = async (path, parameters) => (await visit(path, company.realmId)) ?? get(path, parameters);
      return company;
    },
  });
}

describe('the order of the queue', () => {
  const queue = (cause: string, secondsAgo: number, id: string): Promise<unknown[]> =>
    ground.test.asOwner('update sync_job set wanted = true, cause = ?, due_at = ? where client_id = ?', [
      cause,
      new Date(ground.clock.now().getTime() - secondsAgo * 1000),
      id,
    ]);
  const claimed = (maySweep?: boolean): Promise<Lease | null> =>
    claim(ground.test.database, 'one', ground.clock.now(), maySweep);

  it('has what somebody waits for before sweeps, the longest due first', async () => {
    const [second, third] = [await connected(ground.stranger), await connected(ground.advisor, QUIET_REALM)];
    await queue('SWEEP', 100, clientId);
    await queue('NOTICE', 1, second);
    await queue('BY_HAND', 2, third);
    expect([(await claimed())?.clientId, (await claimed(false))?.clientId]).toEqual([third, second]);
    expect(await claimed(false)).toBeNull();
    expect(await claimed()).toMatchObject({ clientId, cause: 'SWEEP' });
  });

  it('keeps a lane free of sweeps: a notice is answered while they hang', async () => {
    const [second, third] = [await connected(ground.stranger), await connected(ground.advisor, QUIET_REALM)];
    await queue('SWEEP', 100, clientId);
    await queue('SWEEP', 100, second);
    await ground.test.asOwner('update sync_job set wanted = false where client_id = ?', [third]);
    const hanging = Promise.withResolvers<undefined>();
    let asked = 0;
    const worker = visited(async (_path, realmId) => {
      if (realmId !== REALM) return undefined;
      asked += 1;
      return hanging.promise;
    }, 2);
    await worker.start();
    try {
      await until(() => Promise.resolve(asked > 0));
      await queue('CONNECTED', 0, third);
      worker.wake();
      await until(async () => (await stateOf(third)) === 'SYNCED');
      const holders = await ground.test.asOwner('select 1 from sync_job where lease_owner is not null');
      expect(holders).toHaveLength(1);
    } finally {
      hanging.resolve(undefined);
      await worker.stop();
    }
  });

  async function stateOf(id: string): Promise<unknown> {
    const [row] = await ground.test.asOwner('select sync_state from client_row where client_id = ?', [id]);
    return row?.['sync_state'];
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 20_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

describe('what was asked for', () => {
  it('while a reading by changes failed is answered by the next try, and by no third', async () => {
    await ground.running.control('POST', 'faults', { times: 1000, path: 'cdc', status: 503 });
    await notice();
    await work();
    await notice();
    await ground.running.control('DELETE', 'faults');
    await work(undefined, 3_600_000);
    await work();
    expect(await summary()).toEqual(['NOTICE INCREMENTAL FAILED', 'NOTICE INCREMENTAL DONE']);
    expect(await job()).toMatchObject({ wanted: false, requested: false });
  });

  it('as a whole is read once, though notices come during it', async () => {
    await byHand(true);
    let told = false;
    await work(
      visited(async () => {
        if (!told) {
          told = true;
          await notice();
        }
        return undefined;
      }),
    );
    await work();
    expect(await summary()).toEqual(['BY_HAND FULL DONE', 'NOTICE INCREMENTAL DONE']);
    expect(await job()).toMatchObject({ wanted: false, whole: false });
  });

  it('as a whole stays so through failures and deaths', async () => {
    await byHand(true);
    await ground.running.control('POST', 'faults', { times: 1000, path: 'companyinfo', status: 503 });
    await work();
    await ground.running.control('DELETE', 'faults');
    // Its beginning is too old to be gone on with.
    await work(undefined, 13 * 3_600_000);
    expect(await summary()).toEqual(['BY_HAND FULL FAILED', 'BY_HAND FULL DONE']);
  });

  it('keeps its cause when whoever claimed it dies', async () => {
    await ground.test.asOwner(`update sync_job set wanted = true, cause = 'SWEEP', due_at = ?`, [ground.clock.now()]);
    expect(await claim(ground.test.database, 'mortal', ground.clock.now())).toMatchObject({ cause: 'SWEEP' });
    ground.later(MINUTE_MS);
    expect(await claim(ground.test.database, 'heir', ground.clock.now())).toMatchObject({ cause: 'SWEEP' });
    await notice();
    ground.later(MINUTE_MS);
    expect(await claim(ground.test.database, 'third', ground.clock.now())).toMatchObject({ cause: 'NOTICE' });
  });

  it('by a notice waits for a person where the client must be connected again', async () => {
    await ground.running.control('POST', 'tokens/revoke', {});
    await byHand();
    await work();
    const state = () =>
      ground.test.asOwner('select sync_state, revision from client_row where client_id = ?', [clientId]);
    const before = await state();
    expect(before).toMatchObject([{ sync_state: 'NEEDS_RECONNECTING' }]);
    await notice();
    await work(undefined, MINUTE_MS);
    expect(await state()).toEqual(before);
    expect(await job()).toMatchObject({ wanted: false, requested: true });
    await connected();
    await work();
    expect((await summary()).slice(1)).toEqual(['CONNECTED INCREMENTAL DONE']);
    expect(await job()).toMatchObject({ wanted: false, requested: false });
  });
});

describe('a run that fails', () => {
  it('is over where it read changes, and is told as failed until it is gone on with where it read everything', async () => {
    await ground.running.control('POST', 'faults', { times: 1000, path: 'GeneralLedger', status: 503 });
    await notice();
    await work();
    const failed = { state: 'FAILED', error: 'QuickBooks cannot be reached right now.' };
    expect(await runs()).toMatchObject([{ kind: 'INCREMENTAL', ...failed }]);
    await byHand(true);
    await work();
    expect((await runs())[1]).toMatchObject({ kind: 'FULL', ...failed });
    await ground.running.control('DELETE', 'faults');
    const seen: RunRow[][] = [];
    await work(
      visited(async () => {
        seen.push(await runs());
        return undefined;
      }),
      3_600_000,
    );
    expect(seen[0]?.[1]).toMatchObject({ kind: 'FULL', state: 'RUNNING', error: null });
    expect(await runs()).toHaveLength(2);
    expect((await runs())[1]).toMatchObject({ kind: 'FULL', state: 'DONE', error: null });
    const [ended] = await ground.test.asOwner('select 1 from sync_run where state <> ? and finished_at is null', [
      'DONE',
    ]);
    expect(ended).toBeUndefined();
  });

  it('twice because its changes cannot be read is read as a whole', async () => {
    const odd = visited((path) => Promise.resolve(path === 'cdc' ? { time: '2026-11-21T10:00:00-08:00' } : undefined));
    await notice();
    await work(odd);
    await work(odd, 3_600_000);
    expect((await runs()).map(({ kind, error }) => `${kind} ${error ?? ''}`)).toEqual([
      'INCREMENTAL QuickBooks answered something that could not be read.',
      'INCREMENTAL QuickBooks answered something that could not be read.',
    ]);
    await work(odd, 3_600_000);
    expect((await runs())[2]).toMatchObject({ kind: 'FULL', state: 'DONE' });
    expect(await job()).toMatchObject({ wanted: false, whole: false });
  });

  it('because QuickBooks is away never costs a whole reading', async () => {
    await ground.running.control('POST', 'faults', { times: 1000, path: 'cdc', bodyKind: 'html' });
    await notice();
    for (let attempt = 0; attempt < 3; attempt += 1) await work(undefined, 3_600_000);
    await ground.running.control('DELETE', 'faults');
    await work(undefined, 3_600_000);
    expect((await runs()).map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'INCREMENTAL'));
  });
});

describe('a client that has notices all the time', () => {
  const wholeAt = (daysAgo: number): Promise<unknown[]> =>
    ground.test.asOwner('update books set whole_at = ?', [new Date(ground.clock.now().getTime() - daysAgo * DAY_MS)]);

  it('is read as a whole soon after its week is over', async () => {
    await wholeAt(7.1);
    await notice();
    await work();
    expect(await summary()).toEqual(['NOTICE INCREMENTAL DONE']);
    await work(undefined, 15 * MINUTE_MS);
    expect((await summary()).slice(1)).toEqual(['SWEEP FULL DONE']);
    await work(undefined, DAY_MS / 8);
    expect(await summary()).toHaveLength(2);
  });

  it('is read as a whole a day later at the latest, though each reading is told of more', async () => {
    await wholeAt(8.1);
    await notice();
    let told = 0;
    const busy = visited(async (path) => {
      if (path === 'cdc' && (told += 1) === 1) await notice();
      return undefined;
    });
    await work(busy);
    await work(busy);
    expect(await summary()).toEqual(['NOTICE INCREMENTAL DONE', 'NOTICE FULL DONE']);
  });
});
