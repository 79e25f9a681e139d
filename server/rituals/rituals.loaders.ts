import DataLoader from 'dataloader';
import type { ReadTransaction } from '../platform/database.js';
import { readRituals, type RitualKey } from './ritualStore.js';
import type { RitualType } from './rituals.types.js';

export interface RitualsLoaders {
  /** The review of a client in a week; null when nobody began it. One statement for any number of clients. */
  readonly ritual: DataLoader<RitualKey, RitualType | null, string>;
}

/** The largest page of clients. */
const MOST_RITUALS = 200;

export function createRitualsLoaders(read: ReadTransaction): RitualsLoaders {
  return {
    ritual: new DataLoader<RitualKey, RitualType | null, string>(
      async (keys) => {
        const found = await readRituals(await read(), keys);
        return keys.map((key) => found.get(nameOf(key)) ?? null);
      },
      { maxBatchSize: MOST_RITUALS, cacheKeyFn: nameOf },
    ),
  };
}

function nameOf({ clientId, week }: RitualKey): string {
  return `${clientId} ${week}`;
}
