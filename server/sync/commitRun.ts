import type { ClientSettings } from '../../domain/books.js';
import { addDays, startOfDay } from '../../domain/calendar.js';
import type { TieOut } from '../../domain/tieOut.js';
import { record } from '../audit/audit.js';
import { mergeStaged, type MergeResult } from '../books/mergeStaged.js';
import type { SnapshotDetail } from '../digests/snapshotDetail.js';
import { dropOldDetail, keepSnapshots, type NewSnapshot } from '../digests/snapshotStore.js';
import { keepTieOut } from '../digests/tieOutStore.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Company } from '../quickbooks/mapping/company.js';
import type { ComposedFigures } from './compose.js';
import { hold, type Lease } from './lease.js';
import { writeListRow } from './listRow.js';
import type { Run } from './runStore.js';

/** All that a run has found, ready to become the newest version. */
export interface FinishedRun {
  readonly run: Run;
  readonly company: Company;
  readonly figures: ComposedFigures;
  /** Of the current figures. */
  readonly detail: SnapshotDetail;
  readonly settings: ClientSettings;
  readonly settingsVersion: number;
  readonly tieOut: TieOut;
  readonly calls: number;
  /** IANA zone whose next day makes the client due again. */
  readonly timeZone: string;
}

/** The client's settings changed while its figures were computed: they are computed again. */
export class SettingsChanged extends Error {
  constructor() {
    super('the settings changed while figures were computed');
    this.name = 'SettingsChanged';
  }
}

/**
 * Everything a sync changes, in one transaction, under the fence: the books' new version, snapshots, evidence, the list
 * row, the audit event, the run's end. Whoever reads sees all of it or nothing.
 */
export async function commitRun(
  database: Database,
  lease: Lease,
  finished: FinishedRun,
  now: Date,
): Promise<MergeResult> {
  return database.asSync({ clientId: lease.clientId }, async (tx) => {
    await hold(tx, lease, now);
    await refuseChangedSettings(tx, lease.clientId, finished.settingsVersion);
    await updateBusiness(tx, lease.clientId, finished.company);
    const merged = await mergeStaged(tx, lease, finished.run.id, now);
    await keepSnapshots(tx, lease, snapshotsOf(finished, merged.version, now), now);
    const { id, asOf } = finished.run;
    await dropOldDetail(tx, lease.clientId, {
      asOf,
      booksVersion: merged.version,
      settingsVersion: finished.settingsVersion,
    });
    await keepTieOut(tx, lease, { id, asOf, booksVersion: merged.version }, finished.tieOut, now);
    await writeListRow(tx, {
      clientId: lease.clientId,
      figures: finished.figures.current,
      booksVersion: merged.version,
      settingsVersion: finished.settingsVersion,
      syncedAt: now,
    });
    await endRun(tx, lease, finished, merged, now);
    return merged;
  });
}

async function refuseChangedSettings(tx: EntityManager, clientId: string, version: number): Promise<void> {
  const [row] = await tx.execute<{ settings_version: number }[]>(
    'select settings_version from client where id = ? for share',
    [clientId],
  );
  if (row?.settings_version !== version) throw new SettingsChanged();
}

async function updateBusiness(tx: EntityManager, clientId: string, company: Company): Promise<void> {
  await tx.execute(
    `update business set company_name = ?, legal_name = ?, country = ?, home_currency = ?, multi_currency = ?,
       fiscal_year_start_month = ?, company_start_date = ?, book_close_date = ? where client_id = ?`,
    [
      company.name,
      company.legalName,
      company.country,
      company.homeCurrency,
      company.multiCurrency,
      company.fiscalYearStartMonth,
      company.startDate,
      company.bookCloseDate,
      clientId,
    ],
  );
}

function snapshotsOf(
  { figures, detail, settings, settingsVersion }: FinishedRun,
  booksVersion: number,
  now: Date,
): NewSnapshot[] {
  const made = { booksVersion, settings, settingsVersion, syncedAt: now };
  return [
    ...figures.missed.map((past) => ({ ...made, asOf: past.asOf, reconstructed: true, figures: past, detail: null })),
    { ...made, asOf: figures.current.asOf, reconstructed: false, figures: figures.current, detail },
  ];
}

async function endRun(
  tx: EntityManager,
  lease: Lease,
  finished: FinishedRun,
  merged: MergeResult,
  now: Date,
): Promise<void> {
  const { run, calls, tieOut, timeZone } = finished;
  await tx.execute('delete from sync_chunk where run_id = ?', [run.id]);
  await tx.execute(
    `update sync_run set state = 'DONE', finished_at = ?, calls = calls + ?, error = null where id = ?`,
    [now, calls, run.id],
  );
  await tx.execute(
    `update sync_job set wanted = false, attempts = 0, next_due_at = ?, lease_owner = null, lease_until = null,
       run_id = null where client_id = ?`,
    [startOfDay(addDays(run.asOf, 1), timeZone), lease.clientId],
  );
  await record(tx, {
    firmId: lease.firmId,
    clientId: lease.clientId,
    actor: { kind: 'SYSTEM' },
    action: 'sync.completed',
    at: now,
    after: {
      runId: run.id,
      asOf: run.asOf,
      booksVersion: merged.version,
      changed: merged.changed,
      rows: merged.counts,
      tied: tieOut.tied,
    },
  });
}
