import { AdvisorsResolver } from './advisors/advisors.resolver.js';
import { ClientsResolver } from './clients/clients.resolver.js';
import { ConnectionsResolver } from './connections/connections.resolver.js';
import type { ResolverClass } from './contract/contract.js';
import { DecisionsResolver } from './decisions/decisions.resolver.js';
import { ClientDigestResolver, DigestsResolver } from './digests/digests.resolver.js';
import { FeaturesResolver } from './features/features.resolver.js';
import { ForecastsResolver } from './forecasts/forecasts.resolver.js';
import { ClientHygieneResolver, HygieneResolver } from './hygiene/hygiene.resolver.js';
import { OperationsResolver } from './operations/operations.resolver.js';
import { ConnectionResolver } from './quickbooks/connection.resolver.js';
import { RitualsResolver } from './rituals/rituals.resolver.js';
import { SyncResolver } from './sync/sync.resolver.js';

/** Every resolver class of the rooms; a room adds its own here. */
export const resolvers: readonly ResolverClass[] = [
  AdvisorsResolver,
  ClientsResolver,
  DecisionsResolver,
  ClientDigestResolver,
  DigestsResolver,
  FeaturesResolver,
  ForecastsResolver,
  ClientHygieneResolver,
  HygieneResolver,
  OperationsResolver,
  ConnectionResolver,
  ConnectionsResolver,
  RitualsResolver,
  SyncResolver,
];
