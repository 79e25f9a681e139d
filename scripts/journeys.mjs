/**
 * `npm run journeys`: the product on the fifty synced companies, and the browser's journeys through it, in two lanes that
 * share nothing. With arguments for Playwright, a file or a title, those journeys in one lane.
 */
import { join } from 'node:path';
import { ROOT, ensureBrowser, ensureBuilt, ensureDependencies, ensureRuntime, productNode, run } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
const CHROMIUM_PATH = await ensureBrowser();
await ensureBuilt();
const { startGround } = await import('../tests/harness/ground.mjs');
const { startLane } = await import('../tests/harness/journeyLane.mjs');

const asked = process.argv.slice(2);
const LANES = asked.length === 0 ? 2 : 1;

// `npm test` has the ground already and takes it away itself.
const ground = process.env.RUNWAY_TEST_FIFTY ? null : await startGround({ fifty: true });
const lanes = [];
try {
  for (let nth = LANES; nth >= 1; nth -= 1) lanes.push(await startLane(ground?.env ?? process.env, nth));
  const walked = await Promise.allSettled(lanes.map(walk));
  for (const { reason } of walked.filter(({ status }) => status === 'rejected')) {
    console.error(reason.message);
    process.exitCode = 1;
  }
} finally {
  for (const lane of lanes) await lane.stop();
  await ground?.stop();
}

/** Runs one lane's part of the journeys to its end; rejects when one of them fails. */
async function walk({ env }) {
  const part = `--shard=${env.RUNWAY_LANE}/${LANES}`;
  await run(productNode(), [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', part, ...asked], {
    show: true,
    env: { ...env, CHROMIUM_PATH },
  });
}
