import { monthEnd } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { monthlySums } from '../books/monthlySums.js';
import type { VersionChange } from '../books/pendingVersion.js';
import type { MonthlyTrialBalance } from '../quickbooks/mapping/monthlyTrialBalance.js';
import { monthsThatDiffer, readTrialBalances, trialBalanceStart, type DifferingMonths } from './checksum.js';
import { firstDay, newestSpan, spansOfMonths, spanThrough, type LedgerSpan } from './chunkPlan.js';
import { inParallel } from './inParallel.js';
import { fetchCompany } from './readCompany.js';
import { readLedgerSpan } from './readLedger.js';
import type { ReadBooks } from './readIncrement.js';
import type { RunContext } from './runContext.js';

/** Times that months are read again in one run; what still differs is left to the tie-out, which names it. */
const MOST_ROUNDS = 3;
/** More months than this are no longer a few corrections: everything is read. */
const MOST_MONTHS = 24;
const WIDTH = 4;

/** The version that is written ahead, and what it changes. */
export interface Merged {
  readonly version: number;
  readonly change: VersionChange;
}

/**
 * The checksum: what the months of the version written ahead add up to, against QuickBooks' trial balance by month. Months
 * that differ (paychecks and deletions show nowhere else) are read again and merged into the same version. Null when too
 * much differs and `mayEscalate`: then everything has to be read; without it only the newest months are.
 */
export async function settleMonths(
  context: RunContext,
  begun: ReadBooks,
  merged: Merged,
  mayEscalate: boolean,
): Promise<{ readonly read: ReadBooks; readonly merged: Merged } | null> {
  const { run, lease } = context;
  let read = begun;
  let latest = merged;
  let trial = begun.trial ?? null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const sums = await context.reading((tx) => monthlySums(tx, lease.clientId, latest.version));
    const differing = (theirs: MonthlyTrialBalance): DifferingMonths =>
      monthsThatDiffer(theirs, sums, read.accounts.all, read.company.fiscalYearStartMonth);
    const [first] = [...sums.keys()].sort();
    const from = trialBalanceStart(first === undefined ? null : firstDay(first), run.asOf);
    let found = trial ? differing(trial) : null;
    // What was read before the last merge may be older than it.
    if (!found || (round > 0 && !agrees(found))) {
      trial = await readTrialBalances(context.quickBooks, from, monthEnd(run.asOf), read.accounts);
      found = differing(trial);
    }
    // Where a round of reading did not help, the fiscal year may have been moved: it was kept from an earlier run.
    if (round === 1 && trial && !agrees(found)) {
      read = { ...read, company: await fetchCompany(context.quickBooks) };
      found = differing(trial);
    }
    if (agrees(found)) return { read, merged: latest };
    if (mayEscalate && found.months.length > MOST_MONTHS) return null;
    await readAgain(context, read, spansOf(found, run.asOf));
    latest = await context.merge('PART');
  }
  return { read, merged: latest };
}

function agrees({ through, months }: DifferingMonths): boolean {
  return through === null && months.length === 0;
}

/** The newest months that differ, and all that is older where that differs. */
function spansOf({ through, months }: DifferingMonths, asOf: IsoDate): LedgerSpan[] {
  const newest = months.slice(-MOST_MONTHS);
  return [
    ...(through === null ? [] : [spanThrough(through)]),
    ...spansOfMonths(newest, asOf),
    ...(newest.includes(asOf.slice(0, 7)) ? [newestSpan(asOf)] : []),
  ];
}

async function readAgain(context: RunContext, read: ReadBooks, spans: readonly LedgerSpan[]): Promise<void> {
  await inParallel(spans, WIDTH, async (span) => {
    const chunk = await readLedgerSpan(context.quickBooks, span, read.accounts, read.company.multiCurrency);
    await context.gather(chunk, { phase: span.phase, percent: 92 });
  });
}
