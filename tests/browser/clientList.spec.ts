import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { clientRows, signInAs } from './people.js';

test.beforeEach(({ page }) => signInAs(page, 'Maya Okafor'));

test('fifty clients, the shortest runway first, with totals that add up', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Data shows \d+ clients? needs? attention$/);
  await expect(page.getByRole('link', { name: /Clients 5\d/ })).toBeVisible();
  const totals = await page.getByText(/^\d+ (critical|tight|clear|not burning|no data)$/).allTextContents();
  const counted = totals.map((text) => Number.parseInt(text)).reduce((all, count) => all + count, 0);
  await expect(page.getByText(new RegExp(`^${counted} clients$`))).toBeVisible();
  const weeks = await page.getByRole('grid').locator('[role=row] [role=gridcell]:nth-of-type(2)').allTextContents();
  const numbers = weeks.map(Number.parseFloat).filter((week) => !Number.isNaN(week));
  expect(numbers.length).toBeGreaterThan(5);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  await expectAccessible(page);
});

test('searched, moved through and opened by keyboard alone', async ({ page }) => {
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
