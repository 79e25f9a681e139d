import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { computeSnapshot } from '../../../domain/computeSnapshot.js';
import type { HistoryFigures } from '../../../domain/history.js';
import type { IsoDate } from '../../../domain/units.js';
import { loadBooks } from '../../../server/books/loadBooks.js';
import { claim, FenceLost, hold } from '../../../server/sync/lease.js';
import { openRun } from '../../../server/sync/runStore.js';
import { ProgressTeller } from '../../../server/sync/progress.js';
import { RunContext } from '../../../server/sync/runContext.js';
import { REALM, TODAY } from '../../sandbox/smallCompany.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

let ground: SyncGround;
beforeEach(async () => {
  ground = await startSyncGround();
});
afterEach(() => ground.close());

interface RowState {
  sync_state: string;
  sync_phase: string | null;
  last_error: string | null;
  books_version: number;
  as_of: string | null;
  cash_on_hand: string | null;
  last_good_at: Date | null;
}

async function row(): Promise<RowState> {
  const [found] = await ground.test.asOwner<RowState>(
    'select sync_state, sync_phase, last_error, books_version, as_of::text, cash_on_hand::text, last_good_at from client_row',
  );
  if (!found) throw new Error('there is one client');
  return found;
}

async function count(sql: string): Promise<number> {
  const [found] = await ground.test.asOwner<{ count: string }>(`select count(*) from ${sql}`);
  return Number(found?.count);
}

async function fault(plan: object): Promise<void> {
  expect((await ground.running.control('POST', 'faults', plan)).status).toBe(201);
}

/** What the stand-in's ledger says its cash is, by its own books. */
function ledgerCash(): number {
  const { company, ids } = ground.small;
  return company.balance(ids['checking'] ?? '', TODAY) + company.balance(ids['savings'] ?? '', TODAY);
}

function clientOf(outcome: object): string {
  if ('clientId' in outcome) return String(outcome.clientId);
  throw new Error(JSON.stringify(outcome));
}

describe('a full sync', () => {
  it('brings the books, the figures, thirteen weeks of history and evidence that closes', async () => {
    const outcome = await ground.connect();
    expect(outcome).toHaveProperty('clientId');
    expect(await row()).toMatchObject({ sync_state: 'WAITING', books_version: 0, as_of: null });
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED', books_version: 1, as_of: TODAY, last_error: null });
    expect(Number((await row()).cash_on_hand)).toBe(ledgerCash());
    const snapshots = await ground.test.asOwner<{ as_of: string; reconstructed: boolean; figures: HistoryFigures }>(
      'select as_of::text, reconstructed, figures from snapshot order by as_of desc',
    );
    expect(snapshots).toHaveLength(14);
    expect(snapshots.map(({ reconstructed }) => reconstructed)).toEqual([false, ...Array<boolean>(13).fill(true)]);
    const [evidence] = await ground.test.asOwner<{ tied: boolean; accuracy: number; lines: number }>(
      `select tied, accuracy, jsonb_array_length(evidence->'lines') as lines from tie_out`,
    );
    expect(evidence).toMatchObject({ tied: true, accuracy: 1 });
    expect(evidence?.lines).toBeGreaterThan(10);
    expect(await count('sync_chunk')).toBe(0);
    expect(await count(`audit_event where action = 'sync.completed' and actor_kind = 'SYSTEM'`)).toBe(1);
  });

  it('leaves the books version as it is when nothing changed', async () => {
    await ground.connect();
    await ground.worker().runUntilIdle();
    const before = await count('posting');
    await ground.syncAgain();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED', books_version: 1 });
    expect(await count('posting')).toBe(before);
    expect(await count('posting where to_version is not null')).toBe(0);
    expect(await count('tie_out')).toBe(2);
  });

  it('closes what is gone and adds what came, keeping both versions', async () => {
    await ground.connect();
    await ground.worker().runUntilIdle();
    const cashBefore = Number((await row()).cash_on_hand);
    const { company, ids } = ground.small;
    const rent = ids['rent25'] ?? '';
    company.update(
      'Purchase',
      rent,
      { lines: [{ accountId: ids['rent'] ?? '', amount: 130_000 }] },
      ground.later(60_000),
    );
    await ground.syncAgain();
    expect(await row()).toMatchObject({ books_version: 2, sync_state: 'SYNCED' });
    expect(Number((await row()).cash_on_hand)).toBe(cashBefore - 10_000);
    const versions = await ground.test.asOwner(
      `select from_version, to_version, total::int from document where type = 'Purchase' and qb_id = ? order by from_version`,
      [rent],
    );
    expect(versions).toEqual([
      { from_version: 1, to_version: 2, total: 120_000 },
      { from_version: 2, to_version: null, total: 130_000 },
    ]);
    expect(await count(`tie_out where tied`)).toBe(2);
  });

  it('reads amounts that come as text, and the same books from them', async () => {
    await ground.connect();
    await fault({ times: 1000, bodyKind: 'numbersAsStrings' });
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED' });
    await ground.running.control('DELETE', 'faults');
    await ground.syncAgain();
    expect(await row()).toMatchObject({ books_version: 1 });
  });

  it('builds the Sundays that were missed, and the new as-of date', async () => {
    await ground.connect();
    await ground.worker().runUntilIdle();
    ground.clock.advance(3 * 24 * 60 * 60 * 1000);
    await ground.syncAgain();
    expect(await row()).toMatchObject({ as_of: '2026-11-24', books_version: 1 });
    const [sunday] = await ground.test.asOwner<{ reconstructed: boolean }>(
      `select reconstructed from snapshot where as_of = '2026-11-22'`,
    );
    expect(sunday).toEqual({ reconstructed: true });
  });
});

