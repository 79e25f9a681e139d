/**
 * `npm run audit:verify [-- --firm id --head seq:hash]`: every firm’s audit trail, computed anew; exit 1 on any break. The
 * database is looked at as it stands: it is neither made nor migrated here, which would change what is to be proved.
 */
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureDependencies, productNode, run } from './ground.mjs';

await ensureDependencies();
await ensureBuilt({ only: 'server' });
try {
  await run(productNode(), [join(ROOT, 'dist/server/audit/verifyCommand.js'), ...process.argv.slice(2)], {
    show: true,
    env: { RUNWAY_DATA_DIR: process.env.RUNWAY_DATA_DIR ?? join(ROOT, '.runway') },
  });
} catch {
  process.exitCode = 1;
}
