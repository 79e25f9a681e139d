import DataLoader from 'dataloader';
import { NO_ADJUSTMENTS } from '../../domain/forecast/adjustments.js';
import type { ReadTransaction } from '../platform/database.js';
import { adjustmentsOf, type KeptAdjustments } from './adjustmentStore.js';
import { basesOf, type ForecastBasis } from './basisStore.js';

export interface ForecastsLoaders {
  /** What a client's forecast is made of; null before its first sync. */
  readonly basis: DataLoader<string, ForecastBasis | null>;
  readonly adjustments: DataLoader<string, KeptAdjustments>;
}

/** Bases are large. */
const MOST_BASES = 50;
const MOST_ADJUSTMENTS = 200;

export function createForecastsLoaders(read: ReadTransaction): ForecastsLoaders {
  return {
    basis: new DataLoader<string, ForecastBasis | null>(
      async (ids) => {
        const found = await basesOf(await read(), ids);
        return ids.map((id) => found.get(id) ?? null);
      },
      { maxBatchSize: MOST_BASES },
    ),
    adjustments: new DataLoader<string, KeptAdjustments>(
      async (ids) => {
        const found = await adjustmentsOf(await read(), ids);
        return ids.map((id) => found.get(id) ?? { ...NO_ADJUSTMENTS, events: [], planned: [] });
      },
      { maxBatchSize: MOST_ADJUSTMENTS },
    ),
  };
}
