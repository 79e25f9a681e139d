import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import { forecastInputs } from '../../domain/forecast/inputsOf.js';
import { trackRecord, type TrackRecord } from '../../domain/forecast/trackRecord.js';
import { findAll, type FoundIssue } from '../../domain/hygiene/findAll.js';
import { HygieneSource } from '../../domain/hygiene/hygieneSource.js';
import type { SettingValues } from '../../domain/hygiene/settings.js';
import type { IsoDate } from '../../domain/units.js';
import { loadHygieneBooks } from '../books/hygieneBooks.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import { keepBasis } from '../forecasts/basisStore.js';
import { keepIssues } from '../hygiene/issueStore.js';
import { loadSettingValues } from '../hygiene/scoreStore.js';
import type { EntityManager } from '../platform/database.js';
import type { Company } from '../quickbooks/mapping/company.js';
import type { RunContext } from './runContext.js';
import type { RunFigures } from './runFigures.js';

/** What the rules find in a version of the books, and what its forecast is made of. */
export interface RunInsights {
  readonly found: readonly FoundIssue[];
  readonly inputs: ForecastInputs;
  readonly trackRecord: TrackRecord;
  /** The firm's thresholds and weights they were found by. */
  readonly values: SettingValues;
  /** Names all that they were made of. */
  readonly madeOf: string;
}

/** The version they are made from, and the number under which it will be shown. */
export interface InsightsGround {
  readonly company: Company;
  readonly written: number;
  readonly shown: number;
  readonly figures: Pick<RunFigures, 'settings' | 'settingsVersion'>;
}

/**
 * The issues and the forecast's ground of a version, as of the run's date. Null where those that are kept were made of the
 * same books, date and settings. The books are loaded here and let go here, when those of the figures are gone.
 */
export async function runInsights(context: RunContext, ground: InsightsGround): Promise<RunInsights | null> {
  const { lease, run } = context;
  const { settings, settingsVersion } = ground.figures;
  const loaded = await context.reading(async (tx) => {
    const values = await loadSettingValues(tx, lease.firmId);
    const madeOf = nameOf(ground, run.asOf, settingsVersion, values);
    if ((await keptInsights(tx, lease.clientId)) === madeOf) return null;
    const books = await loadHygieneBooks(tx, lease.clientId, ground.written, run.asOf, ground.company);
    return { books, values, madeOf };
  });
  if (!loaded) return null;
  const { books, values, madeOf } = loaded;
  const source = new HygieneSource(books, settings, run.asOf);
  const found = findAll(source, values);
  // Large books take a while: who asks this process for something meanwhile is answered in between.
  await breathe();
  const inputs = forecastInputs(source.snapshots, run.asOf);
  await breathe();
  return { found, inputs, trackRecord: trackRecord(source.snapshots, run.asOf), values, madeOf };
}

/** Keeps them with the version that is published. The caller's transaction is the publishing one. */
export async function keepInsights(
  tx: EntityManager,
  owner: BooksOwner,
  { found, inputs, trackRecord: tracked, values, madeOf }: RunInsights,
  at: { readonly booksVersion: number; readonly settingsVersion: number; readonly now: Date },
): Promise<void> {
  const { asOf } = inputs;
  const { booksVersion, settingsVersion, now } = at;
  await keepIssues(tx, owner, found, { asOf, booksVersion, now, values });
  await keepBasis(tx, owner, { asOf, booksVersion, settingsVersion, inputs, trackRecord: tracked, now });
  await tx.execute('update books set insights_of = ? where client_id = ?', [madeOf, owner.clientId]);
}

/** What the kept ones were made of; null where there is no basis of a forecast. */
async function keptInsights(tx: EntityManager, clientId: string): Promise<string | null> {
  const [row] = await tx.execute<{ insights_of: string | null }[]>(
    'select k.insights_of from books k join forecast_basis b on b.client_id = k.client_id where k.client_id = ?',
    [clientId],
  );
  return row?.insights_of ?? null;
}

function nameOf(
  { company, shown }: InsightsGround,
  asOf: IsoDate,
  settingsVersion: number,
  values: SettingValues,
): string {
  const { homeCurrency, fiscalYearStartMonth, bookCloseDate } = company;
  const firm = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [asOf, shown, settingsVersion, homeCurrency, fiscalYearStartMonth, bookCloseDate, firm];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
}
