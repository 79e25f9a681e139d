import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { signInAs } from './people.js';

const CLIENT = 'Larkspur Joinery';

/** Opens a client's Hygiene tab with the keyboard alone, from the list. */
async function openByKeyboard(page: Page, name: string): Promise<void> {
  await signInAs(page, 'Maya Okafor');
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Clients' }).getByRole('row', { name })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('treegrid', { name: 'Open issues' })).toBeVisible();
}

/** How many a filter says it has. */
async function countOf(page: Page, state: string): Promise<number> {
  const words = await page.getByRole('button', { name: new RegExp(`^${state} \\d`) }).textContent();
  return Number(/\d+$/.exec(words ?? '')?.[0]);
}

const said = (page: Page) => page.locator('[role=status][aria-live=polite]').last();

test('issues are worked through by keyboard alone, and every act is said and can be taken back', async ({ page }) => {
  await openByKeyboard(page, CLIENT);
  const tab = page.getByRole('tab', { name: /^Hygiene \d+ open issues?$/ });
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { level: 2, name: 'Data shows top issues to fix' })).toBeVisible();
  const open = await countOf(page, 'Open');
  const [snoozed, dismissed] = [await countOf(page, 'Snoozed'), await countOf(page, 'Dismissed')];
  expect(open).toBeGreaterThan(2);

  const tree = page.getByRole('treegrid', { name: 'Open issues' });
  const rules = tree.locator('[role=row][aria-level="1"]');
  await page.keyboard.press('j');
  await expect(rules.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rules.first()).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('j');
  const issue = tree.locator('[role=row][aria-level="2"][data-row]').first();
  await expect(issue).toBeFocused();
  await expect(issue.getByRole('rowheader')).not.toBeEmpty();
  const fix = issue.getByRole('link', { name: 'Fix in QuickBooks, opens a new window' });
  if ((await fix.count()) > 0) {
    await expect(fix).toHaveAttribute('target', '_blank');
    await expect(fix).toHaveAttribute('rel', /noopener/);
  }

  await page.keyboard.press('x');
  await expect(issue).toHaveAttribute('aria-selected', 'true');
  const bar = page.getByRole('region', { name: 'Selected issues' });
  await expect(bar.getByText('1 selected')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('s');
  await expect(said(page)).toContainText('1 issue snoozed until it changes. Undo with u.');
  await expect.poll(() => countOf(page, 'Snoozed')).toBe(snoozed + 1);
  await expect(bar).toBeHidden();
  await expect(tree.locator('[data-row]:focus')).toHaveCount(1);
  await page.keyboard.press('u');
  await expect(said(page)).toContainText('Undone for 1 issue.');
  await expect.poll(() => countOf(page, 'Open')).toBe(open);

  await page.keyboard.press('Home');
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: /^Dismiss \d+ issues?$/ });
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('Seen with the client in a journey');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(said(page)).toContainText(/issues? dismissed\. Undo with u\./);
  await expect.poll(() => countOf(page, 'Dismissed')).toBeGreaterThan(dismissed);
  await page.keyboard.press('u');
  await expect.poll(() => countOf(page, 'Dismissed')).toBe(dismissed);
  await expect.poll(() => countOf(page, 'Open')).toBe(open);

  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
});

test('the score is the sum that it prints', async ({ page }) => {
  await openByKeyboard(page, CLIENT);
  const button = page.getByRole('button', { name: /of 100/ });
  const value = Number.parseInt((await button.textContent()) ?? '');
  await button.click();
  const card = page.getByRole('dialog', { name: `${value} of 100` });
  const points = await card.locator('tbody tr td:last-child').allTextContents();
  expect(points.map((text) => Number(text.replace('−', '-'))).reduce((sum, one) => sum + one, 0)).toBe(value);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('without a network issues are read and worked through; what was done is sent once there is one', async ({
  page,
  context,
}) => {
  await openByKeyboard(page, CLIENT);
  const snoozed = await countOf(page, 'Snoozed');
  await context.setOffline(true);
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await expect(page.getByText(/^Offline/).first()).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selected issues' }).getByText('1 selected')).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByText(/^1 issue snoozed until it changes\. Saved on this device\./).first()).toBeVisible();
  await expect.poll(() => countOf(page, 'Snoozed')).toBe(snoozed + 1);
  await expect(page.getByRole('button', { name: /^1 change saved on this device/ }).first()).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByRole('button', { name: /^1 change saved on this device/ })).toHaveCount(0, {
    timeout: 45_000,
  });
  await page.reload();
  await expect(page.getByRole('treegrid', { name: 'Open issues' })).toBeVisible();
  await expect.poll(() => countOf(page, 'Snoozed')).toBe(snoozed + 1);
});

test('the owner alone sets thresholds', async ({ page }) => {
  await signInAs(page, 'Maya Okafor');
  await page.goto('/settings/hygiene');
  const field = page.getByRole('textbox', { name: 'Uncleared entries, days' });
  const before = await field.inputValue();
  await field.fill('nonsense');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('A number of days is needed.');
  await expectAccessible(page);
  await field.press('Escape');
  await expect(field).toHaveValue(before);
});
