import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { clientRows, signInAs } from './people.js';

test('a wrong password is refused in words, and nothing of what was typed is lost', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('E-mail').fill('daniel@foundrystreet.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toContainText(/password/i);
  await expect(page.getByLabel('E-mail')).toHaveValue('daniel@foundrystreet.example');
  await expectAccessible(page);
});

test('one key signs a demo person in; the session is in cookies that no script can read', async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: /Daniel Reyes/ })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('grid', { name: 'Clients' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Clients 4\d/ })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies.length).toBeGreaterThan(0);
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax')).toBe(true);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBeLessThan(6);
});

test("another advisor's client reads like one that does not exist", async ({ page, browser }) => {
  await signInAs(page, 'Priya Natarajan');
  const address = await page.getByRole('grid', { name: 'Clients' }).getByRole('link').first().getAttribute('href');
  const context = await browser.newContext();
  const other = await context.newPage();
  await signInAs(other, 'Daniel Reyes');
  await expect(clientRows(other)).not.toHaveCount(0);
  await other.goto(address ?? '');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(/No page at this address|No client/);
  await expectAccessible(other);
  await context.close();
});