describe('a sync that is broken off', () => {
  it('goes on with the first missing chunk and writes nothing half', async () => {
    await ground.connect();
    // The ledger breaks down after the first months.
    await fault({ times: 1000, path: 'start_date=2026-09-01', status: 503 });
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({ sync_state: 'FAILING', books_version: 0, as_of: null, sync_phase: null });
    expect((await row()).last_error).toMatch(/^QuickBooks cannot be reached right now\./);
    expect(await count('posting')).toBe(0);
    expect(await count('snapshot')).toBe(0);
    const kept = await count('sync_chunk');
    expect(kept).toBeGreaterThan(20);
    await ground.running.control('DELETE', 'faults');
    const requests = async (): Promise<number> => {
      const { requests: counts } = (await (await ground.running.control('GET', 'requests')).json()) as {
        requests: Record<string, number>;
      };
      return Object.values(counts).reduce((sum, each) => sum + each, 0);
    };
    const before = await requests();
    await ground.syncAgain();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED', books_version: 1, last_error: null });
    expect((await requests()) - before).toBeLessThan(kept);
    expect(await count('sync_run')).toBe(1);
    expect(await count('tie_out where tied')).toBe(1);
  });

  it('computes its figures from the rows it keeps when pages shifted under it', async () => {
    const clientId = clientOf(await ground.connect());
    await fault({ times: 1000, path: 'start_date=2026-09-01', status: 503 });
    await ground.worker().runUntilIdle();
    // What was read first stood a page further: the same rows once more, read earlier, with other totals and names.
    await ground.test.asOwner(
      `insert into sync_chunk (run_id, client_id, firm_id, key, kind, rows, fetched_at)
         select run_id, client_id, firm_id, key || ':shifted', kind,
           (select jsonb_agg(r || '{"total": 1, "name": "Old name"}' || jsonb_build_object('content_hash', 'old ' || (r->>'content_hash')))
              from jsonb_array_elements(rows) r), fetched_at - interval '1 second'
         from sync_chunk where kind in ('DOCUMENTS', 'ACCOUNTS') and jsonb_array_length(rows) > 0`,
    );
    await ground.running.control('DELETE', 'faults');
    await ground.syncAgain();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED', books_version: 1 });
    expect(Number((await row()).cash_on_hand)).toBe(ledgerCash());
    const [shown] = await ground.test.asOwner<{ figures: HistoryFigures }>(
      'select figures from snapshot where as_of = ?',
      [TODAY],
    );
    const settings = { counted: {}, oneOffs: {}, thresholds: { red: 5, yellow: 13 } };
    const books = await ground.test.database.asSync({ clientId }, (tx) => loadBooks(tx, clientId, 1));
    expect(shown?.figures).toMatchObject(books ? { ...computeSnapshot(books, settings, TODAY as IsoDate) } : {});
    expect(books?.accounts.map(({ name }) => name)).not.toContain('Old name');
    expect(await count('tie_out where tied')).toBe(1);
  });

  it('keeps the last good figures and their date while it fails', async () => {
    await ground.connect();
    await ground.worker().runUntilIdle();
    const good = await row();
    await fault({ times: 1000, bodyKind: 'html' });
    await ground.syncAgain();
    expect(await row()).toMatchObject({
      sync_state: 'FAILING',
      cash_on_hand: good.cash_on_hand,
      as_of: good.as_of,
      books_version: 1,
      last_good_at: good.last_good_at,
    });
    const [job] = await ground.test.asOwner<{
      wanted: boolean;
      attempts: number;
      lease_owner: string | null;
      waits: boolean;
    }>('select wanted, attempts, lease_owner, due_at > ? as waits from sync_job', [ground.clock.now()]);
    expect(job).toEqual({ wanted: true, attempts: 1, lease_owner: null, waits: true });
  });

  it.each(['garbage', 'truncated', 'fault200', 'empty'])(
    'answers %s with a sentence and leaves nothing half-written',
    async (bodyKind) => {
      await ground.connect();
      await fault({ times: 1000, path: 'query', bodyKind });
      await ground.worker().runUntilIdle();
      expect(await row()).toMatchObject({ sync_state: 'FAILING', books_version: 0 });
      expect((await row()).last_error).toMatch(/^QuickBooks [^.]*\.$/);
      expect(await count('document')).toBe(0);
    },
  );

  it('leaves nothing of a commit that is aborted at its end', async () => {
    await ground.connect();
    await ground.test.asOwner(`alter table audit_event add constraint broken check (action <> 'sync.completed')`);
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({ sync_state: 'FAILING', books_version: 0 });
    for (const table of ['posting', 'document', 'account', 'snapshot', 'tie_out']) expect(await count(table)).toBe(0);
    await ground.test.asOwner('alter table audit_event drop constraint broken');
    await ground.syncAgain();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED', books_version: 1 });
  });

  it('asks for a new sign-in when the grant is gone, and works again after it', async () => {
    await ground.connect();
    await ground.worker().runUntilIdle();
    await ground.running.control('POST', 'tokens/revoke', {});
    await ground.syncAgain();
    expect(await row()).toMatchObject({ sync_state: 'NEEDS_RECONNECTING', books_version: 1 });
    expect(await count('sync_job where wanted')).toBe(0);
    expect(await ground.connect()).toHaveProperty('clientId');
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED', last_error: null });
    expect(await count('client')).toBe(1);
  });

  it('renews an expired token in mid-sync, once, and keeps the new one', async () => {
    await ground.connect();
    const sealed = async (): Promise<string | undefined> =>
      (
        await ground.test.asOwner<{ sealed: string }>('select access_token_sealed as sealed from quickbooks_connection')
      )[0]?.sealed;
    const before = await sealed();
    await ground.running.control('POST', 'tokens/expire', {});
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({ sync_state: 'SYNCED' });
    expect(await sealed()).not.toBe(before);
  });
});

