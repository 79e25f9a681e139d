import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../harness/app.js';
import type { TestBrowser } from '../../harness/browser.js';
import { LiveSocket } from '../../harness/liveSocket.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, startDeciding, submit } from './decisionsGround.js';

const DECISIONS = 'subscription { syncChanges { complete versions { clientId decisionsVersion } } }';

describe('whoever listens', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;
  let live: LiveSocket;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
    live = await LiveSocket.open(daniel);
    await live.greet();
    live.subscribe(DECISIONS);
    await live.until(() => live.events.length > 0);
  });
  afterAll(async () => {
    await live.close();
    await server.close();
  });

  it.each([
    ['expires on its arrival', 'EXPIRED', {}, { syncedAt: '2026-11-13T11:59:59Z' }],
    ['is accepted', 'ACCEPTED', {}, {}],
    ['is refused and kept', 'FAILED', { documentKey: 'Bill:404' }, {}],
  ])('is told the version of a decision that %s', async (_what, state, more, saw) => {
    const [result] = (await submit(daniel, [decide(clientId, more, saw)])).results;
    expect(result?.decision?.state).toBe(state);
    const isTold = (): boolean =>
      live.events.some(({ versions }) =>
        versions.some(
          (told) =>
            told.clientId === clientId && 'decisionsVersion' in told && told.decisionsVersion === result?.version,
        ),
      );
    await live.until(isTold);
    expect(isTold()).toBe(true);
  });
});
