import { AdvisorsResolver } from './advisors/advisors.resolver.js';
import { ClientsResolver } from './clients/clients.resolver.js';
import type { ResolverClass } from './contract/contract.js';

/** Every resolver class of the rooms; a room adds its own here. */
export const resolvers: readonly ResolverClass[] = [AdvisorsResolver, ClientsResolver];
