import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { clientRows, signInAs } from './people.js';

test.beforeEach(({ page }) => signInAs(page, 'Maya Okafor'));

/** Weeks of runway as they are listed, group by group; states are left out. */
const weeksByGroup = (page: Page): Promise<number[][]> =>
  page
    .getByRole('grid', { name: 'Clients' })
    .getByRole('row')
    .evaluateAll((rows) => {
      const groups: number[][] = [];
      for (const row of rows) {
        const weeks = Number.parseFloat(row.querySelector('[data-client] > .c-weeks')?.textContent ?? '');
        if (!row.hasAttribute('data-client')) groups.push([]);
        else if (!Number.isNaN(weeks)) groups.at(-1)?.push(weeks);
      }
      return groups;
    });

test('fifty clients by group, the shortest runway of each first, with totals that add up', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Data shows \d+ clients? needs? attention$/);
  await expect(page.getByRole('link', { name: /Clients 5\d/ })).toBeVisible();
  const totals = page.getByRole('group', { name: 'Totals' });
  await expect(totals).toBeVisible();
  const counts = await totals.getByText(/^\d+ (critical|tight|clear|not burning|no data)$/).allTextContents();
  const counted = counts.map((text) => Number.parseInt(text)).reduce((all, count) => all + count, 0);
  await expect(totals.getByText(new RegExp(`^${counted} clients$`))).toBeVisible();
  const groups = await weeksByGroup(page);
  expect(groups.flat().length).toBeGreaterThan(5);
  for (const numbers of groups) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  await expectAccessible(page);
});

test('reviewed, searched, moved through and opened by keyboard alone', async ({ page }) => {
  const line = page.getByRole('row', { name: /^\d+ steady/ });
  const steady = line.getByRole('button', { name: /^\d+ steady$/ });
  const markAll = line.getByRole('button', { name: /^Mark .*reviewed/ });
  await expect(markAll).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(steady).toHaveAttribute('aria-expanded', 'true');
  await expect(steady).toBeFocused();
  await page.keyboard.press('Shift+R');
  // The way back stays while it is pointed at, however slow the machine is.
  await page.locator('.toast').first().hover();
  const count = Number.parseInt((await steady.textContent()) ?? '');
  await expect(line.getByText(`${count} reviewed`, { exact: true })).toBeVisible();
  await expect(markAll).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press('u');
  await expect(markAll).toBeVisible();

  await page.keyboard.press('j');
  const first = page.locator('[data-client]:focus');
  const client = page.locator(`[data-client="${await first.getAttribute('data-client')}"]`);
  await page.keyboard.press('r');
  await expect(client.getByText('reviewed', { exact: true })).toBeAttached();
  await expect(client).not.toBeFocused();
  await expect(line.getByText('1 reviewed', { exact: true })).toBeVisible();
  await page.keyboard.press('u');
  await expect(line.getByText('1 reviewed', { exact: true })).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(steady).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.press('/');
  await page.keyboard.type('dental');
  await expect(clientRows(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.locator('body').press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Dental/);
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('dental');
});

test('an empty filter says which, and offers to clear it', async ({ page }) => {
  await page.getByRole('searchbox').fill('no such client');
  await expect(page.getByText(/no such client/)).toBeVisible();
  await page.getByRole('button', { name: /Clear/ }).first().click();
  await expect(clientRows(page).first()).toBeVisible();
});

test('a head sorts, and again the other way', async ({ page }) => {
  await page.getByRole('button', { name: 'Client', exact: true }).click();
  const head = page.getByRole('columnheader', { name: /^Client/ });
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const first = await clientRows(page).first().textContent();
  await page
    .getByRole('button', { name: /^Client/ })
    .first()
    .click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await clientRows(page).first().textContent()).not.toBe(first);
});

test('the list says the same as the bars', async ({ page }) => {
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'List' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('meter')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

for (const width of [390, 820, 1024]) {
  test(`nothing is wider than the screen at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectAccessible(page);
    await page.getByRole('grid').getByRole('link').first().click();
    await expect(page.getByRole('tab', { name: 'Digest' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectAccessible(page);
  });
}
