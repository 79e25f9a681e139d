import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { foldForecast, type ItemMark } from '../../domain/operations/foldForecast.js';
import { comingOf } from '../console/comingDecisions.js';
import { baseOf } from '../console/draftImpact.js';
import { hasImpact } from '../console/hasImpact.js';
import type { ComingGround } from '../console/useComingGround.js';
import { NOT_REBUILT, whyUncounted } from '../console/whyUncounted.js';
import type { ReviewView } from '../offline/index.js';
import type { ForecastView } from './forecastParts.js';

/** What of it a forecast is counted with. */
export type ForecastGround = Omit<ComingGround, 'review'> & {
  readonly review: Pick<ReviewView, 'features' | 'console'> | null;
};

/** A forecast as it is shown: with what is coming counted, or without it and why. */
export interface CountedForecast {
  readonly forecast: ForecastView;
  /** Decisions that the server's forecast does not have, the first made first. */
  readonly coming: readonly DecisionShown[];
  /** What they did to items, by key; empty where they are not counted. */
  readonly marks: ReadonlyMap<string, ItemMark>;
  /** Why they are not counted; null where they are. */
  readonly why: string | null;
}

const NOT_IN_TIER = 'Counting them is not in this client’s tier.';
const NONE: ReadonlyMap<string, ItemMark> = new Map();

/** A forecast with the decisions that are not in it, or with the reason why they are not counted. Milliseconds of work. */
export function countedForecast(forecast: ForecastView, ground: ForecastGround): CountedForecast {
  const coming = comingIn(forecast, ground);
  const console = ground.review?.console ?? null;
  if (coming.length === 0 || ground.review === null || console === null) {
    return { forecast, coming: [], marks: NONE, why: null };
  }
  const why = hasImpact(ground.review)
    ? whyUncounted(coming, { view: console, ahead: forecast, isOld: ground.isOld })
    : NOT_IN_TIER;
  if (why !== null) return { forecast, coming, marks: NONE, why };
  const shown = foldForecast(forecast, baseOf(forecast, console.accounts), coming);
  if (shown === null) return { forecast, coming, marks: NONE, why: NOT_REBUILT };
  // The domain's units and read-only lists are the contract's numbers, dates and lists.
  const folded = { ...forecast, ...shown.folded } as unknown as ForecastView;
  return { forecast: folded, coming, marks: shown.marks, why: null };
}

/** As `comingOf`, without plans that this forecast has: the server has them in it from when they are applied. */
function comingIn(forecast: ForecastView, { review, decisions }: ForecastGround): readonly DecisionShown[] {
  const console = review?.console ?? null;
  if (console === null) return [];
  const coming = comingOf(decisions, console);
  if (coming.length === 0) return coming;
  const days = new Map(forecast.items.flatMap(({ key, date, movedFrom }) => (movedFrom === null ? [] : [[key, date]])));
  return coming.filter(
    ({ kind, state, documentKey, plannedFor }) =>
      kind !== 'PLAN' || state !== 'APPLIED' || days.get(documentKey) !== plannedFor,
  );
}
