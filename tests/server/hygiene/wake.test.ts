import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createWakeJob } from '../../../server/hygiene/wake.job.js';
import { createLogger } from '../../../server/platform/logger.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { seedPractice } from '../../harness/practice.js';
import { addConnected, found, keep } from './issuesGround.js';

let server: TestApp;
let clientIds: string[];
beforeAll(async () => {
  server = await startTestApp();
  const { daniel } = await seedPractice(server.test);
  const added = await addConnected(server, daniel, [{ name: 'Harbor' }, { name: 'Mill' }, { name: 'Quarry' }]);
  // As a round goes through them.
  clientIds = added.toSorted();
  for (const clientId of clientIds) {
    await keep(server, { clientId, firmId: daniel.firmId }, [found('unusual-entry', '1')]);
  }
  await server.test.asOwner(
    `update hygiene_issue set state = 'SNOOZED', snoozed_until = '2026-11-22', by_id = ?::uuid`,
    [daniel.id],
  );
});
afterAll(() => server.close());

const states = async (): Promise<string[]> =>
  (await server.test.asOwner<{ state: string }>('select state from hygiene_issue order by client_id')).map(
    ({ state }) => state,
  );

it('opens the issues of the others where those of one client cannot be opened, and says whose', async () => {
  const log: string[] = [];
  const logger = createLogger('info', { write: (line) => void log.push(line) });
  const round = createWakeJob({ ...server.test, clock: { now: () => new Date('2026-11-22T12:00:00Z') }, logger });
  const [, odd = ''] = clientIds;
  await server.test.asOwner(
    `alter table audit_event add constraint broken check (action <> 'hygiene.woken' or client_id <> '${odd}') not valid`,
  );
  await round.work();
  expect(await states()).toEqual(['OPEN', 'SNOOZED', 'OPEN']);
  expect(log.filter((line) => line.includes(odd))).toHaveLength(1);
  await server.test.asOwner('alter table audit_event drop constraint broken');
  await round.work();
  expect(await states()).toEqual(['OPEN', 'OPEN', 'OPEN']);
});
