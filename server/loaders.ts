import { createClientsLoaders, type ClientsLoaders } from './clients/clients.loaders.js';
import { createConnectionsLoaders, type ConnectionsLoaders } from './connections/connections.loaders.js';
import { createDigestsLoaders, type DigestsLoaders } from './digests/digests.loaders.js';
import { createForecastsLoaders, type ForecastsLoaders } from './forecasts/forecasts.loaders.js';
import { createHygieneLoaders, type HygieneLoaders } from './hygiene/hygiene.loaders.js';
import type { ReadTransaction } from './platform/database.js';

/** The request's loaders: each batches what resolvers ask for, within the request's one read transaction. */
export interface Loaders {
  readonly clients: ClientsLoaders;
  readonly connections: ConnectionsLoaders;
  readonly digests: DigestsLoaders;
  readonly forecasts: ForecastsLoaders;
  readonly hygiene: HygieneLoaders;
}

/** Made anew for every request; a room adds its own here. */
export function createLoaders(read: ReadTransaction): Loaders {
  return {
    clients: createClientsLoaders(read),
    connections: createConnectionsLoaders(read),
    digests: createDigestsLoaders(read),
    forecasts: createForecastsLoaders(read),
    hygiene: createHygieneLoaders(read),
  };
}
