import type { Page } from '@playwright/test';

const STAND_IN = process.env.RUNWAY_STAND_IN ?? 'http://127.0.0.1:4010';

/** Adds an expense of today to a company's books by hand, paid from its first bank account; `page` ends in its books. */
export async function addExpense(page: Page, company: string, amount: string): Promise<void> {
  await page.goto(`${STAND_IN}/books`);
  await page.getByRole('link', { name: company }).click();
  const form = page.locator('details').filter({ has: page.locator('summary', { hasText: 'Add an expense' }) });
  await form.locator('summary').click();
  const bank = form.locator('[name=paidFrom] option').filter({ hasText: /checking/i });
  await form.locator('[name=paidFrom]').selectOption((await bank.first().getAttribute('value')) ?? '');
  await form.locator('[name=amount]').fill(amount);
  await form.getByRole('button').click();
  await page.getByText(/was added/).waitFor();
}
