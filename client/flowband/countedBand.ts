import type { UnreliableDocuments } from '../../domain/forecast/flowband.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { foldFlowband, foldListedFlowband, type FlowbandFolded } from '../../domain/operations/foldFlowband.js';
import { itemMarks, type ItemMark } from '../../domain/operations/foldForecast.js';
import { comingOf } from '../console/comingDecisions.js';
import type { ConsoleView } from '../console/console.js';
import { baseOf } from '../console/draftImpact.js';
import { issueMarks } from '../console/issueMarks.js';
import type { ComingGround } from '../console/useComingGround.js';
import { NOT_REBUILT, whyUncounted } from '../console/whyUncounted.js';
import { countedForecast } from '../forecast/countedForecast.js';
import type { ForecastView } from '../forecast/forecastParts.js';
import type { FlowbandView, HygieneView } from '../offline/index.js';

/** A Flowband as it is shown: with what is coming counted, or without it and why. */
export interface CountedBand {
  readonly flowband: FlowbandView;
  /** Decisions that the server's band does not have, the first made first. */
  readonly coming: readonly DecisionShown[];
  /** What they did to events, by key; empty where they are not counted. */
  readonly marks: ReadonlyMap<string, ItemMark>;
  /** Why they are not counted; null where they are. */
  readonly why: string | null;
}

const NOT_SETTLED = 'The events listed here do not settle what the band is with them.';
const NONE: CountedBand['marks'] = new Map();

/** A band with the decisions that are not in it, or with the reason why they are not counted. */
export function countedBand(flowband: FlowbandView, ground: ComingGround): CountedBand {
  const forecast = ground.review?.forecast ?? null;
  return forecast?.__typename === 'Forecast'
    ? inForecast(flowband, forecast, ground)
    : amongListed(flowband, ground, ground.review?.hygiene ?? null);
}

/** Counted into the forecast that the band is of. */
function inForecast(flowband: FlowbandView, forecast: ForecastView, ground: ComingGround): CountedBand {
  const { coming, marks, why } = countedForecast(forecast, ground);
  const view = ground.review?.console ?? null;
  if (view === null || coming.length === 0 || why !== null) return { flowband, coming, marks: NONE, why };
  const unreliable = unreliableBy(ground.review?.hygiene ?? null, view);
  const folded = foldFlowband(flowband, baseOf(forecast, view.accounts), coming, unreliable);
  if (folded === null) return { flowband, coming, marks: NONE, why: NOT_REBUILT };
  return { flowband: laidOver(flowband, folded), coming, marks, why: null };
}

/** Without a forecast: of the events that are listed, which are of the same books as the issues beside them. */
function amongListed(
  flowband: FlowbandView,
  { review, decisions, isOld }: ComingGround,
  hygiene: HygieneView | null,
): CountedBand {
  const view = review?.console ?? null;
  const coming = view === null ? [] : comingOf(decisions, view);
  if (view === null || coming.length === 0) return { flowband, coming: [], marks: NONE, why: null };
  const { asOf, currency } = flowband;
  const ahead = { asOf, currency, booksVersion: hygiene?.booksVersion ?? null };
  const why = whyUncounted(coming, { view, ahead, decisions, isOld });
  if (why !== null) return { flowband, coming, marks: NONE, why };
  const folded = foldListedFlowband(flowband, view.accounts, coming);
  if (folded === null) return { flowband, coming, marks: NONE, why: NOT_SETTLED };
  return {
    ...{ flowband: laidOver(flowband, folded), coming, why: null },
    marks: itemMarks([...folded.events, ...folded.inView], coming, asOf),
  };
}

/** The domain's units and read-only lists are the contract's numbers, dates and lists. */
function laidOver(flowband: FlowbandView, folded: FlowbandFolded): FlowbandView {
  return { ...flowband, ...folded } as unknown as FlowbandView;
}

/** As the server tells it: tidiness puts no figure in doubt. */
function unreliableBy(hygiene: HygieneView | null, view: ConsoleView): UnreliableDocuments {
  if (hygiene === null) return new Map();
  const tidy = new Set(hygiene.rules.flatMap(({ id, severity }) => (severity === 'TIDY' ? [id] : [])));
  const harmless = new Set(hygiene.issues.flatMap(({ id, ruleId }) => (tidy.has(ruleId) ? [id] : [])));
  const marks = [...issueMarks(hygiene, view)];
  return new Map(marks.map(([key, of]) => [key, of.flatMap(({ id }) => (harmless.has(id) ? [] : [id]))]));
}
