import type { Database, Scope } from '../platform/database.js';
import type { Notices } from '../platform/listener.js';
import type { Logger } from '../platform/logger.js';
import type { Principal } from '../principal.js';
import { refused } from '../refusals.js';
import { Audience } from './audience.js';
import { versionOf, versionRows } from './clientVersions.js';
import type { ClientVersion, SyncChanges } from './sync.types.js';

/**
 * Who looks at their clients right now, in this process, and what changed for them. A notice carries ids alone and goes
 * past row-level security; what a person is told is read in a transaction of their own. Never: an event for a client that
 * the person does not see.
 */
export interface SyncChangesService {
  /** Everything first, then what changes, until the caller ends it. Refuses NOT_SIGNED_IN without anybody. */
  subscribe(principal: Principal | null): AsyncIterableIterator<SyncChanges>;
  /** Screens that listen now. */
  readonly subscribers: number;
}

interface Parts {
  readonly database: Database;
  readonly logger: Logger;
  readonly notices: Notices;
}

/** Listens for as long as the process lives. */
export function createSyncChangesService({ database, logger, notices }: Parts): SyncChangesService {
  const firms = new Map<string, Map<string, Audience>>();
  const all = (): Audience[] => [...firms.values()].flatMap((audiences) => [...audiences.values()]);
  const read = (scope: Scope, ids: readonly string[] | null): Promise<ClientVersion[]> =>
    database.asPrincipal(scope, 'read', async (tx) => (await versionRows(tx, ids)).map(versionOf));
  const failed = (error: unknown): void => logger.error({ err: error }, 'changes could not be told');
  notices.on('client_changed', (payload) => {
    const [clientId, firmId, revision] = payload.split(' ');
    if (clientId === undefined || firmId === undefined) return;
    // A first revision is a client that was just made, 0 one whose people changed.
    const anew = Number(revision) <= 1;
    for (const audience of firms.get(firmId)?.values() ?? []) audience.heard(clientId, anew);
  });
  notices.onGap(() => {
    for (const audience of all()) audience.missed();
  });
  return {
    subscribe: (principal) => {
      if (!principal) throw refused('NOT_SIGNED_IN');
      const scope = { principalId: principal.id, firmId: principal.firmId };
      const audiences = firms.get(scope.firmId) ?? new Map<string, Audience>();
      firms.set(scope.firmId, audiences);
      const audience = audiences.get(scope.principalId) ?? new Audience(scope, read, failed);
      audiences.set(scope.principalId, audience);
      const subscriber = audience.join();
      subscriber.onEnd = () => {
        audience.leave(subscriber);
        if (audience.size > 0 || audiences.get(scope.principalId) !== audience) return;
        audiences.delete(scope.principalId);
        if (audiences.size === 0 && firms.get(scope.firmId) === audiences) firms.delete(scope.firmId);
      };
      return subscriber;
    },
    get subscribers() {
      return all().reduce((sum, { size }) => sum + size, 0);
    },
  };
}
