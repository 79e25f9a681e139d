/** `npm run tie-out`: every client's newest figures against QuickBooks' own reports; ends with `tied out: 50 of 50`. */
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureDependencies, productNode, run } from './ground.mjs';

await ensureDependencies();
await ensureBuilt({ only: 'server' });
try {
  await run(productNode(), [join(ROOT, 'dist/server/digests/tieOutCommand.js')], {
    show: true,
    env: { RUNWAY_DATA_DIR: process.env.RUNWAY_DATA_DIR ?? join(ROOT, '.runway') },
  });
} catch {
  process.exitCode = 1;
}
