import DataLoader from 'dataloader';
import type { ReadTransaction } from '../platform/database.js';
import { ClientRow } from './clientRow.entity.js';

export interface ClientsLoaders {
  /** The list row of a client in the reader's scope; null when there is none. */
  readonly rowById: DataLoader<string, ClientRow | null>;
}

const LARGEST_BATCH = 200;

/** One statement for all ids asked for in one turn. */
export function createClientsLoaders(read: ReadTransaction): ClientsLoaders {
  return {
    rowById: new DataLoader<string, ClientRow | null>(
      async (ids) => {
        const tx = await read();
        const rows = await tx.find(ClientRow, { clientId: { $in: [...ids] } });
        const byId = new Map(rows.map((row) => [row.clientId, row]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      { maxBatchSize: LARGEST_BATCH },
    ),
  };
}
