/** Builds Storybook, serves it, and runs every story in Chromium with axe; a violation fails. */
import { join } from 'node:path';
import { preview } from 'vite';
import { ROOT, ensureBrowser, productNode, run, step } from './ground.mjs';

const OUT = 'storybook-static';
const bin = (path, ...args) => [productNode(), [join(ROOT, 'node_modules', path), ...args]];

const CHROMIUM_PATH = await ensureBrowser();
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
  const { port } = server.httpServer.address();
  await run(
    ...bin(
      '@storybook/test-runner/dist/test-storybook.js',
      '--url',
      `http://127.0.0.1:${port}`,
      '--maxWorkers',
      '2',
      '--testTimeout',
      '30000',
    ),
    { show: true, env: { CHROMIUM_PATH } },
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await new Promise((resolve) => server.httpServer.close(resolve));
}
