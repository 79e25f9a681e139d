import { RULE_LIST } from '../../domain/hygiene/rules/rules.js';
import { forecastRefusal, NO_FORECAST } from '../../domain/forecastAsking.js';
import { priceIssues, type HygienePrices, type OpenIssue } from '../../domain/hygiene/pricing.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { ClientType } from '../clients/client.types.js';
import type { FeaturesService } from '../features/features.service.js';
import type { AdjustedInputs } from '../forecasts/forecasts.service.js';
import { createIssueChanges, type IssueChanges, type IssueChangesParts } from './issueChanges.js';
import type { HygieneType, IssueOrder } from './hygiene.types.js';
import { createHygieneSettings, type HygieneSettings, type HygieneSettingsParts } from './hygieneSettings.js';
import type { HygieneIssue, HygieneRuleType } from './issues.types.js';
import type { HygienePricesType } from './prices.types.js';
import { listedIssues, type ListedIssues } from './listedIssues.js';
import { presentIssue, type ShownIssue } from './shownIssues.js';
import type { ShownScore } from './shownScores.js';

export type { IssuesAsking, IssuesDone } from './issueChanges.js';

/** How a client's issues are read in a request, each in one statement for all clients that are asked for. */
export interface HygieneReader {
  issues(clientId: string): Promise<readonly ShownIssue[]>;
  score(clientId: string): Promise<ShownScore | null>;
  /** What the client's forecast is computed from; null before the first sync. */
  forecast(clientId: string): Promise<AdjustedInputs | null>;
}

/**
 * A client's issues as the newest sync and the people left them. Reads what was kept; prices are computed on reading, from
 * the same inputs as the forecast. What the tier does not have is refused before anything of it is read.
 */
export interface HygieneService extends IssueChanges, HygieneSettings {
  /** Null before rules judged the client's books. */
  hygiene(client: ClientType, read: HygieneReader): Promise<HygieneType | null>;
  /** By price where there are prices. */
  order(hygiene: HygieneType, read: HygieneReader): Promise<IssueOrder>;
  /** Open first in the client's order, then snoozed, dismissed, settled; the first 500 of each. */
  issues(hygiene: HygieneType, read: HygieneReader): Promise<HygieneIssue[]>;
  /** How many there are beyond those. */
  moreIssues(hygiene: HygieneType, read: HygieneReader): Promise<number>;
  /** The rules with an issue that is shown, in the order of the table. */
  rules(hygiene: HygieneType, read: HygieneReader): Promise<HygieneRuleType[]>;
  /** FEATURE_OFF where the tier has no issue priority, NO_DATA where there is no forecast. */
  prices(hygiene: HygieneType, read: HygieneReader): Promise<HygienePricesType | Refusal>;
}

export interface HygieneParts extends IssueChangesParts, HygieneSettingsParts {
  readonly features: Pick<FeaturesService, 'refusal'>;
  /** Address of QuickBooks' own app, which links lead to. */
  readonly quickBooksAppUrl: string;
}

export function createHygieneService(parts: HygieneParts): HygieneService {
  const { features, quickBooksAppUrl } = parts;
  return {
    hygiene: async (client, read) => {
      const score = await read.score(client.id);
      return score && presentHygiene(client, score);
    },
    order: async (hygiene, read) => ('code' in (await pricesOf(hygiene, read, features)) ? 'SEVERITY' : 'PRICE'),
    issues: async (hygiene, read) => {
      const { issues } = await listedOf(hygiene, read, features);
      return issues.map((issue) => presentIssue(issue, quickBooksAppUrl));
    },
    moreIssues: async (hygiene, read) => (await listedOf(hygiene, read, features)).more,
    rules: async ({ client }, read) => {
      const found = new Set((await read.issues(client.id)).map(({ rule }) => rule));
      return RULE_LIST.filter(({ id }) => found.has(id)).map(({ counted, ...rule }) => ({
        ...rule,
        countedOne: counted.one,
        countedMany: counted.many,
      }));
    },
    prices: async (hygiene, read) => {
      const prices = await pricesOf(hygiene, read, features);
      if ('code' in prices) return prices;
      const listed = new Set((await listedOf(hygiene, read, features)).issues.map(({ id }) => id));
      return { ...prices, byIssue: prices.byIssue.filter(({ issueId }) => listed.has(issueId)) };
    },
    ...createIssueChanges(parts),
    ...createHygieneSettings(parts),
  };
}

function presentHygiene(client: ClientType, score: ShownScore): HygieneType {
  const { asOf, value, lines, notJudged, before } = score;
  return { asOf, notJudged, booksVersion: client.booksVersion, score: { value, lines }, scoreBefore: before, client };
}

type Gate = Pick<FeaturesService, 'refusal'>;

/** Worked out once for an answer, whoever asks: the order of the issues and their prices are one calculation. */
function pricesOf(hygiene: HygieneType, read: HygieneReader, features: Gate): Promise<HygienePrices | Refusal> {
  const { id, tier } = hygiene.client;
  hygiene.priced ??= Promise.resolve(features.refusal(tier, 'ISSUE_PRIORITY') ?? priceOpen(id, read));
  return hygiene.priced;
}

async function priceOpen(clientId: string, read: HygieneReader): Promise<HygienePrices | Refusal> {
  const [issues, forecast] = await Promise.all([read.issues(clientId), read.forecast(clientId)]);
  if (!forecast) return refuse('NO_DATA', null, NO_FORECAST);
  const missing = forecastRefusal(forecast.inputs);
  return missing ?? priceIssues(forecast.inputs, forecast.changes, openOf(issues));
}

/** Worked out once, as the prices are. */
function listedOf(hygiene: HygieneType, read: HygieneReader, features: Gate): Promise<ListedIssues> {
  hygiene.listed ??= listed(hygiene, read, features);
  return hygiene.listed;
}

async function listed(hygiene: HygieneType, read: HygieneReader, features: Gate): Promise<ListedIssues> {
  const [issues, prices] = await Promise.all([read.issues(hygiene.client.id), pricesOf(hygiene, read, features)]);
  return listedIssues(issues, 'code' in prices ? null : prices);
}

function openOf(issues: readonly ShownIssue[]): readonly OpenIssue[] {
  return issues.flatMap(({ id, rule, finding, state }) => (state === 'OPEN' ? [{ id, rule, finding, state }] : []));
}
