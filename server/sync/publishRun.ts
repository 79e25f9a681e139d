import { addDays, startOfDay } from '../../domain/calendar.js';
import { record } from '../audit/audit.js';
import { updateBusiness } from '../books/business.js';
import { publishVersion, type VersionChange } from '../books/pendingVersion.js';
import { dropOldDetail, keepSnapshots, type NewSnapshot } from '../digests/snapshotStore.js';
import { keepTieOut } from '../digests/tieOutStore.js';
import type { EntityManager } from '../platform/database.js';
import type { Company } from '../quickbooks/mapping/company.js';
import { hold } from './lease.js';
import { nextWholeAt } from './plan.js';
import { writeListRow } from './listRow.js';
import type { RunContext } from './runContext.js';
import type { RunFigures } from './runFigures.js';
import { keepInsights } from './keepInsights.js';
import type { RunInsights } from './runInsights.js';
import { wantWholeByTurn } from './wants.js';

/** All that a run has found, ready to be shown. */
export interface FinishedRun {
  readonly company: Company;
  /** The version to show: the one written ahead, or the one that is shown already where nothing changed. */
  readonly version: number;
  /** Rows of the books that came or went. */
  readonly rows: number;
  readonly change: VersionChange;
  readonly figures: RunFigures;
  /** Null where those that are kept still hold. */
  readonly insights: RunInsights | null;
}

/** What a run has left. */
export interface PublishedRun {
  readonly kind: 'FULL' | 'INCREMENTAL';
  readonly version: number;
  readonly rows: number;
  readonly calls: number;
  readonly tied: boolean;
}

/** The client's settings changed while its figures were computed: they are computed again. */
export class SettingsChanged extends Error {
  constructor() {
    super('the settings changed while figures were computed');
    this.name = 'SettingsChanged';
  }
}

/**
 * Shows what a sync found, in one short transaction under the fence: the books' version that was written ahead,
 * snapshots, evidence, issues, the forecast's ground, the list row, the audit event, the run's end. Whoever reads sees all of it or nothing.
 */
export async function publishRun(context: RunContext, finished: FinishedRun): Promise<PublishedRun> {
  const { lease, run } = context;
  const { figures, version } = finished;
  const now = context.now();
  return context.reading(async (tx) => {
    await hold(tx, lease, now);
    await refuseChangedSettings(tx, lease.clientId, figures.settingsVersion);
    await updateBusiness(tx, lease.clientId, finished.company);
    await publishVersion(tx, lease.clientId, version, {
      at: now,
      changedUntil: run.changedUntil ?? context.quickBooks.answeredAt,
      whole: run.kind === 'FULL',
      runId: run.id,
    });
    await keepSnapshots(tx, lease, snapshotsOf(finished, now), now);
    await dropOldDetail(tx, lease.clientId, {
      asOf: run.asOf,
      booksVersion: version,
      settingsVersion: figures.settingsVersion,
    });
    const tiedBefore = await lastTied(tx, lease.clientId);
    await keepTieOut(tx, lease, { id: run.id, asOf: run.asOf, booksVersion: version }, figures.tieOut, now);
    await writeListRow(tx, {
      clientId: lease.clientId,
      figures: figures.figures.current,
      booksVersion: version,
      settingsVersion: figures.settingsVersion,
      syncedAt: now,
    });
    if (finished.insights) {
      const at = { booksVersion: version, settingsVersion: figures.settingsVersion, now };
      await keepInsights(tx, context, finished.insights, at);
    }
    await endRun(tx, context, finished, tiedBefore, now);
    return {
      kind: run.kind,
      version,
      rows: finished.rows,
      calls: context.quickBooks.calls,
      tied: figures.tieOut.tied,
    };
  });
}

async function refuseChangedSettings(tx: EntityManager, clientId: string, version: number): Promise<void> {
  const [row] = await tx.execute<{ settings_version: number }[]>(
    'select settings_version from client where id = ? for share',
    [clientId],
  );
  if (row?.settings_version !== version) throw new SettingsChanged();
}

function snapshotsOf({ figures: found, version }: FinishedRun, now: Date): NewSnapshot[] {
  const { figures, detail, settings, settingsVersion } = found;
  const made = { booksVersion: version, settings, settingsVersion, syncedAt: now };
  return [
    ...figures.missed.map((past) => ({ ...made, asOf: past.asOf, reconstructed: true, figures: past, detail: null })),
    { ...made, asOf: figures.current.asOf, reconstructed: false, figures: figures.current, detail },
  ];
}

/** Whether the sync before this one tied; null before the first. */
async function lastTied(tx: EntityManager, clientId: string): Promise<boolean | null> {
  const [last] = await tx.execute<{ tied: boolean }[]>(
    'select tied from tie_out where client_id = ? order by checked_at desc limit 1',
    [clientId],
  );
  return last?.tied ?? null;
}

async function endRun(
  tx: EntityManager,
  context: RunContext,
  finished: FinishedRun,
  tiedBefore: boolean | null,
  now: Date,
): Promise<void> {
  const { run, lease, facts } = context;
  const { version, rows, change, figures } = finished;
  await tx.execute('delete from sync_chunk where run_id = ?', [run.id]);
  await tx.execute(
    `update sync_run set state = 'DONE', finished_at = ?, calls = calls + ?, error = null, error_reference = null,
       rows_changed = ?, books_version = ?, tied = ? where id = ?`,
    [now, context.quickBooks.calls, rows, version, figures.tieOut.tied, run.id],
  );
  // What was asked for since the reading began is not answered by it.
  await tx.execute(
    `update sync_job set wanted = requested_at is not null, attempts = 0, next_due_at = ?, lease_owner = null,
       lease_until = null, run_id = null, whole = whole and requested_at is not null where client_id = ?`,
    [startOfDay(addDays(run.asOf, 1), facts.timeZone), lease.clientId],
  );
  const wholeDueAt = nextWholeAt(lease.clientId, facts.wholeAt ?? now);
  if (run.kind === 'INCREMENTAL') await wantWholeByTurn(tx, lease.clientId, wholeDueAt, now);
  // A look that found everything as it was is told by its run; the trail keeps what changed.
  if (rows === 0 && figures.tieOut.tied === tiedBefore) return;
  await record(tx, {
    firmId: lease.firmId,
    clientId: lease.clientId,
    actor: { kind: 'SYSTEM' },
    action: 'sync.completed',
    at: now,
    after: {
      runId: run.id,
      asOf: run.asOf,
      booksVersion: version,
      changed: rows > 0,
      rows: change,
      tied: figures.tieOut.tied,
    },
  });
}
