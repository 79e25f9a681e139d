import { expect, type Page } from '@playwright/test';

/** Signs in as one of the demo's people by the button of their name, and waits for the list. */
export async function signInAs(page: Page, name: 'Maya Okafor' | 'Daniel Reyes' | 'Priya Natarajan'): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect(page.getByRole('grid', { name: 'Clients' })).toBeVisible();
}

/** Rows of clients, without the head. */
export const clientRows = (page: Page) => page.getByRole('grid', { name: 'Clients' }).getByRole('rowheader');
