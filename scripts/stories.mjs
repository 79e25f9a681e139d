/** Builds Storybook, serves it, and runs every story in Chromium with axe in both themes; a violation fails. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import { ROOT, ensureBrowser, ensureBuilt, ensureDependencies, productNode, run, step } from './ground.mjs';

const OUT = 'storybook-static';
const bin = (path, ...args) => [productNode(), [join(ROOT, 'node_modules', path), ...args]];

mkdirSync(join(ROOT, 'test-results'), { recursive: true });
await ensureDependencies();
const RUNWAY_CHROMIUM = await ensureBrowser();
await ensureBuilt({ only: 'client' });
await step('Building the stories', () =>
  run(...bin('storybook/dist/bin/dispatcher.js', 'build', '-o', OUT, '--quiet')),
);
const server = await preview({
  root: ROOT,
  configFile: false,
  build: { outDir: OUT },
  preview: { port: 0, host: '127.0.0.1' },
});
try {
  const address = `http://127.0.0.1:${server.httpServer.address().port}`;
  console.log('  Every story, with axe in both themes');
  await run(
    ...bin(
      '@storybook/test-runner/dist/test-storybook.js',
      ...['--url', address, '--maxWorkers', '2', '--testTimeout', '60000'],
      ...['--json', '--outputFile', join(ROOT, 'test-results', 'stories.json')],
    ),
    { show: true, env: { RUNWAY_CHROMIUM, TARGET_URL: address } },
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await new Promise((resolve) => server.httpServer.close(resolve));
}
