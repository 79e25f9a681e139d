import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { forecastFrom } from '../../domain/forecast/forecast.js';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import { forecastInputs } from '../../domain/forecast/inputsOf.js';
import { trackRecord, type TrackRecord } from '../../domain/forecast/trackRecord.js';
import type { FoundIssue } from '../../domain/hygiene/findAll.js';
import { HygieneSource } from '../../domain/hygiene/hygieneSource.js';
import { INSIGHTS_VERSION } from '../../domain/hygiene/insightsVersion.js';
import { RULE_IDS, type RuleId } from '../../domain/hygiene/ruleIds.js';
import { RULE_LIST } from '../../domain/hygiene/rules/rules.js';
import type { SettingValues } from '../../domain/hygiene/settings.js';
import { judgedBy, type KnownIssue } from '../../domain/issues/knownIssues.js';
import type { IsoDate } from '../../domain/units.js';
import { loadHygieneBooks } from '../books/hygieneBooks.js';
import { judgedWith, type JudgedWith } from '../hygiene/knownIssues.js';
import type { EntityManager } from '../platform/database.js';
import type { Company } from '../quickbooks/mapping/company.js';
import { tellInsightFailure } from './insightFailure.js';
import type { RunContext } from './runContext.js';
import type { RunFigures } from './runFigures.js';

/** What the rules find in a version of the books, and what its forecast is made of. */
export interface RunInsights {
  readonly asOf: IsoDate;
  readonly found: readonly FoundIssue[];
  /** Rules that failed on these books: their issues stay as they were. */
  readonly notJudged: readonly RuleId[];
  /** Issues older than these books can judge: they stay as they were too. */
  readonly beyond: readonly KnownIssue[];
  /** Null where it could not be made: the one before stands. */
  readonly basis: { readonly inputs: ForecastInputs; readonly trackRecord: TrackRecord } | null;
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
 * same books, date, settings and code. The books are loaded here and let go here, when those of the figures are gone.
 * Figures never wait for it: what fails is logged under a reference and told apart, rule by rule and the forecast by itself.
 */
export async function runInsights(context: RunContext, ground: InsightsGround): Promise<RunInsights | null> {
  const { lease, run } = context;
  const { judgedOn, madeOf, kept } = await context.reading(async (tx) => {
    const read = await judgedWith(tx, lease);
    const name = nameOf(ground, run.asOf, read.values);
    return { judgedOn: read, madeOf: name, kept: await keptInsights(tx, lease.clientId) };
  });
  if (kept === madeOf) return null;
  const made = { asOf: run.asOf, values: judgedOn.values, madeOf };
  const source = await sourceOf(context, ground);
  if (!source) return { ...made, found: [], notJudged: RULE_IDS, beyond: [], basis: null };
  const judged = judge(context, source, judgedOn);
  // Large books take a while: who asks this process for something meanwhile is answered in between.
  await breathe();
  return { ...made, ...judged, basis: await basisOf(context, source) };
}

async function sourceOf(context: RunContext, ground: InsightsGround): Promise<HygieneSource | null> {
  const { lease, run } = context;
  const { company, written, figures } = ground;
  try {
    const books = await context.reading((tx) => loadHygieneBooks(tx, lease.clientId, written, run.asOf, company));
    return new HygieneSource(books, figures.settings, run.asOf);
  } catch (error) {
    tellInsightFailure(context, 'the books of all rules and of the forecast', error);
    return null;
  }
}

function judge(
  context: RunContext,
  source: HygieneSource,
  { values, known }: JudgedWith,
): Pick<RunInsights, 'found' | 'notJudged' | 'beyond'> {
  const notJudged: RuleId[] = [];
  const ofRule = Map.groupBy(known, ({ rule }) => rule);
  const judged = RULE_LIST.flatMap(({ id }) => {
    try {
      return [judgedBy(id, source, values, ofRule.get(id) ?? [])];
    } catch (error) {
      tellInsightFailure(context, `the rule ${id}`, error);
      notJudged.push(id);
      return [];
    }
  });
  return {
    found: judged.flatMap(({ found }) => found),
    notJudged,
    beyond: judged.flatMap(({ beyond }) => beyond),
  };
}

async function basisOf(context: RunContext, { snapshots }: HygieneSource): Promise<RunInsights['basis']> {
  const { asOf } = context.run;
  try {
    const inputs = forecastInputs(snapshots, asOf);
    // Inputs that no forecast can be computed from are not kept in place of some that one can.
    forecastFrom(inputs);
    await breathe();
    return { inputs, trackRecord: trackRecord(snapshots, asOf) };
  } catch (error) {
    tellInsightFailure(context, 'the forecast', error);
    return null;
  }
}

/** What the kept ones were made of; null where there is no basis of a forecast. */
async function keptInsights(tx: EntityManager, clientId: string): Promise<string | null> {
  const [row] = await tx.execute<{ insights_of: string | null }[]>(
    'select k.insights_of from books k join forecast_basis b on b.client_id = k.client_id where k.client_id = ?',
    [clientId],
  );
  return row?.insights_of ?? null;
}

function nameOf({ company, shown, figures }: InsightsGround, asOf: IsoDate, values: SettingValues): string {
  const { homeCurrency, fiscalYearStartMonth, bookCloseDate } = company;
  const firm = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const books = [asOf, shown, homeCurrency, fiscalYearStartMonth, bookCloseDate];
  const parts = [INSIGHTS_VERSION, RULE_IDS, books, figures.settingsVersion, firm];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
}
