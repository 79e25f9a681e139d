import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { ForecastView } from '../forecast/forecastParts.js';
import { comingInto, comingOf } from './comingDecisions.js';
import type { ConsoleView } from './console.js';
import { whyUncounted } from './whyUncounted.js';

/** What figures after decisions begin with. */
export interface CountedComing {
  /** See `comingOf` and `comingInto`; none where they are not counted. */
  readonly coming: readonly DecisionShown[];
  /** How many are not, and why, in a sentence; null where all that are coming are counted. */
  readonly uncounted: { readonly count: number; readonly why: string } | null;
}

export interface ComingFigures {
  readonly view: ConsoleView;
  /** The one beside them; null where there is none, and cash alone is told. */
  readonly forecast: ForecastView | null;
  /** The client's home currency. */
  readonly currency: string;
  /** By this device's clock decisions on these figures have expired. */
  readonly isOld: boolean;
}

/** The decisions that the forecast and the Flowband count; none where `whyUncounted` says why. `decisions`: newest first. */
export function countedComing(
  decisions: readonly DecisionShown[],
  { view, forecast, currency, isOld }: ComingFigures,
): CountedComing {
  const coming = forecast === null ? comingOf(decisions, view) : comingInto(forecast, decisions, view);
  if (coming.length === 0) return { coming, uncounted: null };
  const { asOf, booksVersion } = view;
  const ahead = forecast ?? { asOf, booksVersion, currency };
  const why = whyUncounted(coming, { view, ahead, decisions, isOld });
  return why === null ? { coming, uncounted: null } : { coming: [], uncounted: { count: coming.length, why } };
}
