/** `npm run tie-out`: every client's newest figures against QuickBooks' own reports; ends with `tied out: 50 of 50`. */
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureDependencies, productNode, run } from './ground.mjs';

await ensureDependencies();
await ensureBuilt({ only: 'server' });
const dataDir = process.env.RUNWAY_DATA_DIR ?? join(ROOT, '.runway');
const database = (verb) =>
  run(productNode(), [join(ROOT, 'dist/server/platform/prepareDatabase.js'), verb], {
    env: { RUNWAY_DATA_DIR: dataDir },
  });

const embedded = !process.env.DATABASE_OWNER_URL;
const urls = embedded ? JSON.parse((await database('start')).trim().split('\n').at(-1)) : {};
try {
  await run(productNode(), [join(ROOT, 'dist/server/digests/tieOutCommand.js')], { show: true, env: urls });
} catch {
  process.exitCode = 1;
} finally {
  if (urls.startedHere) await database('stop');
}
