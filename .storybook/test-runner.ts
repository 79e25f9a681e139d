import AxeBuilder from '@axe-core/playwright';
import type { TestRunnerConfig } from '@storybook/test-runner';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Of what is not violated axe need tell no more than that: telling every place takes longer than looking. */
const TELL = { resultTypes: ['violations' as const] };

/** What Storybook itself draws on the page. */
const OF_STORYBOOK = ['.sb-wrapper', '#storybook-docs', '#storybook-highlights-root'];

/**
 * Every story is played once, in the light theme, where the a11y addon runs axe. Themes differ by variables of the
 * stylesheet alone, so what is drawn then is looked at once more in the dark one.
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
    const axe = new AxeBuilder({ page }).options(TELL).withTags(RULES).setLegacyMode();
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
