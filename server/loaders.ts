import { createClientsLoaders, type ClientsLoaders } from './clients/clients.loaders.js';
import { createConnectionsLoaders, type ConnectionsLoaders } from './connections/connections.loaders.js';
import { createDecisionsLoaders, type DecisionsLoaders } from './decisions/decisions.loaders.js';
import { createDigestsLoaders, type DigestsLoaders } from './digests/digests.loaders.js';
import { createForecastsLoaders, type ForecastsLoaders } from './forecasts/forecasts.loaders.js';
import { createHygieneLoaders, type HygieneLoaders } from './hygiene/hygiene.loaders.js';
import { createOperationsLoaders, type OperationsLoaders } from './operations/operations.loaders.js';
import type { ReadTransaction } from './platform/database.js';
import { createRitualsLoaders, type RitualsLoaders } from './rituals/rituals.loaders.js';

/** The request's loaders: each batches what resolvers ask for, within the request's one read transaction. */
export interface Loaders {
  readonly clients: ClientsLoaders;
  readonly connections: ConnectionsLoaders;
  readonly decisions: DecisionsLoaders;
  readonly digests: DigestsLoaders;
  readonly forecasts: ForecastsLoaders;
  readonly hygiene: HygieneLoaders;
  readonly operations: OperationsLoaders;
  readonly rituals: RitualsLoaders;
}

/** Made anew for every request; a room adds its own here. */
export function createLoaders(read: ReadTransaction): Loaders {
  return {
    clients: createClientsLoaders(read),
    connections: createConnectionsLoaders(read),
    decisions: createDecisionsLoaders(read),
    digests: createDigestsLoaders(read),
    forecasts: createForecastsLoaders(read),
    hygiene: createHygieneLoaders(read),
    operations: createOperationsLoaders(read),
    rituals: createRitualsLoaders(read),
  };
}
