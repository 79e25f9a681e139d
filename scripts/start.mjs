/**
 * `npm start`: installs and builds what is missing, starts the embedded database, the stand-in QuickBooks and the
 * product, loads the demo firm, prints one address, and stops everything at Ctrl-C. What stands in the environment counts:
 * DATABASE_URL or DATABASE_OWNER_URL in place of the embedded database, QUICKBOOKS_CLIENT_ID or QUICKBOOKS_API_URL in place
 * of the stand-in, keys and tokens in place of those that a first start makes.
 */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, ensureBuilt, ensureDependencies, environment, nodeFlags, productNode, run, step } from './ground.mjs';

const DATA = process.env.RUNWAY_DATA_DIR ?? join(ROOT, '.runway');
const PORT = process.env.PORT ?? '4000';
const SANDBOX_PORT = process.env.RUNWAY_SANDBOX_PORT ?? '4010';
const ADDRESS = process.env.PUBLIC_URL ?? `http://localhost:${PORT}`;
const EMBEDDED_DATABASE = !process.env.DATABASE_URL;
const STAND_IN = !process.env.QUICKBOOKS_CLIENT_ID && !process.env.QUICKBOOKS_API_URL;

const children = [];
/** What the product was started with; the demo loader needs its database too. */
let productSettings = {};
let stopping = false;

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));

try {
  await start();
} catch (error) {
  console.error(`\nRunway did not start.\n${error.message}`);
  await stop(1);
}

async function start() {
  const began = Date.now();
  console.log('Runway');
  await ensureDependencies();
  await ensureBuilt();
  const settings = localSettings();
  const database = EMBEDDED_DATABASE ? await step('Starting the database', () => prepareDatabase('start')) : {};
  const quickbooks = STAND_IN
    ? await step('Opening fifty companies in the stand-in QuickBooks', () => startStandIn(settings))
    : {};
  await step('Starting the product', () => startProduct({ ...settings.product, ...database, ...quickbooks }));
  console.log(`\n  Runway is ready: ${ADDRESS}   (${((Date.now() - began) / 1000).toFixed(1)} s; Ctrl-C stops it)\n`);
  if (!STAND_IN) return;
  console.log(`  The companies’ books, to look into and to change: http://127.0.0.1:${SANDBOX_PORT}/books\n`);
  await loadDemo().catch((error) => console.error(`\n  ${error.message} The product runs on; Ctrl-C stops it.`));
}

/** Secrets of this folder's own installation, made once; what stands in the environment takes their place and is not kept. */
function localSettings() {
  mkdirSync(DATA, { recursive: true });
  const path = join(DATA, 'settings.json');
  const written = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const key = () => `k1:${randomBytes(32).toString('base64')}`;
  // What an earlier version wrote stays; what came since is added.
  const settings = {
    product: {
      SESSION_KEYS: key(),
      TOKEN_KEYS: key(),
      QUICKBOOKS_CLIENT_ID: `runway-${randomBytes(6).toString('hex')}`,
      QUICKBOOKS_CLIENT_SECRET: randomBytes(24).toString('hex'),
      QUICKBOOKS_WEBHOOK_TOKEN: randomBytes(24).toString('hex'),
      ...written.product,
    },
  };
  writeFileSync(path, JSON.stringify(settings, null, 2), { mode: 0o600 });
  const given = Object.keys(settings.product).filter((name) => process.env[name]);
  return { product: { ...settings.product, ...Object.fromEntries(given.map((name) => [name, process.env[name]])) } };
}

async function prepareDatabase(verb) {
  const printed = await run(productNode(), [join(ROOT, 'dist/server/platform/prepareDatabase.js'), verb], {
    env: { RUNWAY_DATA_DIR: DATA },
  });
  return verb === 'start' ? JSON.parse(printed.trim().split('\n').at(-1)) : {};
}

