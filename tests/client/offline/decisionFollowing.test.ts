import { describe, expect, it } from '@jest/globals';
import { followDecisions } from '../../../client/offline/decisionFollowing.js';
import type { OverviewView } from '../../../client/offline/index.js';

type List = Parameters<Parameters<typeof followDecisions>[0]['keepDecisions']>[0][number];

/** What the device has, by client, and what it was given to keep. */
function deviceWith(versions: Record<string, number> = {}) {
  const kept: List[] = [];
  const queue = {
    versionOf: (clientId: string) => versions[clientId] ?? null,
    keepDecisions: (lists: readonly List[]) => {
      kept.push(...lists);
      return Promise.resolve();
    },
  };
  return { queue, kept };
}

function overview(versions: Record<string, number>): OverviewView {
  const lines = Object.entries(versions).map(([clientId, decisionsVersion]) => ({ clientId, decisionsVersion }));
  return { versions: lines } as unknown as OverviewView;
}

/** A server that has one list, empty, of each client it knows. */
function serverOf(known: Record<string, number>) {
  const asked: (readonly string[])[] = [];
  const fetchDecisions = (clientIds: readonly string[]): Promise<readonly List[]> => {
    asked.push(clientIds);
    const lists = clientIds.filter((id) => id in known);
    return Promise.resolve(lists.map((clientId) => ({ clientId, version: known[clientId] ?? 0, decisions: [] })));
  };
  return { asked, fetchDecisions };
}

describe('following decisions by version', () => {
  it('fetches those of clients whose version is another, and no others', async () => {
    const { queue, kept } = deviceWith({ same: 4, behind: 3 });
    const server = serverOf({ behind: 5, fresh: 1 });
    await followDecisions(queue, server.fetchDecisions, overview({ same: 4, behind: 5, never: 0, fresh: 1 }));
    expect(server.asked).toEqual([['behind', 'fresh']]);
    expect(kept.map(({ clientId, version }) => [clientId, version])).toEqual([
      ['behind', 5],
      ['fresh', 1],
    ]);
  });

  it('asks the server nothing where nothing changed', async () => {
    const { queue } = deviceWith({ same: 4 });
    const server = serverOf({});
    await followDecisions(queue, server.fetchDecisions, overview({ same: 4, never: 0 }));
    expect(server.asked).toEqual([]);
  });

  it('asks for at most 200 clients at once, and keeps each answer as it comes', async () => {
    const versions = Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`c${index}`, 1]));
    const { queue, kept } = deviceWith();
    const server = serverOf(versions);
    await followDecisions(queue, server.fetchDecisions, overview(versions));
    expect(server.asked.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(kept).toHaveLength(450);
  });

  it('keeps that a client has none, so that it is not asked for again', async () => {
    const { queue, kept } = deviceWith({ gone: 2 });
    await followDecisions(queue, serverOf({}).fetchDecisions, overview({ gone: 3 }));
    expect(kept).toEqual([{ clientId: 'gone', version: 3, decisions: [] }]);
  });

  it('keeps what came before a request that failed, and says so', async () => {
    const versions = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`c${index}`, 1]));
    const { queue, kept } = deviceWith();
    const server = serverOf(versions);
    const breaking = (ids: readonly string[]) =>
      ids.length < 200 ? Promise.reject(new TypeError('Failed to fetch')) : server.fetchDecisions(ids);
    await expect(followDecisions(queue, breaking, overview(versions))).rejects.toThrow(TypeError);
    expect(kept).toHaveLength(200);
  });
});
