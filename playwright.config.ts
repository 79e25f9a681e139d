import { defineConfig } from '@playwright/test';

/** Which of the lanes that run at a time this is; each keeps its results in a place of its own. */
const lane = process.env.RUNWAY_LANE ?? '1';

/**
 * Journeys in Chromium against the product as it is built, on books synced from the stand-in.
 * `npm test` starts the product and passes its address and the browser's path.
 */
export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  outputDir: `test-results/browser-${lane}`,
  workers: 1,
  // What never comes fails; what is late on a busy machine does not.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: `test-results/browser-${lane}.json` }]],
  use: {
    baseURL: process.env.RUNWAY_ADDRESS ?? 'http://localhost:4000',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
    },
  },
});
