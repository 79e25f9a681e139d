import DataLoader from 'dataloader';
import type { ReadTransaction } from '../platform/database.js';
import { consolesOf, type ConsoleBooks } from './consoleBooks.js';

export interface DecisionsLoaders {
  /** Null before the first sync. */
  readonly console: DataLoader<string, ConsoleBooks | null>;
}

/** Open documents of a client are many. */
const MOST_CONSOLES = 50;

export function createDecisionsLoaders(read: ReadTransaction): DecisionsLoaders {
  return {
    console: new DataLoader<string, ConsoleBooks | null>(
      async (ids) => {
        const found = await consolesOf(await read(), ids);
        return ids.map((id) => found.get(id) ?? null);
      },
      { maxBatchSize: MOST_CONSOLES },
    ),
  };
}
