import { rmSync } from 'node:fs';
import { join } from 'node:path';

export default async function globalTeardown() {
  const { startEmbeddedPostgres } = await import('../../dist/server/platform/embeddedPostgres.js');
  const { directory } = JSON.parse(process.env.RUNWAY_TEST_DATABASE ?? '{}');
  if (!directory) return;
  // It runs: starting it again takes it over, and hands us what stops it.
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), password: '' });
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}
