import { dateInZone } from '../../domain/calendar.js';
import { tieOut } from '../../domain/tieOut.js';
import { loadSettings } from '../books/clientSettings.js';
import { snapshotDetail } from '../digests/snapshotDetail.js';
import { snapshotDates } from '../digests/snapshotStore.js';
import { pastSundays } from '../../domain/weeks.js';
import type { IsoDate } from '../../domain/units.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import type { MergeResult } from '../books/mergeStaged.js';
import { commitRun } from './commitRun.js';
import { composeFigures, PAST_SUNDAYS, stagedBooks } from './compose.js';
import type { Lease } from './lease.js';
import { ProgressTeller } from './progress.js';
import { readWholeCompany, type ChunkSink } from './readCompany.js';
import { readReports } from './readReports.js';
import { firstStagedDate, openRun, stage, stagedRows, type Run } from './runStore.js';

/** Opens a connected company for reading. */
type OpenCompany = (clientId: string, realmId: string, signal: AbortSignal) => QuickBooksCompany;

export interface SyncParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly openCompany: OpenCompany;
}

/** One client's full sync: read what is missing, compute, tie out, commit. Throws on the first thing that fails. */
export async function syncClient(parts: SyncParts, lease: Lease, signal: AbortSignal): Promise<MergeResult> {
  const { database, clock } = parts;
  const { realmId, timeZone } = await clientFacts(database, lease.clientId);
  const asOf = dateInZone(clock.now(), timeZone);
  const run = await openRun(database, lease, asOf, clock.now());
  const quickBooks = parts.openCompany(lease.clientId, realmId, signal);
  const sink = sinkOf(parts, lease, run);
  const company = await readWholeCompany(quickBooks, sink, asOf);
  const books = await stagedBooks(sink, company);
  const { settings, version, kept } = await settingsAndHistory(database, lease.clientId, asOf);
  const figures = composeFigures(books, settings, asOf, kept);
  const theirs = await readReports(quickBooks, figures.current, books.accounts);
  signal.throwIfAborted();
  const finished = {
    run,
    company,
    figures,
    detail: snapshotDetail(books, settings, figures.current),
    settings,
    settingsVersion: version,
    tieOut: tieOut(books, settings, asOf, theirs),
    calls: quickBooks.calls,
    timeZone,
  };
  return commitRun(database, lease, finished, clock.now());
}

async function clientFacts(database: Database, clientId: string): Promise<{ realmId: string; timeZone: string }> {
  const [row] = await database.asSync({ clientId }, (tx) =>
    tx.execute<{ realm_id: string; time_zone: string }[]>(
      `select b.realm_id, c.time_zone from client c join business b on b.client_id = c.id where c.id = ?`,
      [clientId],
    ),
  );
  if (!row) throw new Error('a client that is synced has a business');
  return { realmId: row.realm_id, timeZone: row.time_zone };
}

function sinkOf({ database, clock }: SyncParts, lease: Lease, run: Run): ChunkSink {
  const teller = new ProgressTeller();
  return {
    staged: (key) => run.staged.get(key),
    stage: (chunk, progress) => stage(database, lease, run, chunk, progress, teller, clock.now()),
    rowsOf: (kind) => stagedRows(database, lease, run, kind),
    firstDocumentDate: () => firstStagedDate(database, lease, run),
  };
}

async function settingsAndHistory(database: Database, clientId: string, asOf: IsoDate) {
  return database.asSync({ clientId }, async (tx) => {
    const loaded = await loadSettings(tx, clientId);
    if (!loaded) throw new Error('a client that is synced has settings');
    return { ...loaded, kept: await snapshotDates(tx, clientId, pastSundays(asOf, PAST_SUNDAYS)) };
  });
}
