import { parseArgs } from 'node:util';
import { databaseToRead } from '../platform/standingDatabase.js';
import { verifyChains, type ChainReport, type Head, type VerifyOptions } from './verifyChains.js';

/**
 * `node verifyCommand.js [--firm id] [--head seq:hash]`. Environment: DATABASE_OWNER_URL, a role that sees every row; without
 * it the embedded database of RUNWAY_DATA_DIR (default `.runway`) as it stands, in which nothing is changed.
 * A line a firm; exit 1 on any break, or when nothing could be read. `--head` names a link noted down earlier, of `--firm`.
 */
try {
  const options = optionsOf(process.argv.slice(2));
  const database = await databaseToRead(process.env);
  try {
    process.exitCode = (await isWhole(database.ownerUrl, options)) ? 0 : 1;
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(
    `The audit trail could not be proved: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}

async function isWhole(ownerUrl: string, options: VerifyOptions): Promise<boolean> {
  const reports: ChainReport[] = [];
  await verifyChains(ownerUrl, options, (report) => {
    reports.push(report);
    process.stdout.write(textOf(report));
  });
  if (reports.every(({ entries, broken }) => entries === 0 && broken === 0)) {
    throw new Error('there is no audit event to prove. Connect as a role that sees every row (a superuser).');
  }
  return reports.every(({ broken }) => broken === 0);
}

function optionsOf(args: string[]): VerifyOptions {
  const { values } = parseArgs({ args, options: { firm: { type: 'string' }, head: { type: 'string' } } });
  if (values.head !== undefined && values.firm === undefined)
    throw new Error('--head is that of one firm: name it by --firm.');
  return {
    ...(values.firm !== undefined && { firmId: firmOf(values.firm) }),
    ...(values.head !== undefined && { head: headOf(values.head) }),
  };
}

function textOf({ firmId, entries, head, broken, breaks }: ChainReport): string {
  const lines = [`firm=${firmId} entries=${entries} head=${head ? `${head.seq}:${head.hash}` : '-'} broken=${broken}`];
  for (const { seq, eventId, what } of breaks) lines.push(`  seq=${seq ?? '-'} event=${eventId ?? '-'} ${what}`);
  return `${lines.join('\n')}\n`;
}

function firmOf(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new Error('--firm is the id of a firm, a UUID.');
  return text.toLowerCase();
}

function headOf(text: string): Head {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new Error('--head is written seq:hash, as a line of this command tells it.');
  return { seq: Number(seq), hash: hash.toLowerCase() };
}
