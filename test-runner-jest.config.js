import { getJestConfig } from '@storybook/test-runner';

const config = getJestConfig();
const playwright = config.testEnvironmentOptions?.['jest-playwright'];
/** Set where the browser is the system's own; else Playwright's. */
const executablePath = process.env.RUNWAY_CHROMIUM;

export default {
  ...config,
  testTimeout: 60_000,
  testEnvironmentOptions: {
    'jest-playwright': {
      ...playwright,
      launchOptions: {
        args: ['--no-sandbox', '--disable-background-networking'],
        ...(executablePath === undefined ? {} : { executablePath }),
      },
    },
  },
};
