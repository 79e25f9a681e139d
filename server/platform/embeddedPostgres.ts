import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findPlaces, type PostgresPlaces } from './postgresFiles.js';

export interface EmbeddedPostgresOptions {
  /** Where its data is kept; made when missing. */
  readonly directory: string;
  /** The superuser's password, set when the data is made. */
  readonly password: string;
  /** Further server settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** Whether a server was found running, left by a start before. */
  readonly reused: boolean;
  readonly dataDirectory: string;
  /** Address as the superuser. */
  url(database: string): string;
  stop(): Promise<void>;
}

const USER = 'runway_owner';
const START_ATTEMPTS = 4;
const RETRY_MS = 750;

/**
 * Starts real PostgreSQL from the npm package, or takes over the one that runs already: the server is started by
 * pg_ctl and outlives a node process that was killed. Listens on 127.0.0.1 alone, on a free port.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const places = findPlaces(options.directory);
  if (!isInitialised(places)) await initialise(places, options.password);
  const running = await runningPort(places);
  const port = running ?? (await startWithRetries(places, options.settings ?? {}));
  return {
    port,
    reused: running !== undefined,
    dataDirectory: places.data,
    url: (database) => `postgresql://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`,
    stop: () => stopServer(places),
  };
}

/** Whether a start before has made its data in this directory. */
export function hasPostgresData(directory: string): boolean {
  // Looking for the places would make the directory.
  return existsSync(directory) && isInitialised(findPlaces(directory));
}

function isInitialised(places: PostgresPlaces): boolean {
  return existsSync(join(places.data, 'PG_VERSION'));
}

/** Stops the server that runs on this directory's data, if one does. */
export async function stopEmbeddedPostgres(directory: string): Promise<void> {
  await stopServer(findPlaces(directory));
}

async function stopServer(places: PostgresPlaces): Promise<void> {
  if ((await runningPort(places)) === undefined) return;
  await run(places, 'pg_ctl', ['-D', places.data, '-m', 'fast', '-w', '-t', '30', 'stop']);
}

async function initialise(places: PostgresPlaces, password: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'runway-init-'));
  const file = join(folder, 'password');
  try {
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
    if (places.runAs) {
      chownSync(folder, places.runAs.uid, places.runAs.gid);
      chownSync(file, places.runAs.uid, places.runAs.gid);
    }
    await run(places, 'initdb', [
      `--pgdata=${places.data}`,
      `--username=${USER}`,
      `--pwfile=${file}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The port of the server that runs on this data; undefined when none does. */
async function runningPort(places: PostgresPlaces): Promise<number | undefined> {
  const status = await execute(places, 'pg_ctl', ['-D', places.data, 'status']);
  if (status.code !== 0 || !isPostgres(writtenPid(places))) return undefined;
  const port = Number(pidFile(places)[3]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

async function startWithRetries(places: PostgresPlaces, settings: Readonly<Record<string, string>>): Promise<number> {
  let failure: unknown;
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    removeStalePid(places);
    const port = await freePort();
    try {
      await startServer(places, port, settings);
      return port;
    } catch (error) {
      failure = error;
      // Another start may have won the race, or one that was just killed still winds down.
      const other = await runningPort(places);
      if (other !== undefined) return other;
      await wait(RETRY_MS * attempt);
    }
  }
  throw new Error(`PostgreSQL did not start: ${endOfLog(places)}`, { cause: failure });
}

async function startServer(
  places: PostgresPlaces,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', ...settings };
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
  await run(places, 'pg_ctl', [
    ...['-D', places.data, '-l', join(places.data, 'server.log'), '-w', '-t', '60'],
    ...['-o', `-p ${port} ${flags.join(' ')}`, 'start'],
  ]);
}

/**
 * A server killed hard leaves its pid behind, which may be a corpse nobody buried, or another program's by now. PostgreSQL
 * protects its data by that file, so it is removed only once no process of the old server is left in the data directory.
 */
function removeStalePid(places: PostgresPlaces): void {
  const path = join(places.data, 'postmaster.pid');
  if (existsSync(path) && !isPostgres(writtenPid(places)) && !isInUse(places.data)) rmSync(path, { force: true });
}

function writtenPid(places: PostgresPlaces): number {
  return Math.abs(Number(pidFile(places)[0]));
}

/** Whether a living process of that id is PostgreSQL. Where there is no /proc, any living process may be. */
function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    const [, name, state] = /\((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return name === 'postgres' && state !== 'Z';
  } catch {
    // Gone.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Whether some process works in the directory, as every process of PostgreSQL does in its data. */
function isInUse(directory: string): boolean {
  if (process.platform !== 'linux') return false;
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === directory;
    } catch {
      // Ended meanwhile, or not ours to look at.
      return false;
    }
  });
}

function pidFile(places: PostgresPlaces): string[] {
  const path = join(places.data, 'postmaster.pid');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}

function endOfLog(places: PostgresPlaces): string {
  const path = join(places.data, 'server.log');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(-5).join(' | ') : 'it left no log';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

async function run(places: PostgresPlaces, program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await execute(places, program, args);
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${output.trim().slice(-600)}`);
}

function execute(
  places: PostgresPlaces,
  program: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const output = args.at(-1) === 'start' ? 'ignore' : 'pipe';
    const child = spawn(join(places.native, 'bin', program), args, {
      ...places.runAs,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', LC_MESSAGES: 'C' },
      // The server inherits what pg_ctl has open: a pipe would keep us waiting for as long as it runs.
      stdio: ['ignore', output, output],
    });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output: said }));
  });
}
