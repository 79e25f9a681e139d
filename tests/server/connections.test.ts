import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeBackUnshown } from '../../server/connections/unshown.js';
import { wantByNotice } from '../../server/sync/wants.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { seedPractice, type Practice } from '../harness/practice.js';
import { statementsOf } from '../harness/statements.js';
import { consent, start, type Running } from '../sandbox/httpHarness.js';
import { emptyCompany, REALM, smallCompany } from '../sandbox/smallCompany.js';
import { standInSettings } from '../harness/standIn.js';

const CONNECTION = `clientId clientName companyName advisorName connectedAt connectedBy noticedAt nextSyncAt callsThisMonth callsToday
  sync { state paused lastError } tie { tied openLines asOf } failure { message nextStep reference retryAt }
  runs(first: 5) { id kind cause state calls tied booksVersion rowsChanged error reference }`;

interface Connection {
  readonly clientId: string;
  readonly clientName: string;
  readonly connectedAt: string | null;
  readonly connectedBy: string | null;
  readonly nextSyncAt: string | null;
  readonly callsToday: number;
  readonly callsThisMonth: number;
  readonly sync: { readonly state: string; readonly paused: boolean };
  readonly tie: { readonly tied: boolean; readonly openLines: number } | null;
  readonly failure: {
    readonly nextStep: string;
    readonly reference: string | null;
    readonly retryAt: string | null;
  } | null;
  readonly runs: readonly { readonly state: string; readonly calls: number; readonly cause: string }[];
}

