import { databaseToRead } from '../platform/standingDatabase.js';
import { readTieOutReport } from './tieOutReport.js';

/**
 * `node tieOutCommand.js`. Environment: DATABASE_OWNER_URL, a role that sees every row; without it the embedded database of
 * RUNWAY_DATA_DIR (default `.runway`) as it stands. Exit 1 unless every client ties out.
 */
try {
  const database = await databaseToRead(process.env);
  try {
    const { text, allTied, clients } = await readTieOutReport(database.ownerUrl);
    if (clients === 0)
      throw new Error(
        'there are no clients to check. Load them first, and connect as a role that sees every row (a superuser).',
      );
    process.stdout.write(`${text}\n`);
    process.exitCode = allTied ? 0 : 1;
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`The tie-out could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
