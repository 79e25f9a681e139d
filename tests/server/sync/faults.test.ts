import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClientsService } from '../../../server/clients/clients.service.js';
import { createClientsLoaders } from '../../../server/clients/clients.loaders.js';
import { createQuickBooks } from '../../../server/quickbooks/createQuickBooks.js';
import { RealmLimiter } from '../../../server/quickbooks/rateLimit.js';
import { createLogger } from '../../../server/platform/logger.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import { CLIENT } from '../../sandbox/httpHarness.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

const TABLES = ['account', 'party', 'document', 'posting', 'snapshot', 'tie_out', 'books'];
const noWait = (): Promise<void> => Promise.resolve();

/** Everything a sync may write, as it is now: counts and the newest rows' versions. */
interface Kept {
  readonly rows: Record<string, string>;
  readonly shown: unknown;
}

let ground: SyncGround;
let clientId: string;

beforeAll(async () => {
  ground = await startSyncGround();
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
  // The books have changed since: whatever is half-written would show.
  const { company, ids } = ground.small;
  const lines = [{ accountId: ids['rent'] ?? '', amount: 130_000 }];
  company.update('Purchase', ids['rent25'] ?? '', { lines }, ground.later(60_000));
});
afterAll(() => ground.close());

/** The client as its advisor reads it. */
async function shown() {
  const scope = { principalId: ground.advisor.id, firmId: ground.advisor.firmId };
  const lazy = ground.test.database.readLazily(scope);
  const loaders = createClientsLoaders(() => lazy.tx());
  const client = await createClientsService(ground).find(clientId, (id) => loaders.rowById.load(id));
  await lazy.end();
  if (!client) throw new Error('the advisor sees their client');
  return client;
}