describe('the lease', () => {
  it('goes to one worker; a holder whose fence is passed writes nothing', async () => {
    await ground.connect();
    const { database } = ground.test;
    const now = ground.clock.now();
    const first = await claim(database, 'one', now);
    expect(first).not.toBeNull();
    expect(await claim(database, 'two', now)).toBeNull();
    if (!first) return;
    const { run, facts } = await openRun(database, first, ground.clock);
    const quickBooks = ground.quickBooks.openWithToken(REALM, 'none');
    const { clock, logger } = ground;
    const parts = { database, clock, logger, lease: first, quickBooks, facts, run, teller: new ProgressTeller() };
    const context = new RunContext(parts);
    ground.clock.advance(60_000);
    const later = new Date(now.getTime() + 60_000);
    const second = await claim(database, 'two', later);
    expect(Number(second?.fence)).toBe(Number(first.fence) + 1);
    const chunk = { key: 'company', kind: 'COMPANY', rows: [], covers: { all: true } } as const;
    const late = context.stage(chunk, { phase: 'Reading', percent: 1 });
    await expect(late).rejects.toBeInstanceOf(FenceLost);
    await expect(database.asSync({ clientId: first.clientId }, (tx) => hold(tx, first, later))).rejects.toBeInstanceOf(
      FenceLost,
    );
    expect(await count('sync_chunk')).toBe(0);
  });
});

describe('the log', () => {
  it('holds no token, code or secret, whatever happens', async () => {
    const query = await ground.consented();
    await ground.finish(query);
    await fault({ times: 2, status: 500 });
    await ground.running.control('POST', 'tokens/expire', {});
    await ground.worker().runUntilIdle();
    const connections = await ground.test.asOwner<{ access: string; refresh: string }>(
      'select access_token_sealed as access, refresh_token_sealed as refresh from quickbooks_connection',
    );
    const text = ground.log.join('\n');
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toContain(query.get('code'));
    expect(text).not.toContain(String(connections[0]?.access));
    expect(text).not.toMatch(/bearer\s+[\w-]{8,}|client-secret/i);
  });
});
