import type { TestRunnerConfig } from '@storybook/test-runner';

/** The theme to test in: every story is run once a theme (`RUNWAY_STORY_THEME=dark`). axe runs by the a11y addon. */
const THEME = process.env['RUNWAY_STORY_THEME'] ?? 'light';

const config: TestRunnerConfig = {
  async prepare({ page }) {
    const target = process.env['TARGET_URL'] ?? 'http://127.0.0.1:6006';
    const frame = new URL('iframe.html', target);
    frame.searchParams.set('viewMode', 'story');
    frame.searchParams.set('globals', `theme:${THEME}`);
    await page.goto(frame.toString(), { waitUntil: 'load' });
  },
};

export default config;
