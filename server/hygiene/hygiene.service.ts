import { RULE_LIST } from '../../domain/hygiene/rules/rules.js';
import { orderIssues } from '../../domain/hygiene/issueOrder.js';
import { priceIssues, type HygienePrices, type OpenIssue } from '../../domain/hygiene/pricing.js';
import { ISSUE_STATES } from '../../domain/issues/issueState.js';
import type { Refusal } from '../../domain/refusal.js';
import type { ClientType } from '../clients/client.types.js';
import type { FeaturesService } from '../features/features.service.js';
import type { AdjustedInputs } from '../forecasts/forecasts.service.js';
import { createIssueChanges, type IssueChanges, type IssueChangesParts } from './issueChanges.js';
import type { HygieneType } from './hygiene.types.js';
import { createHygieneSettings, type HygieneSettings, type HygieneSettingsParts } from './hygieneSettings.js';
import type { HygieneIssue, HygieneRuleType } from './issues.types.js';
import type { HygienePricesType } from './prices.types.js';
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
  /** Null before the first sync. */
  hygiene(client: ClientType, read: HygieneReader): Promise<HygieneType | null>;
  /** Open first in the client's order, then snoozed, dismissed, settled. */
  issues(hygiene: HygieneType, read: HygieneReader): Promise<HygieneIssue[]>;
  /** The rules with an issue that is shown, in the order of the table. */
  rules(hygiene: HygieneType, read: HygieneReader): Promise<HygieneRuleType[]>;
  /** FEATURE_OFF where the tier has no issue priority. */
  prices(hygiene: HygieneType, read: HygieneReader): Promise<HygienePricesType | Refusal>;
}

export interface HygieneParts extends IssueChangesParts, HygieneSettingsParts {
  readonly features: Pick<FeaturesService, 'has' | 'refusal'>;
  /** Address of QuickBooks' own app, which links lead to. */
  readonly quickBooksAppUrl: string;
}

export function createHygieneService(parts: HygieneParts): HygieneService {
  const { features, quickBooksAppUrl } = parts;
  return {
    hygiene: async (client, read) => {
      const score = await read.score(client.id);
      const order = features.has(client.tier, 'ISSUE_PRIORITY') ? 'PRICE' : 'SEVERITY';
      return score && presentHygiene(client, score, order);
    },
    issues: async (hygiene, read) => {
      const issues = await read.issues(hygiene.client.id);
      const prices = hygiene.order === 'PRICE' ? await pricesOf(hygiene, read) : null;
      return inOrder(issues, prices).map((issue) => presentIssue(issue, quickBooksAppUrl));
    },
    rules: async ({ client }, read) => {
      const found = new Set((await read.issues(client.id)).map(({ rule }) => rule));
      return RULE_LIST.filter(({ id }) => found.has(id)).map(({ counted, ...rule }) => ({
        ...rule,
        countedOne: counted.one,
        countedMany: counted.many,
      }));
    },
    prices: async (hygiene, read) => features.refusal(hygiene.client.tier, 'ISSUE_PRIORITY') ?? pricesOf(hygiene, read),
    ...createIssueChanges(parts),
    ...createHygieneSettings(parts),
  };
}

function presentHygiene(client: ClientType, score: ShownScore, order: HygieneType['order']): HygieneType {
  const { asOf, value, lines, before } = score;
  return { asOf, booksVersion: client.booksVersion, score: { value, lines }, scoreBefore: before, order, client };
}

/** Worked out once for an answer, whoever asks: the order of the issues and their prices are one calculation. */
function pricesOf(hygiene: HygieneType, read: HygieneReader): Promise<HygienePrices> {
  hygiene.priced ??= priceOpen(hygiene.client.id, read);
  return hygiene.priced;
}

async function priceOpen(clientId: string, read: HygieneReader): Promise<HygienePrices> {
  const [issues, forecast] = await Promise.all([read.issues(clientId), read.forecast(clientId)]);
  // One transaction of the sync keeps both the score and what the forecast is made of.
  if (!forecast) throw new Error(`client ${clientId} has issues and no forecast`);
  return priceIssues(forecast.inputs, forecast.changes, openOf(issues));
}

function openOf(issues: readonly ShownIssue[]): readonly OpenIssue[] {
  return issues.flatMap(({ id, rule, finding, state }) => (state === 'OPEN' ? [{ id, rule, finding, state }] : []));
}

function inOrder(issues: readonly ShownIssue[], prices: HygienePrices | null): ShownIssue[] {
  const byState = Map.groupBy(issues, ({ state }) => state);
  // What is not open has no price.
  return ISSUE_STATES.flatMap((state) => orderIssues(byState.get(state) ?? [], state === 'OPEN' ? prices : null));
}
