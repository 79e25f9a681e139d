import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../server/platform/logger.js';
import { KEPT_FAILURES, keepFailure, type FailedTry } from '../../../server/quickbooks/failureLog.js';
import { TestClock } from '../../harness/app.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { addClients, seedPractice } from '../../harness/practice.js';

let test: TestDatabase;
let clients: string[];
const clock = new TestClock();
const lines: string[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
  const { daniel } = await seedPractice(test);
  clients = await addClients(test, daniel, [{ name: 'One' }, { name: 'Two' }]);
});
afterAll(() => test.close());
beforeEach(() => test.asOwner('delete from sync_failure'));

const failed = (changes: Partial<FailedTry> = {}): FailedTry => ({
  kind: 'unavailable',
  status: 503,
  code: null,
  tid: '1-5f73',
  place: 'query Bill',
  attempt: 2,
  ...changes,
});

function keep(clientId: string, each: FailedTry): Promise<void> {
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  return keepFailure({ database: test.database, clock, logger }, clientId, each);
}

describe('failed tries', () => {
  it('are kept with QuickBooks’ reference and the run that is under way', async () => {
    const [client = ''] = clients;
    const run = randomUUID();
    await test.asOwner(
      `insert into sync_run (id, client_id, firm_id, kind, state, as_of, started_at)
       select ?, id, firm_id, 'FULL', 'RUNNING', '2026-11-21', now() from client where id = ?`,
      [run, client],
    );
    await keep(client, failed());
    const rows = await test.asOwner(
      'select client_id, run_id, at::text, kind, status, code, tid, place, attempt from sync_failure',
    );
    expect(rows).toEqual([{ client_id: client, run_id: run, at: '2026-11-21 12:00:00+00', ...failed() }]);
  });

  it('are the last two hundred of a client', async () => {
    const [client = '', other = ''] = clients;
    await keep(other, failed());
    await test.asOwner(
      `insert into sync_failure (client_id, firm_id, at, kind, place, attempt)
       select id, firm_id, ?::timestamptz - n * interval '1 second', 'throttled', 'old ' || n, 1
         from client, generate_series(1, ${KEPT_FAILURES + 20}) n where id = ?`,
      [clock.now(), client],
    );
    await keep(client, failed({ place: 'newest' }));
    const kept = await test.asOwner<{ place: string }>(
      'select place from sync_failure where client_id = ? order by at desc',
      [client],
    );
    expect(kept).toHaveLength(KEPT_FAILURES);
    expect([kept[0]?.place, kept.at(-1)?.place]).toEqual(['newest', `old ${KEPT_FAILURES - 1}`]);
    expect(await test.asOwner('select 1 from sync_failure where client_id = ?', [other])).toHaveLength(1);
  });

  it('never stop the work: what cannot be kept is logged', async () => {
    const [client = ''] = clients;
    await expect(keep(client, failed({ attempt: 3_000_000_000 }))).resolves.toBeUndefined();
    expect(lines.join()).toContain('could not be kept');
  });
});
