import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { signInAs } from './people.js';

const CLIENT = 'Marigold Bakehouse';
const PATIENT = { timeout: 30_000 };

const opener = (page: Page): Locator => page.getByRole('button', { name: CLIENT, exact: true });
const line = (page: Page): Locator => page.getByRole('listitem').filter({ has: opener(page) });

async function openConnections(page: Page): Promise<void> {
  await signInAs(page, 'Maya Okafor');
  await page.getByRole('link', { name: /^Connections/ }).click();
  await expect(opener(page)).toBeVisible();
}

test('a company is synced, paused and resumed by keyboard alone, and the focus stays', async ({ page }) => {
  await openConnections(page);
  await page.locator('body').press('j');
  await expect(page.locator('[data-connection]').first()).toBeFocused();
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await expect(opener(page)).toHaveAttribute('aria-expanded', 'true');
  const runs = line(page).getByRole('table');
  await expect(runs.getByRole('row').nth(1)).toBeVisible();

  await page.keyboard.press('Tab');
  const sync = line(page).getByRole('button', { name: `Sync now ${CLIENT}` });
  await expect(sync).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(runs.getByRole('row', { name: /Asked for here.* ties/ })).toBeVisible(PATIENT);
  await expect(line(page)).toContainText('Synced');
  await expect(sync).toBeFocused();

  // Past the tie-out's link to the acts of the opened line.
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await expect(line(page).getByRole('button', { name: 'Pause' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(line(page)).toContainText('when resumed');
  const resume = line(page).getByRole('button', { name: 'Resume', exact: true });
  await expect(resume).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(line(page).getByRole('button', { name: 'Pause' })).toBeFocused();
  await expect(line(page)).toContainText('Synced', PATIENT);
});

test('a company is disconnected, keeps its figures, and comes back through consent to where it was begun', async ({
  page,
}) => {
  await openConnections(page);
  await opener(page).click();
  await line(page).getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: `Disconnect ${CLIENT} from QuickBooks` });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(line(page)).toContainText('Not connected to QuickBooks');
  await expect(opener(page)).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/not connected/);

  await line(page)
    .getByRole('button', { name: `Connect ${CLIENT}` })
    .click();
  await expect(page.getByText(/stand-in/i).first()).toBeVisible();
  await page.getByText(CLIENT).click();
  await page.getByRole('button', { name: /Allow|Connect/ }).click();
  await expect(page).toHaveURL(/\/connections$/);
  await expect(page.getByText(`${CLIENT} is connected; its books are being read.`)).toBeVisible();
  await expect(line(page)).toContainText('Synced', PATIENT);
  await expectAccessible(page);
});

test('saying no at the consent page comes back to Connections and says so', async ({ page }) => {
  await openConnections(page);
  await page.getByRole('button', { name: 'Connect a company' }).click();
  await expect(page.getByText(/stand-in/i).first()).toBeVisible();
  await page.getByRole('button', { name: /Cancel|No/ }).click();
  await expect(page).toHaveURL(/\/connections$/);
  await expect(page.getByText(/was not connected/)).toBeVisible();
});

test('without a network it says what the device last heard, and nothing can be pressed in vain', async ({
  page,
  context,
}) => {
  await openConnections(page);
  await context.setOffline(true);
  await expect(page.getByText(/Offline, states from/)).toBeVisible(PATIENT);
  await expect(page.getByRole('button', { name: `Sync now ${CLIENT}` })).toHaveAttribute('aria-disabled', 'true');
  await context.setOffline(false);
  await expect(page.getByText(/Offline, states from/)).toBeHidden(PATIENT);
});

for (const width of [390, 820, 1024]) {
  test(`nothing is wider than the screen at ${width}`, async ({ page }) => {
    await openConnections(page);
    await page.setViewportSize({ width, height: 844 });
    await opener(page).click();
    await expect(line(page).getByRole('row').nth(1)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectAccessible(page);
  });
}
