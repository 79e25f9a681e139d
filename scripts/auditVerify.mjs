/** `npm run audit:verify [-- --firm id --head seq:hash]`: every firm’s audit trail, computed anew; exit 1 on any break. */
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
  await run(productNode(), [join(ROOT, 'dist/server/audit/verifyCommand.js'), ...process.argv.slice(2)], {
    show: true,
    env: urls,
  });
} catch {
  process.exitCode = 1;
} finally {
  if (urls.startedHere) await database('stop');
}
