import { monthEnd } from '../../domain/calendar.js';
import { windowOf } from '../../domain/window.js';
import type { MonthlyTrialBalance } from '../quickbooks/mapping/monthlyTrialBalance.js';
import type { Company } from '../quickbooks/mapping/company.js';
import type { AccountList } from './accountList.js';
import { changedChunks } from './changedChunks.js';
import { changedSince, type ChangedEntities } from './changedEntities.js';
import { readTrialBalances, trialBalanceStart } from './checksum.js';
import { newestSpan, spansOfMonths } from './chunkPlan.js';
import { inParallel } from './inParallel.js';
import { knownBooks, type KnownBooks } from './knownBooks.js';
import { fetchCompany } from './readCompany.js';
import { readLedgerSpan } from './readLedger.js';
import { readReports, type Reports } from './readReports.js';
import { accountsOfRun } from './runAccounts.js';
import type { RunContext } from './runContext.js';
import type { SyncCause } from './wants.js';

/** What a run has read and staged. */
export interface ReadBooks {
  readonly company: Company;
  /** Every account QuickBooks has now. */
  readonly accounts: AccountList;
  /** Balances by month, where they were read together with the rest. */
  readonly trial?: MonthlyTrialBalance | null;
  /** QuickBooks' reports, where they were read together with the rest. */
  readonly reports?: Reports;
}

/** Requests of one run under way at once; QuickBooks' limit per second holds besides. */
const WIDTH = 10;

/**
 * Reads what changed since the last good reading began, less an overlap, and stages it: one call says which accounts,
 * parties and documents, then the ledger of the months they touch, of the current month and of the future, and beside it
 * the reports that prove the result. Null when changes are not enough and everything has to be read.
 */
export async function readIncrement(context: RunContext, overlapMs: number): Promise<ReadBooks | null> {
  const { quickBooks, facts, lease, run } = context;
  if (facts.changedUntil === null) return null;
  const since = new Date(facts.changedUntil.getTime() - overlapMs);
  const found = await changedSince(quickBooks, since);
  if (!found) return null;
  const known = await context.reading((tx) => knownBooks(tx, lease.clientId, facts.booksVersion, found));
  const company = await companyNow(context, known, found);
  const changes = changedChunks(found, known, company.homeCurrency);
  if (!changes) return null;
  const { months, chunks } = changes;
  const accounts = accountsOfRun(context, changes.accounts, company.homeCurrency);
  for (const chunk of chunks) await context.gather(chunk, { phase: 'Reading what changed', percent: 20 });
  const spans = [newestSpan(run.asOf), ...spansOfMonths(months, run.asOf)];
  const read: { trial?: MonthlyTrialBalance | null; reports?: Reports } = {};
  let done = 0;
  const ledgers = spans.map((span) => async () => {
    const chunk = await readLedgerSpan(quickBooks, span, accounts, company.multiCurrency);
    done += 1;
    await context.gather(chunk, { phase: span.phase, percent: 20 + (60 * done) / spans.length });
  });
  const proofs = [
    async () => {
      const from = trialBalanceStart(known.firstDate, run.asOf);
      read.trial = await readTrialBalances(quickBooks, from, monthEnd(run.asOf), accounts);
    },
    async () => {
      const window = windowOf(known.historyFrom, run.asOf);
      read.reports = await readReports(quickBooks, { asOf: run.asOf, window }, accounts);
    },
  ];
  await inParallel([...ledgers.slice(0, WIDTH - 2), ...proofs, ...ledgers.slice(WIDTH - 2)], WIDTH, (task) => task());
  return { company, accounts, ...read };
}

/** What asks while somebody waits for the answer: the company's name and year are read by the next sweep. */
const IN_HASTE: ReadonlySet<SyncCause> = new Set(['NOTICE', 'BY_HAND']);

/** The company as it is kept where somebody waits; read again by sweeps, and when a currency appears. */
async function companyNow(context: RunContext, known: KnownBooks, found: ChangedEntities): Promise<Company> {
  const { company } = known;
  if (!company || !IN_HASTE.has(context.lease.cause)) return fetchCompany(context.quickBooks);
  const isForeign = [...found.changed.values()].some((rows) =>
    rows.some((row) => {
      const currency = row['CurrencyRef'] as { readonly value?: unknown } | undefined;
      return currency?.value !== undefined && currency.value !== company.homeCurrency;
    }),
  );
  return isForeign && !company.multiCurrency ? fetchCompany(context.quickBooks) : company;
}
