import { createAdvisorsService, type AdvisorsService } from './advisors/advisors.service.js';
import { createClientsService, type ClientsService } from './clients/clients.service.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import type { Logger } from './platform/logger.js';
import type { KeyRing } from './platform/secrets.js';

/** What services are made of. */
export interface ServiceParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sessionKeys: KeyRing;
  readonly tokenKeys: KeyRing;
  /** Whether the demo's people may be listed. */
  readonly demo: boolean;
}

/** The verbs of the product, one service a room. */
export interface Services {
  readonly advisors: AdvisorsService;
  readonly clients: ClientsService;
}

/** A room adds its service here. */
export function createServices(parts: ServiceParts): Services {
  return { advisors: createAdvisorsService(parts), clients: createClientsService(parts) };
}
