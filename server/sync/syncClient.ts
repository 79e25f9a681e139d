import { refreshStatistics, rowsChanged } from '../books/pendingVersion.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import type { ChunkSink } from './chunkSink.js';
import { firstStagedDate, stagedRows } from './chunkStore.js';
import type { Lease } from './lease.js';
import { ProgressTeller } from './progress.js';
import { publishRun, SettingsChanged, type PublishedRun } from './publishRun.js';
import { readWholeCompany } from './readCompany.js';
import { readIncrement, type ReadBooks } from './readIncrement.js';
import { accountsOfRun } from './runAccounts.js';
import { RunContext } from './runContext.js';
import { runFigures, type RunFigures } from './runFigures.js';
import { runInsights } from './runInsights.js';
import { makeFull, openRun } from './runStore.js';
import { settleMonths, type Merged } from './settleMonths.js';
import { callsForWhole } from './untied.js';

/** Opens a connected company for reading. */
type OpenCompany = (clientId: string, realmId: string, signal: AbortSignal) => QuickBooksCompany;

export interface SyncParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly openCompany: OpenCompany;
  /** How far before the last good reading changes are asked for, in milliseconds. Default: ten minutes. */
  readonly overlapMs?: number;
}

/** Calls a run has made by its end: one that fails has them written down, one that is given back or overtaken does not. */
export interface SpentCalls {
  calls: number;
}

/** Changes that were told late, or while the last reading went on, are asked for once more. */
const OVERLAP_MS = 600_000;
/** Rows of one merge after which the planner's statistics are no longer those of the books. */
const MANY_ROWS = 2_000;
/** Changes of settings that a run computes its figures anew for. */
const MOST_SETTINGS_CHANGES = 5;
/** Where months keep differing although everything was read lately, reading everything again would not help. */
const WHOLE_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * One client's sync: read what changed (or everything), write it ahead of the shown version, check it month by month,
 * compute, tie out, publish. Throws on the first thing that fails; nothing is shown before the end.
 */
export async function syncClient(
  parts: SyncParts,
  lease: Lease,
  signal: AbortSignal,
  spent: SpentCalls,
): Promise<PublishedRun> {
  const { database, clock, logger } = parts;
  const { run, facts } = await openRun(database, lease, clock);
  const quickBooks = parts.openCompany(lease.clientId, facts.realmId, signal);
  const context = new RunContext({
    database,
    clock,
    logger,
    lease,
    quickBooks,
    facts,
    run,
    teller: new ProgressTeller(),
  });
  try {
    const settled = await settledBooks(context, parts.overlapMs ?? OVERLAP_MS);
    signal.throwIfAborted();
    return await publishProven(context, settled);
  } finally {
    spent.calls = quickBooks.calls;
  }
}

/** Books that are read, merged and checked month by month. */
interface Settled {
  readonly read: ReadBooks;
  readonly merged: Merged;
}

/** By changes where they are enough, else everything. */
async function settledBooks(context: RunContext, overlapMs: number): Promise<Settled> {
  if (context.run.kind === 'INCREMENTAL') {
    const read = await readIncrement(context, overlapMs);
    if (read) {
      const { wholeAt } = context.facts;
      const isOld = wholeAt === null || context.now().getTime() - wholeAt.getTime() > WHOLE_AGAIN_AFTER_MS;
      const settled = await settleMonths(context, read, await context.merge('PART'), isOld);
      if (settled) return settled;
    }
    await goWhole(context);
  }
  return wholeBooks(context);
}

async function goWhole(context: RunContext): Promise<void> {
  context.restart(await makeFull(context.database, context.lease, context.run, context.clock));
}

async function wholeBooks(context: RunContext): Promise<Settled> {
  const read = await readWholeCompany(context.quickBooks, sinkOf(context), context.run.asOf);
  const whole = await context.merge('WHOLE');
  if (rowsChanged(whole.change) >= MANY_ROWS) await context.reading(refreshStatistics);
  const settled = await settleMonths(context, read, whole, false);
  if (!settled) throw new Error('months that differ are not escalated twice');
  return settled;
}

function sinkOf(context: RunContext): ChunkSink {
  const { database, lease } = context;
  return {
    staged: (key) => context.run.staged.get(key),
    stage: (chunk, progress) => context.stage(chunk, progress),
    rowsOf: (kind) => stagedRows(database, lease, context.run, kind),
    firstDocumentDate: () => firstStagedDate(database, lease, context.run),
    beganAt: () => context.run.changedUntil,
    accountList: (accounts, company) => accountsOfRun(context, accounts, company.homeCurrency),
  };
}

/** A settled version with its figures. */
interface Proven extends Settled {
  readonly figures: RunFigures;
}

/** Settings that change while figures are computed have them computed again; the books stay as they were read. */
async function publishProven(context: RunContext, settled: Settled): Promise<PublishedRun> {
  let proven = await provenBooks(context, settled);
  for (let attempt = 1; ; attempt += 1) {
    const { read, merged, figures } = proven;
    const rows = rowsChanged(merged.change);
    const version = rows === 0 ? merged.version - 1 : merged.version;
    const { company } = read;
    const insights = await runInsights(context, { company, written: merged.version, shown: version, figures });
    try {
      return await publishRun(context, { company, version, rows, change: merged.change, figures, insights });
    } catch (error) {
      if (!(error instanceof SettingsChanged) || attempt === MOST_SETTINGS_CHANGES) throw error;
    }
    proven = await tiedOut(context, proven);
  }
}

/** Tied out; where changes alone did not lead to QuickBooks' figures and reading everything may, that is done first. */
async function provenBooks(context: RunContext, settled: Settled): Promise<Proven> {
  const proven = await tiedOut(context, settled);
  if (!(await callsForWhole(context, proven.figures.tieOut))) return proven;
  await goWhole(context);
  return tiedOut(context, await wholeBooks(context));
}

/** An account that the reports were the first to name comes into the books before they are shown. */
async function tiedOut(context: RunContext, { read, merged }: Settled): Promise<Proven> {
  const figures = await runFigures(context, read, merged.version);
  if (!context.hasGathered) return { read, merged, figures };
  const more = await context.merge('PART');
  return { read, merged: more, figures: await runFigures(context, read, more.version) };
}
