import { changesOf, currentAdjustments, markedInView, markedItems } from '../../domain/forecast/adjustments.js';
import { flowbandOf, type UnreliableDocuments } from '../../domain/forecast/flowband.js';
import { forecastFrom } from '../../domain/forecast/forecast.js';
import type { ForecastChange, ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import { forecastRefusal } from '../../domain/forecastAsking.js';
import type { Refusal } from '../../domain/refusal.js';
import type { FeaturesService } from '../features/features.service.js';
import type { KeptAdjustments } from './adjustmentStore.js';
import type { ForecastBasis } from './basisStore.js';
import { createForecastChanges, type ForecastChanges, type ForecastChangesParts } from './forecastChanges.js';
import type { ClientType, ForecastType } from './forecast.types.js';
import type { FlowbandType } from './flowband.types.js';

/** Events in view without a day that the Flowband lists. */
const MOST_IN_VIEW = 100;

export type { ForecastAsking } from './forecastChanges.js';

/** How a forecast's parts are read in a request, each in one statement for all clients that are asked for. */
export interface ForecastReader {
  basis(clientId: string): Promise<ForecastBasis | null>;
  adjustments(clientId: string): Promise<KeptAdjustments>;
  /** Open issues by the documents they make unreliable. */
  unreliable(clientId: string): Promise<UnreliableDocuments>;
}

/** What a forecast is computed from: the books' part and what advisors changed. */
export interface AdjustedInputs {
  readonly inputs: ForecastInputs;
  readonly changes: readonly ForecastChange[];
}

/**
 * Computes forecasts on reading, from what the sync kept and what advisors changed: milliseconds, without the books. What
 * the tier does not have is refused; the Flowband is then shown with the events in the books alone.
 */
export interface ForecastsService extends ForecastChanges {
  /** Null before the first sync; FEATURE_OFF where the tier has none, before anything is read; NO_DATA where books have no ground for one. */
  forecast(client: ClientType, read: ForecastReader): Promise<ForecastType | Refusal | null>;
  /** Null before the first sync. */
  flowband(client: ClientType, read: ForecastReader): Promise<FlowbandType | null>;
  /** What the client's forecast is computed from; null before the first sync. Ask the gate first. */
  adjusted(clientId: string, read: Pick<ForecastReader, 'basis' | 'adjustments'>): Promise<AdjustedInputs | null>;
}

export function createForecastsService(
  parts: ForecastChangesParts & { readonly features: Pick<FeaturesService, 'has' | 'refusal'> },
): ForecastsService {
  return {
    forecast: async (client, read) => parts.features.refusal(client.tier, 'FORECAST') ?? readForecast(client.id, read),
    flowband: (client, read) => readFlowband(client.id, parts.features.has(client.tier, 'FORECAST'), read),
    adjusted: readAdjusted,
    ...createForecastChanges(parts),
  };
}

async function readAdjusted(
  clientId: string,
  read: Pick<ForecastReader, 'basis' | 'adjustments'>,
): Promise<AdjustedInputs | null> {
  const [basis, adjustments] = await Promise.all([read.basis(clientId), read.adjustments(clientId)]);
  return basis && { inputs: basis.inputs, changes: changesOf(adjustments, basis.inputs) };
}

async function readForecast(clientId: string, read: ForecastReader): Promise<ForecastType | Refusal | null> {
  const [basis, adjustments] = await Promise.all([read.basis(clientId), read.adjustments(clientId)]);
  if (!basis) return null;
  const missing = forecastRefusal(basis.inputs);
  if (missing) return missing;
  const left = new Set(currentAdjustments(adjustments, basis.inputs).off);
  const forecast = forecastFrom(basis.inputs, changesOf(adjustments, basis.inputs));
  return {
    ...forecast,
    booksVersion: basis.booksVersion,
    items: markedItems(basis.inputs, adjustments),
    inView: markedInView(basis.inputs, adjustments),
    series: basis.inputs.series.map((series) => ({ ...series, off: left.has(series.key) })),
    added: adjustments.events,
    trackRecord: basis.trackRecord,
  };
}

/** Without the forecast, advisors' changes of it count for nothing either; a day that a decision planned does. */
async function readFlowband(clientId: string, recurring: boolean, read: ForecastReader): Promise<FlowbandType | null> {
  const [basis, adjustments, unreliable] = await Promise.all([
    read.basis(clientId),
    read.adjustments(clientId),
    read.unreliable(clientId),
  ]);
  if (!basis) return null;
  const counted = recurring ? adjustments : { events: [], off: [], moved: adjustments.planned };
  const changes = changesOf(counted, basis.inputs);
  const band = flowbandOf(basis.inputs, changes, unreliable, { recurring });
  const inView = band.inView.slice(0, MOST_IN_VIEW);
  return { ...band, inView, moreInView: band.inView.length - inView.length };
}
