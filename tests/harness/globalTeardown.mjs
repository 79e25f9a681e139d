import { rmSync } from 'node:fs';
import { join } from 'node:path';

export default async function globalTeardown() {
  const { stopEmbeddedPostgres } = await import('../../dist/server/platform/embeddedPostgres.js');
  const { directory } = JSON.parse(process.env.RUNWAY_TEST_DATABASE ?? '{}');
  if (!directory) return;
  await stopEmbeddedPostgres(join(directory, 'postgres'));
  rmSync(directory, { recursive: true, force: true });
}
