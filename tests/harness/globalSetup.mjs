import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One embedded PostgreSQL for the run, with a migrated database that every test file clones (tests/harness/database.ts).
 * Runs on the build, since jest maps no imports here.
 */
export default async function globalSetup() {
  const { prepareDatabase } = await import('../../dist/server/platform/prepareDatabase.js');
  const { createLogger } = await import('../../dist/server/platform/logger.js');
  const directory = mkdtempSync(join(tmpdir(), 'runway-test-'));
  const prepared = await prepareDatabase({
    directory,
    database: 'runway_template',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    logger: createLogger('warn', process.stderr),
  });
  process.env.RUNWAY_TEST_DATABASE = JSON.stringify({ directory, ...prepared });
}
