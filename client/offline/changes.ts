import type { ChangesView, OverviewView } from './view.js';

type SyncState = OverviewView['versions'][number]['sync']['state'];

/**
 * The overview after an event: a complete one replaces what was known, a later one replaces the clients it names. Clients
 * that did not change stay the same objects. Null when a part came before anything whole was known.
 */
export function mergeChanges(known: OverviewView | null, { complete, versions }: ChangesView): OverviewView | null {
  if (complete) return overviewOf(versions);
  if (known === null) return null;
  const changed = new Map(versions.map((line) => [line.clientId, line]));
  const merged = known.versions.map((line) => {
    const newer = changed.get(line.clientId);
    changed.delete(line.clientId);
    return newer ?? line;
  });
  return overviewOf([...merged, ...changed.values()]);
}

/** What decides whether the list reads differently: each client's version and how its sync stands. Not its progress. */
export function listVersionOf({ versions }: OverviewView): string {
  return versions
    .map(({ clientId, version, sync }) => `${clientId}=${version}/${sync.state}`)
    .sort()
    .join();
}

function overviewOf(versions: OverviewView['versions']): OverviewView {
  const count = (state: SyncState): number => versions.filter(({ sync }) => sync.state === state).length;
  const good = versions.flatMap(({ sync }) => (sync.lastGoodAt === null ? [] : [sync.lastGoodAt]));
  const overview = {
    version: '',
    clients: versions.length,
    synced: count('SYNCED'),
    syncing: count('SYNCING'),
    waiting: count('WAITING'),
    failing: count('FAILING'),
    needsReconnecting: count('NEEDS_RECONNECTING'),
    notConnected: count('NOT_CONNECTED'),
    lastGoodAt: good.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null,
    versions,
  };
  return { ...overview, version: listVersionOf(overview) };
}