async function startStandIn(settings) {
  const origin = `http://127.0.0.1:${SANDBOX_PORT}`;
  await launch('stand-in QuickBooks', 'dist/sandbox/main.js', /listening/, {
    RUNWAY_SANDBOX_PORT: SANDBOX_PORT,
    RUNWAY_SANDBOX_DATA_DIR: join(DATA, 'sandbox'),
    RUNWAY_SANDBOX_CLIENT_ID: settings.product.QUICKBOOKS_CLIENT_ID,
    RUNWAY_SANDBOX_CLIENT_SECRET: settings.product.QUICKBOOKS_CLIENT_SECRET,
    RUNWAY_SANDBOX_REDIRECT_URIS: `${ADDRESS}/quickbooks/callback`,
    RUNWAY_SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${PORT}/quickbooks/webhooks`,
    RUNWAY_SANDBOX_WEBHOOK_TOKEN: settings.product.QUICKBOOKS_WEBHOOK_TOKEN,
  });
  return {
    QUICKBOOKS_AUTHORIZE_URL: `${origin}/connect/oauth2`,
    QUICKBOOKS_TOKEN_URL: `${origin}/oauth2/v1/tokens/bearer`,
    QUICKBOOKS_REVOKE_URL: `${origin}/v2/oauth2/tokens/revoke`,
    QUICKBOOKS_API_URL: origin,
    QUICKBOOKS_APP_URL: origin,
    DEMO: 'true',
  };
}

async function startProduct(env) {
  await launch('product', 'dist/server/main.js', /listening/, { PORT, PUBLIC_URL: ADDRESS, ...env });
  productSettings = env;
}

/** Starts a child process and waits for the line that says it is ready. Its later end ends everything. */
function launch(name, file, ready, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(productNode(), [...nodeFlags(file), join(ROOT, file)], {
      cwd: ROOT,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const said = [];
    const listen = (line) => {
      said.push(line);
      if (said.length > 60) said.shift();
      if (ready.test(line)) resolve();
    };
    createInterface({ input: child.stdout }).on('line', listen);
    createInterface({ input: child.stderr }).on('line', listen);
    child.on('error', reject);
    child.on('close', (code) => {
      reject(new Error(`The ${name} ended (${code}).\n${said.join('\n')}`));
      if (!stopping) {
        console.error(`\nThe ${name} ended unexpectedly (${code}).\n${said.slice(-20).join('\n')}`);
        void stop(1);
      }
    });
  });
}

/** Walks the real consent flow for every company that is not connected yet, and shows how far the first sync is. */
function loadDemo() {
  return new Promise((resolve, reject) => {
    const loader = spawn(productNode(), [join(ROOT, 'dist/server/seeds/demo.js')], {
      cwd: ROOT,
      env: environment({ ...productSettings, PUBLIC_URL: ADDRESS }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(loader);
    createInterface({ input: loader.stdout }).on('line', showProgress);
    loader.on('error', reject);
    loader.on('close', (code) => (code === 0 || stopping ? resolve() : reject(new Error('The demo is not whole.'))));
  });
}

function showProgress(line) {
  const { connected, synced, of, seconds } = JSON.parse(line);
  if (of === undefined) return;
  const filled = Math.round((30 * (synced ?? 0)) / of);
  const bar = '█'.repeat(filled) + '░'.repeat(30 - filled);
  const text = `  ${bar} ${synced ?? 0} of ${of} clients synced, ${connected} connected${seconds ? `, ${seconds} s` : ''}`;
  process.stdout.write(process.stdout.isTTY ? `\r${text}` : `${text}\n`);
  if (synced === of && process.stdout.isTTY) process.stdout.write('\n');
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  await Promise.all(
    children
      .filter((child) => child.exitCode === null && child.signalCode === null)
      .map(
        (child) =>
          new Promise((resolve) => {
            child.once('close', resolve);
            child.kill('SIGTERM');
            setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
          }),
      ),
  );
  if (EMBEDDED_DATABASE) await prepareDatabase('stop').catch((error) => console.error(error.message));
  process.exit(code);
}
