import { expect, test } from '@playwright/test';
import { signInAs } from './people.js';

test('a person connects a company at the consent page, and its figures arrive', async ({ page }) => {
  await signInAs(page, 'Daniel Reyes');
  await page.getByRole('button', { name: 'Connect a QuickBooks company' }).click();
  await expect(page.getByText(/stand-in/i).first()).toBeVisible();
  await page.getByText('Thornapple Press').click();
  await page.getByRole('button', { name: /Allow|Connect/ }).click();
  await expect(page).toHaveURL(/\/clients/);
  await page.getByRole('searchbox').fill('Thornapple');
  const row = page.getByRole('row', { name: /Thornapple Press/ });
  await expect(row).toBeVisible();
  await expect(row).toContainText(/\d\.\d/, { timeout: 45_000 });
});

test('saying no at the consent page changes nothing and says so', async ({ page }) => {
  await signInAs(page, 'Priya Natarajan');
  const before = await page.getByRole('link', { name: /^Clients/ }).textContent();
  await page.getByRole('button', { name: 'Connect a QuickBooks company' }).click();
  // The list, which the consent page takes the place of, has buttons named like that.
  await expect(page.getByText(/stand-in/i).first()).toBeVisible();
  await page.getByRole('button', { name: /Cancel|No/ }).click();
  await expect(page).toHaveURL(/\/clients/);
  await expect(page.getByRole('link', { name: /^Clients/ })).toHaveText(before ?? '');
  await expect(page.getByText(/not connected|was refused|denied|cancelled|canceled/i).first()).toBeVisible();
});
