/**
 * What the tests stand on: one embedded PostgreSQL with a migrated template database, and on request the fifty synced
 * companies as a second template with the stand-in beside it. Works on the build.
 */
import { chmodSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIFTY_TEMPLATE, end, launch, loadDemo, settingsFor, standInEnvironment } from './fifty.mjs';

/**
 * Starts it. Answers environment for the tests (`RUNWAY_TEST_DATABASE`, with `fifty` also `RUNWAY_TEST_FIFTY`) and how
 * to take it all away again.
 */
export async function startGround({ fifty = false, onProgress = () => undefined } = {}) {
  const { prepareDatabase } = await import('../../dist/server/platform/prepareDatabase.js');
  const { stopEmbeddedPostgres } = await import('../../dist/server/platform/embeddedPostgres.js');
  const { createLogger } = await import('../../dist/server/platform/logger.js');
  const directory = mkdtempSync(join(tmpdir(), 'runway-test-'));
  // PostgreSQL runs as another user where the tests run as root; it must be able to pass.
  chmodSync(directory, 0o755);
  const prepare = (database) =>
    prepareDatabase({
      directory,
      database,
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
      logger: createLogger('warn', process.stderr),
    });
  const stopped = [];
  const stop = async () => {
    for (const child of stopped) await end(child);
    await stopEmbeddedPostgres(join(directory, 'postgres'));
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const env = { RUNWAY_TEST_DATABASE: JSON.stringify({ directory, ...(await prepare('runway_template')) }) };
    if (!fifty) return { env, stop };
    const database = await prepare(FIFTY_TEMPLATE);
    const sandbox = `http://127.0.0.1:${await freePort()}`;
    const settings = settingsFor(sandbox, await freePort());
    const dataDir = join(directory, 'sandbox');
    mkdirSync(dataDir);
    stopped.push(await launch('dist/sandbox/main.js', standInEnvironment(settings, dataDir)));
    const product = await launch('dist/server/main.js', { ...settings, ...database });
    await loadDemo({ ...settings, ...database }, onProgress).finally(() => end(product));
    env.RUNWAY_TEST_FIFTY = JSON.stringify({
      template: FIFTY_TEMPLATE,
      sandbox,
      companies: join(dataDir, 'companies'),
      settings,
    });
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port that nothing listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
