import AxeBuilder from '@axe-core/playwright';
import type { TestRunnerConfig } from '@storybook/test-runner';

/** Of the rules that hold for every story, those that look at colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Of what is not violated axe need tell no more than that: telling every place takes longer than looking. */
const TELL = { resultTypes: ['violations' as const] };

/** What Storybook itself draws on the page. */
const OF_STORYBOOK = ['.sb-wrapper', '#storybook-docs', '#storybook-highlights-root'];

/**
 * Every story is played once, in the light theme, where the a11y addon runs all of axe. Themes differ by the colours of
 * tokens.css alone, so of what is drawn then the colours are looked at once more in the dark one.
 */
const config: TestRunnerConfig = {
  async prepare({ page }) {
    const target = process.env['TARGET_URL'] ?? 'http://127.0.0.1:6006';
    const frame = new URL('iframe.html', target);
    frame.searchParams.set('viewMode', 'story');
    await page.goto(frame.toString(), { waitUntil: 'load' });
  },
  async postVisit(page) {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(() => {
      document.documentElement.dataset['theme'] = 'dark';
    });
    const axe = new AxeBuilder({ page }).options(TELL).withRules(OF_COLOURS).setLegacyMode();
    for (const part of OF_STORYBOOK) axe.exclude(part);
    const { violations } = await axe.analyze();
    await page.evaluate(() => {
      document.documentElement.dataset['theme'] = 'light';
    });
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
    if (found.length > 0) throw new Error(`In the dark theme axe finds: ${found.join('; ')}`);
  },
};

export default config;
