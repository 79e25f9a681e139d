/**
 * `npm run measure`: what the product promises about time and size, measured as a newcomer would meet it: a clean clone
 * with an empty package cache, `npm start`, fifty synced clients in the browser; a restart; and the list from a cold
 * browser with nothing to reach. Prints one line a figure and fails when one misses its limit.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, ensureBrowser, ensureDependencies, ensureRuntime, run } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
const { chromium } = await import('@playwright/test');
const executablePath = await ensureBrowser();
const home = mkdtempSync(join(tmpdir(), 'runway-measure-'));
chmodSync(home, 0o755);
const clone = join(home, 'clone');
const profile = join(home, 'profile');
const PORT = '4700';
const ADDRESS = `http://localhost:${PORT}`;
const ENV = {
  PORT,
  RUNWAY_SANDBOX_PORT: '4710',
  npm_config_cache: join(home, 'npm-cache'),
};
let missed = 0;
let running = null;

try {
  await run('git', ['clone', '--quiet', ROOT, clone]);
  await measureCleanStart();
  await measureRestart();
  await measureOffline();
} finally {
  await running?.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(missed > 0 ? 1 : 0);

function say(name, value, limit, unit) {
  const isWithin = value < limit;
  if (!isWithin) missed += 1;
  console.log(
    `${name}: ${value.toFixed(unit === 'MB' ? 0 : 1)} ${unit} (limit ${limit} ${unit})${isWithin ? '' : '  MISSED'}`,
  );
}

async function measureCleanStart() {
  const began = performance.now();
  const product = startProduct();
  await product.ready;
  console.log(`clean clone to an address that answers: ${seconds(began).toFixed(1)} s`);
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(ADDRESS);
  await page.getByRole('button', { name: /Maya Okafor/ }).click();
  await page.getByText('50 of 50 in sync').first().waitFor({ timeout: 300_000 });
  say('clean clone to 50 synced clients in the browser', seconds(began), 240, 's');
  await product.loaded;
  say('full sync of 50 companies over HTTP, consent included', product.syncSeconds(), 90, 's');
  say("server's largest resident memory", product.peakMegabytes(), 400, 'MB');
  // Everything is taken along before the browser is closed.
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
  await page.waitForTimeout(15_000);
  await browser.close();
  await product.stop();
}

async function measureRestart() {
  const began = performance.now();
  const product = startProduct();
  await product.ready;
  say('restart', seconds(began), 10, 's');
  await product.stop();
}

/** Five cold starts of the browser with no server behind it; the slowest counts. */
async function measureOffline() {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(`${ADDRESS}/clients`, { waitUntil: 'commit' });
    await page.getByRole('grid', { name: 'Clients' }).getByRole('rowheader').first().waitFor();
    const { painted } = await page.evaluate(() => ({ painted: performance.now() }));
    times.push(painted / 1000);
    await browser.close();
  }
  console.log(`offline list from a cold browser: ${times.map((time) => time.toFixed(2)).join(' ')} s`);
  say('offline list from a cold browser, slowest of five', Math.max(...times), 1, 's');
}

function openBrowser() {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
}

/** `npm start` in the clone. */
function startProduct() {
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, ...ENV },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let peak = 0;
  let last = {};
  const watching = setInterval(() => (peak = Math.max(peak, productMegabytes())), 250);
  let isReady;
  let isLoaded;
  const ready = new Promise((resolve, reject) => {
    isReady = resolve;
    child.on('close', (code) => reject(new Error(`npm start ended with ${code}`)));
  });
  const loaded = new Promise((resolve) => (isLoaded = resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (/Runway is ready/.test(line)) isReady();
    const found = /(\d+) of (\d+) clients synced, \d+ connected, (\d+) s/.exec(line);
    if (!found) return;
    last = { synced: Number(found[1]), of: Number(found[2]), seconds: Number(found[3]) };
    if (last.synced === last.of) isLoaded();
  });
  ready.catch(() => undefined);
  running = {
    ready,
    loaded,
    syncSeconds: () => last.seconds,
    peakMegabytes: () => peak,
    stop: () =>
      new Promise((resolve) => {
        running = null;
        clearInterval(watching);
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('close', resolve);
        process.kill(-child.pid, 'SIGTERM');
      }),
  };
  return running;
}

/** Resident memory of the clone's server process, from /proc. */
function productMegabytes() {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(clone, 'dist/server/main.js'))) continue;
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return Number(kilobytes ?? 0) / 1024;
    } catch (error) {
      // A process that ended between the listing and the reading is not the one looked for.
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  return 0;
}

function seconds(since) {
  return (performance.now() - since) / 1000;
}
