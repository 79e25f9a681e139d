/** `npm run journeys`: the product on the fifty synced companies, and the browser's journeys through it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, ensureBrowser, ensureBuilt, ensureDependencies, ensureRuntime, productNode, run } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
const CHROMIUM_PATH = await ensureBrowser();
await ensureBuilt();
const { startGround } = await import('../tests/harness/ground.mjs');
const { end, launch } = await import('../tests/harness/fifty.mjs');

// `npm test` has the ground already and takes it away itself.
const ground = process.env.RUNWAY_TEST_FIFTY ? null : await startGround({ fifty: true });
const { RUNWAY_TEST_DATABASE, RUNWAY_TEST_FIFTY } = ground?.env ?? process.env;
const { template, settings } = JSON.parse(RUNWAY_TEST_FIFTY);
const addresses = Object.entries(JSON.parse(RUNWAY_TEST_DATABASE)).filter(([name]) => name.startsWith('DATABASE_'));
const database = Object.fromEntries(addresses.map(([name, url]) => [name, url.replace(/\/[^/]*$/, `/${template}`)]));

// A copy of the built app, which a journey may replace by a newer one.
const STATIC_DIR = mkdtempSync(join(tmpdir(), 'runway-app-'));
cpSync(join(ROOT, 'dist/client'), STATIC_DIR, { recursive: true });

const product = await launch('dist/server/main.js', { ...settings, ...database, STATIC_DIR });
try {
  await run(productNode(), [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], {
    show: true,
    env: {
      RUNWAY_ADDRESS: settings.PUBLIC_URL,
      RUNWAY_STAND_IN: settings.QUICKBOOKS_API_URL,
      RUNWAY_STATIC_DIR: STATIC_DIR,
      CHROMIUM_PATH,
    },
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await end(product);
  await ground?.stop();
  rmSync(STATIC_DIR, { recursive: true, force: true });
}
