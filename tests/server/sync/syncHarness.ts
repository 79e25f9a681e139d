import { randomUUID } from 'node:crypto';
import { createSessionsService } from '../../../server/advisors/sessions.service.js';
import { createConnectionService, type ConnectionService } from '../../../server/quickbooks/connection.service.js';
import { createQuickBooks, type QuickBooks } from '../../../server/quickbooks/createQuickBooks.js';
import { RealmLimiter } from '../../../server/quickbooks/rateLimit.js';
import { createLogger, type Logger } from '../../../server/platform/logger.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import type { Principal } from '../../../server/principal.js';
import { fetchCompany } from '../../../server/sync/readCompany.js';
import { SyncWorker } from '../../../server/sync/worker.js';
import { TestClock } from '../../harness/app.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { consent, start, type Running } from '../../sandbox/httpHarness.js';
import { emptyCompany, REALM, smallCompany, type SmallCompany } from '../../sandbox/smallCompany.js';
import { standInSettings } from '../../harness/standIn.js';

const ORIGIN = { requestId: 'request-1', remoteAddress: '127.0.0.1' };
/** A second company, without a single entry. */
export const QUIET_REALM = '9130000000000002';

const noWait = (): Promise<void> => Promise.resolve();

/** The product's sync on a database of its own, against the stand-in with one small company. */
export interface SyncGround {
  readonly test: TestDatabase;
  readonly clock: TestClock;
  readonly running: Running;
  readonly small: SmallCompany;
  readonly quickBooks: QuickBooks;
  readonly connection: ConnectionService;
  readonly advisor: Principal;
  readonly owner: Principal;
  /** Another advisor of the firm, and somebody of another firm. */
  readonly colleague: Principal;
  readonly stranger: Principal;
  readonly log: string[];
  readonly logger: Logger;
  /** The key ring the tokens are sealed with, as a process's environment says it. */
  readonly tokenKeys: string;
  worker(changes?: Partial<ConstructorParameters<typeof SyncWorker>[0]>): SyncWorker;
  /** Walks consent as a person would; the outcome of the return. */
  connect(principal?: Principal, realmId?: string): ReturnType<ConnectionService['finish']>;
  /** Begins an attempt and has the consent page answer; the query QuickBooks returns with. */
  consented(principal?: Principal, decision?: 'allow' | 'deny', realmId?: string): Promise<URLSearchParams>;
  /** The way back in the browser the attempt was begun in, by whoever is signed in there; null: the access ran out. */
  finish(
    query: URLSearchParams,
    principal?: Principal | null,
    secret?: string | null,
  ): ReturnType<ConnectionService['finish']>;
  /** Makes every client due and works until nothing is. */
  syncAgain(worker?: SyncWorker): Promise<void>;
  /** Lets time pass for the product and for QuickBooks; the instant it is then, as the stand-in's ledger stamps it. */
  later(milliseconds: number): string;
  close(): Promise<void>;
}

export async function startSyncGround(small = smallCompany()): Promise<SyncGround> {
  const running = await start([small.company, emptyCompany({ realmId: QUIET_REALM, name: 'Quiet Corner' }).company]);
  const test = await createTestDatabase();
  const clock = new TestClock(new Date('2026-11-21T18:00:00Z'));
  const log: string[] = [];
  const logger = createLogger('trace', { write: (line) => void log.push(line) });
  const tokenKeys = KeyRing.generate();
  const quickBooks = createQuickBooks({
    database: test.database,
    clock,
    logger,
    tokenKeys: KeyRing.parse(tokenKeys),
    retry: { tries: 3, baseMs: 1, capMs: 2, random: () => 0.5, sleep: noWait },
    limiter: new RealmLimiter(() => 0, noWait),
    settings: standInSettings(running.url),
  });
  const connection = createConnectionService({
    database: test.database,
    clock,
    logger,
    ...quickBooks,
    openCompany: quickBooks.openWithToken,
    fetchCompany,
    principalOfSession: createSessionsService({ database: test.database, clock }).principalOf,
    onConnected: () => undefined,
  });
  const people = await seedPeople(test);
  const secrets = new Map<string, string>();
  const worker: SyncGround['worker'] = (changes = {}) =>
    new SyncWorker({
      database: test.database,
      clock,
      logger,
      openCompany: quickBooks.openCompany,
      concurrency: 1,
      random: () => 0.5,
      ...changes,
    });
  const consented: SyncGround['consented'] = async (
    principal = people.advisor,
    decision = 'allow',
    realmId = REALM,
  ) => {
    const begun = await connection.begin(principal, ORIGIN);
    if ('refusal' in begun) throw new Error(begun.refusal.message);
    secrets.set(begun.state, begun.browserSecret);
    const page = new URL(begun.consentUrl);
    const back = await consent(running.url, { ...Object.fromEntries(page.searchParams), realm_id: realmId, decision });
    return back.searchParams;
  };
  const finish: SyncGround['finish'] = (query, principal = people.advisor, secret) => {
    const [state, code, realmId, error] = ['state', 'code', 'realmId', 'error'].map((name) => query.get(name));
    return connection.finish(
      { principal, secret: secret === undefined ? (secrets.get(state ?? '') ?? null) : secret },
      { state: state ?? null, code: code ?? null, realmId: realmId ?? null, error: error ?? null },
      ORIGIN,
    );
  };
  return {
    test,
    clock,
    running,
    small,
    quickBooks,
    connection,
    ...people,
    log,
    logger,
    tokenKeys,
    worker,
    consented,
    finish,
    connect: async (principal, realmId) => finish(await consented(principal, 'allow', realmId), principal),
    syncAgain: async (given = worker()) => {
      await test.asOwner('update sync_job set wanted = true, due_at = ?', [clock.now()]);
      await given.runUntilIdle();
    },
    later: (milliseconds) => {
      clock.advance(milliseconds);
      running.clock.now += milliseconds;
      return new Date(running.clock.now).toISOString();
    },
    close: async () => {
      await running.stop();
      await running.cleanUp();
      await test.close();
    },
  };
}

async function seedPeople(
  test: TestDatabase,
): Promise<Pick<SyncGround, 'advisor' | 'owner' | 'colleague' | 'stranger'>> {
  const [firmId, otherFirm] = [randomUUID(), randomUUID()];
  await test.asOwner(`insert into firm (id, name) values (?, 'Foundry'), (?, 'Harbour')`, [firmId, otherFirm]);
  const person = async (name: string, role: Principal['role'], firm = firmId): Promise<Principal> => {
    const id = randomUUID();
    await test.asOwner(
      `insert into advisor (id, firm_id, name, email, role, password_hash, time_zone)
         values (?, ?, ?, ?, ?, 'none', 'America/New_York')`,
      [id, firm, name, `${name}@example.com`, role],
    );
    const sessionId = randomUUID();
    await test.asOwner(
      `insert into session (id, firm_id, advisor_id, refresh_hash, created_at, refreshed_at, expires_at)
         values (?, ?, ?, 'none', now(), now(), '2100-01-01')`,
      [sessionId, firm, id],
    );
    return { id, firmId: firm, role, sessionId };
  };
  return {
    owner: await person('Maya', 'OWNER'),
    advisor: await person('Daniel', 'ADVISOR'),
    colleague: await person('Priya', 'ADVISOR'),
    stranger: await person('Ingrid', 'OWNER', otherFirm),
  };
}
