/**
 * What one lane of journeys walks through: the built product on the fifty synced companies, with books, stand-in and app
 * of its own, so that nothing a journey does is seen in another lane.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { ROOT } from '../../scripts/ground.mjs';
import { addressesFor, end, launch, standInEnvironment } from './fifty.mjs';
import { freePort } from './ground.mjs';

/**
 * Starts one. `ground` is the environment of the tests' ground; the first lane takes the ground's own books and stand-in,
 * every other lane a copy. Copies are made while nothing else uses the ground: start the first lane last.
 */
export async function startLane(ground, nth) {
  const fifty = JSON.parse(ground.RUNWAY_TEST_FIFTY);
  const urls = JSON.parse(ground.RUNWAY_TEST_DATABASE);
  const directory = mkdtempSync(join(tmpdir(), 'runway-lane-'));
  const running = [];
  const stop = async () => {
    for (const child of running.reverse()) await end(child);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    // A copy of the built app, which a journey may replace by a newer one.
    const STATIC_DIR = join(directory, 'app');
    cpSync(join(ROOT, 'dist/client'), STATIC_DIR, { recursive: true });
    let { settings, template: database } = fifty;
    if (nth > 1) {
      const dataDir = join(directory, 'sandbox');
      cpSync(dirname(fifty.companies), dataDir, { recursive: true });
      settings = { ...settings, ...addressesFor(`http://127.0.0.1:${await freePort()}`, await freePort()) };
      database = await copyOf(fifty.template, `${fifty.template}_${nth}`, urls.DATABASE_OWNER_URL);
      running.push(await launch('dist/sandbox/main.js', standInEnvironment(settings, dataDir)));
    }
    const addresses = Object.entries(urls).filter(([name]) => name.startsWith('DATABASE_'));
    const env = Object.fromEntries(addresses.map(([name, url]) => [name, inDatabase(url, database)]));
    running.push(await launch('dist/server/main.js', { ...settings, ...env, STATIC_DIR }));
    return {
      stop,
      env: {
        RUNWAY_ADDRESS: settings.PUBLIC_URL,
        RUNWAY_STAND_IN: settings.QUICKBOOKS_API_URL,
        RUNWAY_STATIC_DIR: STATIC_DIR,
        RUNWAY_LANE: String(nth),
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function copyOf(template, name, ownerUrl) {
  const client = new pg.Client({ connectionString: inDatabase(ownerUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.end();
  }
  return name;
}

const inDatabase = (url, name) => url.replace(/\/[^/]*$/, `/${name}`);
