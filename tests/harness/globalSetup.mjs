import { startGround } from './ground.mjs';

/**
 * The ground of the server's tests: what `npm test` has started already, else one of this run's own. The fifty
 * companies take a minute to sync and are made only when a pattern on the command line asks for them.
 */
export default async function globalSetup(globalConfig) {
  if (process.env.RUNWAY_TEST_DATABASE) return;
  const patterns = globalConfig.testPathPatterns?.patterns ?? [];
  const ground = await startGround({
    fifty: patterns.length === 0 || patterns.some((pattern) => pattern.includes('fifty')),
  });
  Object.assign(process.env, ground.env);
  globalThis.stopRunwayGround = ground.stop;
}
