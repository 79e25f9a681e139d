import { expect, type Page } from '@playwright/test';

/** Signs in as one of the demo's people by the button of their name, and waits for the list. */
export async function signInAs(page: Page, name: 'Maya Okafor' | 'Daniel Reyes' | 'Priya Natarajan'): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect(page.getByRole('grid', { name: 'Clients' })).toBeVisible();
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Clients' });

/** Rows of clients, without heads and the line that the steady are folded into. */
export const clientRows = (page: Page) =>
  grid(page)
    .getByRole('rowheader')
    .filter({ has: page.getByRole('link') });

/** Orders the list by name: then it is flat, and the steady are among its rows. */
export async function listByName(page: Page): Promise<void> {
  await grid(page).getByRole('button', { name: 'Client', exact: true }).click();
  await expect(page).toHaveURL(/sort=NAME/);
}
