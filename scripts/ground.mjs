/**
 * The set-up that `npm start` and `npm test` share. Needs nothing but Node 20 and npm: installs what is missing,
 * says what it does while it does it, and is instant when nothing is missing.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, 'node_modules', '.bin');
const OLDEST_NODE = [22, 18];

/** Prints a step and, while `work` runs, how long it has taken. */
export async function step(name, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`  ${name} …\n`);
  const ticking = setInterval(() => process.stdout.write(`  ${name} … ${seconds()} s\n`), 10_000);
  try {
    const result = await work();
    process.stdout.write(`  ${name}: done in ${seconds()} s\n`);
    return result;
  } finally {
    clearInterval(ticking);
  }
}

/** Runs a command to its end; its output is shown only when it fails, unless `show`. Rejects with what it printed. */
export function run(command, args, { show = false, env = {}, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const lines = [];
    const keep = (chunk) => {
      lines.push(chunk.toString());
      if (lines.length > 400) lines.shift();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(lines.join(''));
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${lines.join('')}`));
    });
  });
}

/** The environment for child processes: the project's own binaries first, so that `node` is the project's Node 24. */
export function environment(extra = {}) {
  return { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/** The Node that runs the product: the one from package.json where its platform is known, else this one if new enough. */
export function productNode() {
  const own = join(BIN, process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `Runway runs on Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}, and no packaged Node is known for ` +
      `${process.platform}-${process.arch}. Install Node 24 and start again.`,
  );
}

/** How Node runs a program of the build. The product's heap is held small: a sync streams, and garbage must not pile up. */
export function nodeFlags(file) {
  const heap = ['--max-old-space-size=224', '--max-semi-space-size=8'];
  return ['--enable-source-maps', ...(file.endsWith('server/main.js') ? heap : [])];
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** Goes on in the product's Node when this process runs in an older one; answers only in the right one. */
export function ensureRuntime() {
  if (productNode() === process.execPath || isNewEnough(process.versions.node)) return;
  const { status } = spawnSync(productNode(), process.argv.slice(1), { stdio: 'inherit', env: environment() });
  process.exit(status ?? 1);
}

/** Installs the locked dependencies when the lock file differs from what was installed last. */
export async function ensureDependencies() {
  const stamp = join(ROOT, 'node_modules', '.runway-lock');
  const wanted = hashOf([join(ROOT, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error(
      'node_modules is a link, and an install would empty what it points to. Remove the link and start again.',
    );
  }
  await step('Installing packages (about a minute the first time)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  );
  writeFileSync(stamp, wanted);
}

/** A Chromium for the browser tests: CHROMIUM_PATH, one that is installed, or Debian's package. Returns its path. */
export async function ensureBrowser() {
  const known = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return run(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await step('Installing Chromium for the browser tests', async () => {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'chromium');
  });
  if (!existsSync('/usr/bin/chromium')) throw new Error('Chromium was not found. Install it and set CHROMIUM_PATH.');
  return '/usr/bin/chromium';
}

const SOURCES = {
  server: [
    'schema',
    'domain',
    'server',
    'sandbox',
    'tsconfig.json',
    'tsconfig.build.json',
    'codegen.yml',
    'package-lock.json',
  ],
  client: ['schema', 'domain', 'client', 'vite.config.ts', 'tsconfig.json', 'codegen.yml', 'package-lock.json'],
};

/** Builds what changed since the last build into dist/. `only` limits it to 'server' or 'client'. */
export async function ensureBuilt({ only } = {}) {
  const stale = Object.keys(SOURCES).filter((part) => (!only || only === part) && !isBuilt(part));
  if (stale.length === 0) return;
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  await step('Writing types from the contract', () => run(join(BIN, 'graphql-codegen'), ['--config', 'codegen.yml']));
  if (stale.includes('server')) {
    await step('Building the server and the stand-in', async () => {
      await run(productNode(), [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
      const { cpSync } = await import('node:fs');
      cpSync(join(ROOT, 'schema'), join(ROOT, 'dist', 'schema'), {
        recursive: true,
        filter: (path) => !path.endsWith('.ts'),
      });
      markBuilt('server');
    });
  }
  if (stale.includes('client')) {
    await step('Building the app', async () => {
      await run(productNode(), [join('node_modules', 'vite', 'bin', 'vite.js'), 'build']);
      markBuilt('client');
    });
  }
}

const stampOf = (part) => join(ROOT, 'dist', `.built-${part}`);
const isBuilt = (part) =>
  existsSync(stampOf(part)) &&
  readFileSync(stampOf(part), 'utf8') === hashOf(SOURCES[part].map((path) => join(ROOT, path)));
const markBuilt = (part) => writeFileSync(stampOf(part), hashOf(SOURCES[part].map((path) => join(ROOT, path))));

/** A hash over the content of files and folders; generated files do not count. */
function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'generated') add(join(path, name));
      return;
    }
    hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  };
  paths.forEach(add);
  return hash.digest('hex');
}

/** True when a command is there to run. */
export function has(command) {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