async function kept(): Promise<Kept> {
  const rows: Record<string, string> = {};
  for (const table of TABLES) {
    const [found] = await ground.test.asOwner<{ text: string }>(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'none') as text from ${table} t`,
    );
    rows[table] = found?.text ?? '';
  }
  const { runway, cashOnHand, asOf, booksThrough, booksVersion, previous, sync } = await shown();
  return {
    rows,
    shown: { runway, cashOnHand, asOf, booksThrough, booksVersion, previous, lastGoodAt: sync.lastGoodAt },
  };
}

/** A company read by a process that waits a second at most. */
function hasty(apiUrl = ground.running.url) {
  return ground.worker({
    openCompany: createQuickBooks({
      database: ground.test.database,
      clock: ground.clock,
      logger: createLogger('silent'),
      tokenKeys: KeyRing.parse(ground.tokenKeys),
      retry: { tries: 2, baseMs: 1, capMs: 2, random: () => 0.5, sleep: noWait },
      limiter: new RealmLimiter(() => 0, noWait),
      settings: {
        clientId: CLIENT.id,
        clientSecret: CLIENT.secret,
        authorizeUrl: `${apiUrl}/connect/oauth2`,
        tokenUrl: `${apiUrl}/oauth2/v1/tokens/bearer`,
        revokeUrl: `${apiUrl}/v2/oauth2/tokens/revoke`,
        apiUrl,
        redirectUri: CLIENT.redirect,
        timeoutMs: 400,
      },
    }).openCompany,
  });
}

async function syncUnder(fault: object | null, worker = hasty()): Promise<void> {
  // Each try reads everything from the beginning, so that it asks at every place and meets the fault.
  await ground.test.asOwner('delete from sync_chunk');
  await ground.test.asOwner('update sync_job set run_id = null, whole = true');
  if (fault) expect((await ground.running.control('POST', 'faults', { times: 10_000, ...fault })).status).toBe(201);
  await ground.syncAgain(worker);
  await ground.running.control('DELETE', 'faults');
}

const PLACES = ['companyinfo', 'from+Account', 'GeneralLedger', 'TrialBalance', 'CashFlow', 'AgedPayables'];
const DOWN = /^QuickBooks cannot be reached right now\.$/;
const UNREADABLE = /^QuickBooks answered something that could not be read\.$/;
const LIMITED = /^QuickBooks is limiting how fast it can be read\./;

const FAULTS: readonly (readonly [string, object, RegExp])[] = [
  ['is down (503)', { status: 503 }, DOWN],
  ['breaks (500)', { status: 500 }, DOWN],
  ['never answers', { hang: true }, DOWN],
  ['is too slow', { delayMs: 1_500 }, DOWN],
  ['breaks off in mid-answer', { dropAfterBytes: 40 }, DOWN],
  ['limits us (429)', { status: 429 }, LIMITED],
  ['answers HTML', { bodyKind: 'html' }, UNREADABLE],
  ['answers garbage', { bodyKind: 'garbage' }, UNREADABLE],
  ['answers JSON that ends early', { bodyKind: 'truncated' }, UNREADABLE],
  ['answers nothing', { bodyKind: 'empty' }, UNREADABLE],
  ['says a fault inside a 200', { bodyKind: 'fault200' }, DOWN],
];

describe('when QuickBooks', () => {
  it.each(FAULTS)(
    '%s, the last good figures stay with their date, and nothing is half-written',
    async (_name, fault, sentence) => {
      for (const path of ['companyinfo', 'GeneralLedger', 'AgedPayables']) {
        const before = await kept();
        await syncUnder({ ...fault, path });
        expect(await kept()).toEqual(before);
        const { sync } = await shown();
        expect(sync).toMatchObject({ state: 'FAILING', phase: null, percent: null, lastErrorAt: ground.clock.now() });
        expect(sync.lastError).toMatch(sentence);
      }
    },
  );

  it.each(PLACES)('answers HTML at %s alone, nothing is half-written either', async (path) => {
    const before = await kept();
    await syncUnder({ bodyKind: 'html', path });
    expect(await kept()).toEqual(before);
    expect((await shown()).sync.state).toBe('FAILING');
  });

  it('is not there at all, the same holds', async () => {
    const before = await kept();
    await syncUnder(null, hasty('http://127.0.0.1:9'));
    expect(await kept()).toEqual(before);
    expect((await shown()).sync.lastError).toMatch(DOWN);
  });

  it('fails for two days, the figures are shown as stale with the date they stand for', async () => {
    const before = await shown();
    expect(before.stale).toBe(false);
    ground.clock.advance(49 * 3_600_000);
    await syncUnder({ status: 503 });
    const after = await shown();
    expect(after).toMatchObject({
      stale: true,
      asOf: before.asOf,
      cashOnHand: before.cashOnHand,
      runway: before.runway,
    });
    expect(after.attention).toContain('STALE');
    expect(after.sync.lastGoodAt).toEqual(before.sync.lastGoodAt);
  });

  it('writes its numbers as text, the books are the same; once all is well, what changed arrives whole', async () => {
    const before = await shown();
    await syncUnder({ bodyKind: 'numbersAsStrings' });
    const after = await shown();
    expect(after).toMatchObject({ booksVersion: before.booksVersion + 1, stale: false });
    expect(after.sync).toMatchObject({ state: 'SYNCED', lastError: null, lastGoodAt: ground.clock.now() });
    expect(after.cashOnHand).toBe(Number(before.cashOnHand) - 10_000);
    await syncUnder(null);
    expect((await shown()).booksVersion).toBe(after.booksVersion);
  });

  it('fails once and answers when asked again, nobody notices', async () => {
    await ground.running.control('POST', 'faults', { times: 1, path: 'GeneralLedger', bodyKind: 'html' });
    await ground.running.control('POST', 'faults', { times: 1, path: 'companyinfo', status: 503 });
    await syncUnder(null);
    expect((await shown()).sync).toMatchObject({ state: 'SYNCED', lastError: null });
  });
});