interface Payload {
  readonly connection: Connection | null;
  readonly accessReturned: boolean | null;
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

describe('connections', () => {
  let server: TestApp;
  let people: Practice;
  let running: Running;
  let daniel: TestBrowser;
  let id: string;

  beforeAll(async () => {
    running = await start([
      smallCompany().company,
      emptyCompany({ realmId: '9130000000000002', name: 'Quiet' }).company,
    ]);
    server = await startTestApp({
      now: new Date('2026-11-21T18:00:00Z'),
      quickBooks: standInSettings(running.url),
    });
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    await connect(daniel, REALM);
    await server.services.syncWorker.runUntilIdle();
    [id = ''] = (await list(daniel)).map(({ clientId }) => clientId);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await running.stop();
    await running.cleanUp();
  });

  async function connect(browser: TestBrowser, realm: string): Promise<Response> {
    const { data } = await browser.graphql<{ beginConnection: { consentUrl: string } }>(
      'mutation { beginConnection { consentUrl } }',
    );
    const page = new URL(data.beginConnection.consentUrl);
    const back = await consent(running.url, {
      ...Object.fromEntries(page.searchParams),
      realm_id: realm,
      decision: 'allow',
    });
    return fetch(`${server.url}/quickbooks/callback${back.search}`, {
      headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
  }
  async function list(browser: TestBrowser): Promise<Connection[]> {
    const answer = await browser.graphql<{ connections: Connection[] }>(`{ connections { ${CONNECTION} } }`);
    expect(answer.errors).toEqual([]);
    return answer.data.connections;
  }
  async function say(verb: string, browser = daniel, clientId = id): Promise<Payload> {
    const answer = await browser.graphql<Record<string, Payload>>(
      `mutation($id: ID!) { ${verb}(clientId: $id) { connection { ${CONNECTION} } accessReturned refusal { code field } } }`,
      { id: clientId },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[verb] ?? { connection: null, accessReturned: null, refusal: null };
  }
  const job = async () =>
    (await server.test.asOwner('select * from sync_job where client_id = ?::uuid', [id]))[0] ?? {};
  const isSomebodyWaiting = async (): Promise<boolean> =>
    (
      await server.test.asOwner(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length > 0;
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 20_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  /** Locks the client's rows as a transaction does that takes long; answers how to end it, once they are locked. */
  async function locked(rows: string): Promise<() => Promise<void>> {
    const [held, ended] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const holding = server.test.database.asSync({ clientId: id }, async (tx) => {
      await tx.execute(`select 1 from ${rows} where client_id = ?::uuid for update`, [id]);
      held.resolve(undefined);
      await ended.promise;
    });
    await held.promise;
    return async () => {
      ended.resolve(undefined);
      await holding;
    };
  }
  const runs = async () => (await server.test.asOwner('select 1 from sync_run where client_id = ?::uuid', [id])).length;
  const trail = async (action: string) =>
    server.test.asOwner<{ actor_id: string; firm_id: string }>(
      'select actor_id, firm_id from audit_event where action = ? and client_id = ?::uuid',
      [action, id],
    );
  const books = async () =>
    (
      await server.test.asOwner(
        `select (select count(*) from posting) as postings, (select count(*) from snapshot) as snapshots, (select version from books where client_id = ?::uuid) as version`,
        [id],
      )
    )[0];

  it('tell of a company that is read: who connected it, its calls, its proof, its runs', async () => {
    const [found] = await list(daniel);
    expect(found).toMatchObject({
      connectedBy: people.daniel.name,
      sync: { state: 'SYNCED', paused: false },
      tie: { tied: true, openLines: 0 },
      failure: null,
      runs: [{ state: 'DONE', cause: 'CONNECTED', tied: true, booksVersion: 1 }],
    });
    expect(found?.connectedAt).not.toBeNull();
    expect(found?.nextSyncAt).not.toBeNull();
    expect(found?.callsThisMonth).toBeGreaterThan(5);
    expect(found?.callsToday).toBe(found?.callsThisMonth);
    const { data } = await daniel.graphql<{ callAllowance: { used: number; allowed: number; usedUp: boolean } }>(
      '{ callAllowance { month used allowed usedUp } }',
    );
    expect(data.callAllowance.used).toBeGreaterThanOrEqual(found?.callsThisMonth ?? Infinity);
    expect(data.callAllowance).toMatchObject({ allowed: 500_000, usedUp: false });
  });

  it('are one’s own: nobody else reads or changes one, by contract or by SQL', async () => {
    const before = await job();
    for (const person of [people.priya, people.tomas, people.ingrid]) {
      const browser = await new TestBrowser(server.url).signIn(person.email);
      expect(await list(browser)).toEqual([]);
      const one = await browser.graphql<{ connection: unknown }>(
        'query($id: ID!) { connection(clientId: $id) { clientName } }',
        { id },
      );
      expect(one.data.connection).toBeNull();
      for (const verb of ['syncNow', 'pauseSync', 'resumeSync', 'disconnect'])
        expect(await say(verb, browser)).toEqual({
          connection: null,
          accessReturned: null,
          refusal: { code: 'NOT_FOUND', field: 'clientId' },
        });
      for (const table of ['quickbooks_connection', 'sync_job', 'sync_run', 'sync_failure']) {
        const rows = await server.test.database.asPrincipal(
          { principalId: person.id, firmId: person.firmId },
          'read',
          (tx) => tx.execute(`select client_id from ${table}`),
        );
        expect([table, rows]).toEqual([table, []]);
      }
    }
    expect(await job()).toEqual(before);
    expect(await say('syncNow', daniel, 'no-id')).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    for (const column of ['lease_owner', 'fence', 'run_id', 'realm_id']) {
      await expect(
        server.test.database.asPrincipal(
          { principalId: people.daniel.id, firmId: people.daniel.firmId },
          'read',
          (tx) => tx.execute(`select ${column} from sync_job`),
        ),
      ).rejects.toThrow(/permission denied/);
    }
  });

  it('are read in as many statements for many as for one, runs included', async () => {
    const ask = () => statementsOf(server.test.statements, () => list(daniel));
    const one = await ask();
    await connect(daniel, '9130000000000002');
    await server.services.syncWorker.runUntilIdle();
    const two = await ask();
    expect(two).toHaveLength(one.length);
    expect(one.length).toBeLessThanOrEqual(3);
    expect((await list(daniel)).map(({ clientName }) => clientName)).toHaveLength(2);
  }, 30_000);

  it('refuse a history of no run and of more than a hundred', async () => {
    for (const first of [0, 101]) {
      const { errors } = await daniel.graphql(`{ connections { runs(first: ${first}) { id } } }`);
      expect(errors[0]?.extensions?.code).toBe('OUT_OF_RANGE');
    }
  });

  it('are read by hand at once, once however often it is asked, with one event in the trail', async () => {
    server.clock.advance(60_000);
    const first = await say('syncNow');
    expect(first.refusal).toBeNull();
    await say('syncNow');
    expect(await job()).toMatchObject({ wanted: true, cause: 'BY_HAND', attempts: 0 });
    expect(await trail('sync.requested')).toEqual([{ actor_id: people.daniel.id, firm_id: people.daniel.firmId }]);
    await server.services.syncWorker.runUntilIdle();
    const found = (await list(daniel)).find(({ clientId }) => clientId === id);
    expect(found?.runs).toHaveLength(2);
    expect(found?.runs[0]).toMatchObject({ cause: 'BY_HAND', state: 'DONE' });
  });

  it('wait a moment when they are asked for again at once, and say until when', async () => {
    const before = await runs();
    const due = new Date(server.clock.now().getTime() + 15_000).toISOString();
    server.clock.advance(5_000);
    const events = (await trail('sync.requested')).length;
    for (let press = 0; press < 3; press += 1)
      expect(await say('syncNow')).toMatchObject({ refusal: null, connection: { nextSyncAt: due } });
    expect(await trail('sync.requested')).toHaveLength(events + 1);
    await server.services.syncWorker.runUntilIdle();
    expect(await runs()).toBe(before);
    server.clock.advance(10_000);
    await server.services.syncWorker.runUntilIdle();
    expect(await runs()).toBe(before + 1);
    server.clock.advance(60_000);
  });

  it('are not read by hand when the month’s calls for reading are used up', async () => {
    await server.test.asOwner('update quickbooks_month set calls = 475000');
    expect((await say('syncNow')).refusal?.code).toBe('ALLOWANCE_USED');
    await server.test.asOwner('update quickbooks_month set calls = 100');
  });

  it('rest while they are paused; what was asked for meanwhile is read when they are resumed', async () => {
    const paused = await say('pauseSync');
    expect(paused.connection).toMatchObject({ sync: { paused: true, state: 'SYNCED' }, nextSyncAt: null });
    expect((await say('pauseSync')).refusal).toBeNull();
    expect(await trail('sync.paused')).toHaveLength(1);
    expect((await say('syncNow')).refusal?.code).toBe('PAUSED');
    await server.services.syncWorker.runUntilIdle();
    expect(await job()).toMatchObject({ wanted: false, paused: true });
    server.clock.advance(1_000);
    await server.test.database.asSync({ clientId: id }, (tx) => wantByNotice(tx, REALM, server.clock.now()));
    expect(await job()).toMatchObject({ wanted: false });
    const resumed = await say('resumeSync');
    expect(resumed.connection?.sync.paused).toBe(false);
    expect(await job()).toMatchObject({ wanted: true, paused: false });
    expect((await say('resumeSync')).refusal).toBeNull();
    expect(await trail('sync.resumed')).toHaveLength(1);
    const before = await runs();
    server.clock.advance(2_000);
    await server.services.syncWorker.runUntilIdle();
    expect(await runs()).toBe(before + 1);
    await say('pauseSync');
    await say('resumeSync');
    expect(await job()).toMatchObject({ wanted: false });
  });

  it('end a sync under way when they are paused: its fence has passed, its state is what it was before', async () => {
    await server.test.asOwner(
      `update sync_job set wanted = true, lease_owner = 'somebody', lease_until = now() + interval '1 hour', fence = 41 where client_id = ?::uuid`,
      [id],
    );
    await server.test.asOwner(
      `update client_row set sync_state = 'SYNCING', sync_phase = 'Reading', sync_percent = 3 where client_id = ?::uuid`,
      [id],
    );
    const paused = await say('pauseSync');
    expect(paused.connection?.sync).toMatchObject({ state: 'SYNCED', paused: true });
    expect(await job()).toMatchObject({ fence: '42', lease_owner: null, wanted: false });
    await say('resumeSync');
    expect(await job()).toMatchObject({ wanted: true });
    await server.services.syncWorker.runUntilIdle();
  });

  it('tell of a failure what happened, what happens next, when, and what to quote', async () => {
    await server.test.asOwner(
      `update client_row set sync_state = 'FAILING', last_error = 'QuickBooks cannot be reached right now.', last_error_at = ?::timestamptz where client_id = ?::uuid`,
      [server.clock.now(), id],
    );
    await server.test.asOwner(
      `insert into sync_failure (client_id, firm_id, at, kind, tid, place, attempt) values (?::uuid, ?::uuid, ?::timestamptz, 'unavailable', 'tid-7', 'report', 1)`,
      [id, people.daniel.firmId, new Date(server.clock.now().getTime() + 1)],
    );
    await server.test.asOwner(
      `update sync_job set wanted = true, due_at = '2026-11-21T18:12:00Z' where client_id = ?::uuid`,
      [id],
    );
    const failing = (await list(daniel)).find(({ clientId }) => clientId === id);
    expect(failing?.failure).toEqual({
      message: 'QuickBooks cannot be reached right now.',
      nextStep: expect.stringMatching(/^The next try is at \d{1,2}:12\b/) as unknown,
      reference: 'tid-7',
      retryAt: '2026-11-21T18:12:00.000Z',
    });
    await server.test.asOwner(`update client_row set sync_state = 'NEEDS_RECONNECTING' where client_id = ?::uuid`, [
      id,
    ]);
    const [lost] = await list(daniel);
    expect([lost?.clientId, lost?.failure?.nextStep, lost?.failure?.retryAt, lost?.nextSyncAt]).toEqual([
      id,
      'Connect the company again to go on reading.',
      null,
      null,
    ]);
    expect((await say('syncNow')).refusal?.code).toBe('NOT_CONNECTED');
    await server.test.asOwner(
      `update client_row set sync_state = 'SYNCED', last_error = null where client_id = ?::uuid`,
      [id],
    );
  });

  it('are given back and keep their books; the same company is connected again as the same client', async () => {
    const before = await books();
    // Tools print ids in capitals, too: it is the same client, whose tokens open for it.
    expect((await say('pauseSync', daniel, id.toUpperCase())).connection?.clientId).toBe(id);
    expect((await say('resumeSync', daniel, id.toUpperCase())).refusal).toBeNull();
    const gone = await say('disconnect', daniel, id.toUpperCase());
    expect(gone).toMatchObject({
      refusal: null,
      accessReturned: true,
      connection: {
        sync: { state: 'NOT_CONNECTED', paused: false },
        connectedAt: null,
        connectedBy: null,
        nextSyncAt: null,
      },
    });
    expect(await server.test.asOwner('select 1 from quickbooks_connection where client_id = ?::uuid', [id])).toEqual(
      [],
    );
    expect(await job()).toMatchObject({ wanted: false, realm_id: null, run_id: null, next_due_at: null });
    expect(await say('disconnect')).toMatchObject({ refusal: null, accessReturned: null });
    expect(await trail('client.disconnected')).toEqual([{ actor_id: people.daniel.id, firm_id: people.daniel.firmId }]);
    expect(await trail('connection.returned')).toHaveLength(1);
    for (const verb of ['syncNow', 'pauseSync', 'resumeSync'])
      expect((await say(verb)).refusal?.code).toBe('NOT_CONNECTED');
    await server.services.syncWorker.runUntilIdle();
    expect(await books()).toEqual(before);
    await connect(daniel, REALM);
    expect(await job()).toMatchObject({ wanted: true, realm_id: REALM, paused: false });
    await server.services.syncWorker.runUntilIdle();
    const again = (await list(daniel)).find(({ clientId }) => clientId === id);
    expect(again).toMatchObject({ sync: { state: 'SYNCED' }, connectedBy: people.daniel.name, tie: { tied: true } });
    expect(await list(daniel)).toHaveLength(2);
  });

  it('are disconnected though QuickBooks does not answer, which is said, and the clock gives them back', async () => {
    const token = async () => (await server.test.asOwner(`select 1 from grant_to_return`)).length;
    const returned = (await trail('connection.returned')).length;
    await running.control('POST', 'faults', { times: 5, path: 'revoke', status: 503 });
    expect(await say('disconnect')).toMatchObject({ refusal: null, accessReturned: false });
    expect(await say('disconnect')).toMatchObject({ refusal: null, accessReturned: false });
    await running.control('DELETE', 'faults');
    expect(await server.test.asOwner('select 1 from quickbooks_connection where client_id = ?::uuid', [id])).toEqual(
      [],
    );
    expect(await trail('connection.not_returned')).toEqual([
      { actor_id: people.daniel.id, firm_id: people.daniel.firmId },
    ]);
    const clockJob = server.services.clockJobs.find(({ name }) => name === 'quickbooks.giveBack');
    await clockJob?.work();
    expect(await token()).toBe(1);
    server.clock.advance(3 * 60_000);
    await clockJob?.work();
    expect(await token()).toBe(0);
    expect(await trail('connection.returned')).toHaveLength(returned + 1);
    expect(await say('disconnect')).toMatchObject({ refusal: null, accessReturned: null });
  });

  it('leave nothing unshown behind when they are disconnected in the middle of a sync', async () => {
    await connect(daniel, REALM);
    await server.services.syncWorker.runUntilIdle();
    const shown = async () =>
      server.test.asOwner('select from_version, to_version, content_hash from posting order by 3, 1');
    const before = await shown();
    await server.test.asOwner(
      `insert into sync_run (id, client_id, firm_id, kind, state, as_of, started_at)
         select gen_random_uuid(), client_id, firm_id, 'FULL', 'RUNNING', '2026-11-21', now() from sync_job where client_id = ?::uuid`,
      [id],
    );
    await server.test.asOwner(
      `insert into sync_chunk (run_id, client_id, firm_id, key, kind, rows, fetched_at)
         select id, client_id, firm_id, 'documents:Bill:0000', 'DOCUMENTS', '[{"secret": 1}]', now() from sync_run where state = 'RUNNING'`,
    );
    await server.test.asOwner(
      `update books set pending_version = version + 1, pending_run_id = (select id from sync_run where state = 'RUNNING')
         where client_id = ?::uuid`,
      [id],
    );
    await server.test.asOwner(
      `with ended as (update posting p set to_version = b.pending_version from books b
         where b.client_id = p.client_id and p.client_id = ?::uuid and p.to_version is null returning p.*, b.pending_version)
       insert into posting (client_id, firm_id, from_version, content_hash, document_key, document_type, date, account_id, debit, credit, cleared)
         select client_id, firm_id, pending_version, content_hash || 'x', document_key, document_type, date, account_id, debit, credit, cleared
           from ended`,
      [id],
    );
    expect(await shown()).not.toEqual(before);
    await say('disconnect');
    expect(await server.test.asOwner('select 1 from sync_chunk')).toEqual([]);
    expect(await shown()).toEqual(before);
    expect(await server.test.asOwner('select 1 from books where pending_version is not null')).toEqual([]);
  });

  it('do not wait for a merge that is at the books; what it could leave is dropped within a day', async () => {
    await connect(daniel, REALM);
    await server.services.syncWorker.runUntilIdle();
    await server.test.asOwner(
      `update books set pending_version = version + 1, pending_run_id = gen_random_uuid() where client_id = ?::uuid`,
      [id],
    );
    const pending = async () =>
      (await server.test.asOwner('select 1 from books where pending_version is not null')).length;
    await server.test.database.asSync({ clientId: id }, async (tx) => {
      await tx.execute('select from books where client_id = ? for update', [id]);
      expect(await say('disconnect')).toMatchObject({ refusal: null, accessReturned: true });
    });
    expect(await pending()).toBe(1);
    await server.services.clockJobs.find(({ name }) => name === 'connections.history')?.work();
    expect(await pending()).toBe(0);
  });

  it('hold up nobody while what was written ahead is taken back, and can be connected and read again meanwhile', async () => {
    await connect(daniel, REALM);
    await server.services.syncWorker.runUntilIdle();
    const shown = () => server.test.asOwner('select from_version, to_version, content_hash from account order by 3, 1');
    const before = await shown();
    await server.test.asOwner(
      `update books set pending_version = version + 1, pending_run_id = gen_random_uuid() where client_id = ?::uuid`,
      [id],
    );
    await server.test.asOwner(
      `update account set to_version = (select pending_version from books where client_id = ?::uuid)
         where ctid = (select ctid from account where client_id = ?::uuid and to_version is null limit 1)`,
      [id, id],
    );
    const unlock = await locked('account');
    const gone = say('disconnect');
    try {
      await until(isSomebodyWaiting);
      expect(await job()).toMatchObject({ realm_id: null, wanted: false });
      expect((await list(daniel)).find(({ clientId }) => clientId === id)?.sync.state).toBe('NOT_CONNECTED');
      await server.test.database.asSync({ clientId: id }, async (tx) => {
        await tx.execute(`set local lock_timeout = '2s'`);
        await tx.execute('select 1 from sync_job where client_id = ?::uuid for update', [id]);
      });
      await connect(daniel, REALM);
      expect(await job()).toMatchObject({ wanted: true, realm_id: REALM });
    } finally {
      const read = server.services.syncWorker.runUntilIdle();
      await unlock();
      await read;
    }
    expect(await gone).toMatchObject({ refusal: null, accessReturned: true });
    expect(await shown()).toEqual(before);
    expect(await server.test.asOwner('select 1 from books where pending_version is not null')).toEqual([]);
    const again = (await list(daniel)).find(({ clientId }) => clientId === id);
    expect(again).toMatchObject({ sync: { state: 'SYNCED' }, tie: { tied: true } });
  });

  it('keep what a reading writes ahead that began after they were connected again', async () => {
    // One disconnects, and comes to take back only when the company is connected and read again.
    const { clientId, firmId } = { clientId: id, firmId: people.daniel.firmId };
    await server.test.asOwner(
      `update books set pending_version = version + 1, pending_run_id = gen_random_uuid() where client_id = ?::uuid`,
      [id],
    );
    const takeBack = () => server.test.database.asSync({ clientId }, (tx) => takeBackUnshown(tx, { clientId, firmId }));
    const pending = async () =>
      (await server.test.asOwner('select 1 from books where pending_version is not null')).length;
    await takeBack();
    expect(await pending()).toBe(1);
    await server.test.asOwner('update sync_job set realm_id = null where client_id = ?::uuid', [id]);
    await takeBack();
    expect(await pending()).toBe(0);
    await server.test.asOwner('update sync_job set realm_id = ? where client_id = ?::uuid', [REALM, id]);
  });

  it('change nothing when the trail cannot be written', async () => {
    await connect(daniel, REALM);
    await server.services.syncWorker.runUntilIdle();
    const before = await job();
    await server.test.asOwner(`alter table audit_event add constraint shut check (action <> 'sync.paused') not valid`);
    const { errors } = await daniel.graphql('mutation($id: ID!) { pauseSync(clientId: $id) { refusal { code } } }', {
      id,
    });
    expect(errors).toHaveLength(1);
    await server.test.asOwner('alter table audit_event drop constraint shut');
    expect(await job()).toEqual(before);
    expect((await list(daniel)).find(({ clientId }) => clientId === id)?.sync.paused).toBe(false);
  });
});
