import type { DecisionList } from './decisionRows.js';
import type { PageQueue } from './pageQueue.js';
import type { OverviewView } from './view.js';

/** The server's largest request. */
const AT_ONCE = 200;

/** Fetches the decisions of every client that has them in another version on the server than here. */
export async function followDecisions(
  queue: Pick<PageQueue, 'versionOf' | 'keepDecisions'>,
  fetchDecisions: (clientIds: readonly string[]) => Promise<readonly DecisionList[]>,
  { versions }: OverviewView,
): Promise<void> {
  // A client that never had one is at 0, and nothing is kept of it.
  const changed = versions.filter(
    ({ clientId, decisionsVersion }) => decisionsVersion !== (queue.versionOf(clientId) ?? 0),
  );
  for (let from = 0; from < changed.length; from += AT_ONCE) {
    const part = changed.slice(from, from + AT_ONCE);
    const lists = await fetchDecisions(part.map(({ clientId }) => clientId));
    const told = new Set(lists.map(({ clientId }) => clientId));
    const none = part
      .filter(({ clientId }) => !told.has(clientId))
      .map(({ clientId, decisionsVersion }) => ({ clientId, version: decisionsVersion, decisions: [] }));
    await queue.keepDecisions([...lists, ...none]);
  }
}
