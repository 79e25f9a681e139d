/** `npm run build`: everything into dist/. */
import { ensureBuilt, ensureDependencies } from './ground.mjs';

await ensureDependencies();
await ensureBuilt();
