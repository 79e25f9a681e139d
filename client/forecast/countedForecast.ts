import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { foldForecast, type ItemMark } from '../../domain/operations/foldForecast.js';
import { comingInto } from '../console/comingDecisions.js';
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
  const console = ground.review?.console ?? null;
  const coming = console === null ? [] : comingInto(forecast, ground.decisions, console);
  if (coming.length === 0 || ground.review === null || console === null) {
    return { forecast, coming: [], marks: NONE, why: null };
  }
  const why = hasImpact(ground.review)
    ? whyUncounted(coming, { ...ground, view: console, ahead: forecast })
    : NOT_IN_TIER;
  if (why !== null) return { forecast, coming, marks: NONE, why };
  const shown = foldForecast(forecast, baseOf(forecast, console.accounts), coming);
  if (shown === null) return { forecast, coming, marks: NONE, why: NOT_REBUILT };
  // The domain's units and read-only lists are the contract's numbers, dates and lists.
  const folded = { ...forecast, ...shown.folded } as unknown as ForecastView;
  return { forecast: folded, coming, marks: shown.marks, why: null };
}
