import { expect, test } from '@playwright/test';
import { clientRows, listByName, signInAs } from './people.js';

test('two tabs show the same list, and signing out in one signs both out', async ({ page, context }) => {
  await signInAs(page, 'Priya Natarajan');
  await listByName(page);
  const other = await context.newPage();
  await other.goto('/clients?sort=NAME');
  await expect(clientRows(other)).toHaveCount(10);
  expect(await clientRows(other).allTextContents()).toEqual(await clientRows(page).allTextContents());

  await page.getByRole('button', { name: /Priya Natarajan/ }).click();
  await page.getByText('Sign out').click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(clientRows(other)).toHaveCount(0);
});

test('another person on the same device sees their own clients and nothing of the one before', async ({ page }) => {
  await signInAs(page, 'Daniel Reyes');
  await listByName(page);
  const daniels = await clientRows(page).allTextContents();
  await page.getByRole('button', { name: /Daniel Reyes/ }).click();
  await page.getByText('Sign out').click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signInAs(page, 'Priya Natarajan');
  await listByName(page);
  await expect(clientRows(page)).toHaveCount(10);
  const priyas = await clientRows(page).allTextContents();
  expect(priyas.filter((name) => daniels.includes(name))).toEqual([]);
});

test('when the session has ended, the sign-in page comes, and the same person finds everything again', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Priya Natarajan');
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('button', { name: /Priya Natarajan/ }).click();
  await listByName(page);
  await expect(clientRows(page)).toHaveCount(10);
});
