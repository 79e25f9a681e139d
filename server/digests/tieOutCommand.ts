import { readTieOutReport } from './tieOutReport.js';

/** `node tieOutCommand.js`: DATABASE_OWNER_URL from the environment; exit 1 unless every client ties out. */
try {
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (!ownerUrl) throw new Error('DATABASE_OWNER_URL is not set.');
  const { text, allTied, clients } = await readTieOutReport(ownerUrl);
  if (clients === 0)
    throw new Error(
      'there are no clients to check. Load them first, and connect as a role that sees every row (a superuser).',
    );
  process.stdout.write(`${text}\n`);
  process.exitCode = allTied ? 0 : 1;
} catch (error) {
  process.stderr.write(`The tie-out could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
