import DataLoader from 'dataloader';
import type { ReadTransaction } from '../platform/database.js';
import { newestReceipts } from './receipts.js';

export interface OperationsLoaders {
  /** By client: the newest operations of who asks that were done. One statement for any number of clients. */
  readonly received: DataLoader<string, readonly string[]>;
}

/** The largest page of clients. */
const MOST_CLIENTS = 200;

export function createOperationsLoaders(read: ReadTransaction): OperationsLoaders {
  return {
    received: new DataLoader<string, readonly string[]>(
      async (clientIds) => {
        const found = await newestReceipts(await read(), clientIds);
        return clientIds.map((clientId) => found.get(clientId) ?? []);
      },
      { maxBatchSize: MOST_CLIENTS },
    ),
  };
}
