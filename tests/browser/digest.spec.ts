import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { signInAs } from './people.js';

const amount = (text: string | null): number => {
  const digits = Math.round(Number((text ?? '').replace(/[^\d.]/g, '')) * 100);
  return /minus|\(|−/.test(text ?? '') ? -digits : digits;
};

async function openClient(page: Page, name: string): Promise<void> {
  await signInAs(page, 'Maya Okafor');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('grid').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
}

test('a figure opens to what it is made of, and the parts add up to it', async ({ page }) => {
  await openClient(page, 'Larkspur Joinery');
  const figure = page.getByRole('button', { name: /Weekly cash out: where it comes from/ });
  await figure.focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: /comes from/ });
  await expect(card.getByRole('heading', { name: 'Formula' })).toBeVisible();
  const groups = card.getByRole('button', { expanded: false }).filter({ hasText: /^\d/ });
  await groups.first().click();
  const open = card.getByRole('button', { expanded: true }).filter({ hasText: /^\d/ });
  const count = Number.parseInt((await open.textContent()) ?? '');
  const total = amount(((await open.textContent()) ?? '').replace(/^\d+/, ''));
  const listed = await open.locator('xpath=..').getByRole('row').locator('td:last-child').allTextContents();
  expect(listed).toHaveLength(count);
  expect(listed.map(amount).reduce((all, one) => all + one, 0)).toBe(total);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(figure).toBeFocused();
});

test("QuickBooks' own figures stand beside ours and tie", async ({ page }) => {
  await openClient(page, 'Juniper Veterinary');
  await expect(page.getByText(/Ties to QuickBooks, (\w+ )?\d/)).toBeVisible();
  await page.keyboard.press('e');
  const card = page.getByRole('dialog', { name: /comes from/ });
  await expect(card.getByRole('row', { name: /^Runway .* 0\.0$/ })).toBeVisible();
});

test('thirteen weeks as a chart and as a list, and a past week as it stood', async ({ page }) => {
  await openClient(page, 'Larkspur Joinery');
  await page.keyboard.press('l');
  const table = page.getByRole('region', { name: '13 weeks', exact: true }).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(15);
  await page.keyboard.press('[');
  await expect(page.getByText(/As of Sun \d+ \w+/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Back to now/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press(']');
  await expect(page.getByRole('button', { name: /^Back to now/ })).toHaveCount(0);
});

test('the next client in the order of the list', async ({ page }) => {
  await signInAs(page, 'Maya Okafor');
  await page.getByRole('grid').getByRole('link').first().click();
  await expect(page.getByText(/^1 of 5\d$/)).toBeVisible();
  const first = await page.getByRole('heading', { level: 1 }).textContent();
  await page.keyboard.press('Shift+J');
  await expect(page.getByText(/^2 of 5\d$/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(first ?? '');
});
