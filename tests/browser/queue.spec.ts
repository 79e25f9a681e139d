import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { clientRows, signInAs } from './people.js';

const CLIENT = 'Juniper Veterinary';

/** The app runs from the service worker, so that it opens without a network. */
async function untilAtHome(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function openClient(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill(CLIENT);
  await page.getByRole('grid', { name: 'Clients' }).getByRole('link', { name: CLIENT }).click();
  await expect(page.getByRole('heading', { level: 1, name: CLIENT })).toBeVisible();
}

const bills = (page: Page) => page.getByRole('grid', { name: 'Bills' }).locator('[data-document]');
const waits = (page: Page) => page.getByRole('button', { name: /saved on this device/ });

/** How many operations lie in the device's queue. */
function queuedOn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('runway-device');
        request.onerror = () => reject(request.error ?? new Error('The database did not open.'));
        request.onsuccess = () => {
          const counted = request.result.transaction(['outbox']).objectStore('outbox').count();
          counted.onsuccess = () => {
            request.result.close();
            resolve(counted.result);
          };
        };
      }),
  );
}

/** Snoozes the first issue, and queues two decisions on bills. */
async function decideOffline(page: Page): Promise<void> {
  await page.keyboard.press('2');
  await expect(page.getByRole('treegrid', { name: 'Open issues' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selected issues' }).getByText('1 selected')).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByText(/^1 issue snoozed until it changes\./).first()).toBeVisible();
  await page.keyboard.press('3');
  await expect(bills(page).first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(bills(page).first()).toBeFocused();
  await page.keyboard.type('xjx');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^2 decisions (queued|saved on this device)\.$/).first()).toBeVisible();
}

test('what is decided without a network is there after the page was closed, and lands once there is one', async ({
  page: first,
  context,
}) => {
  test.setTimeout(120_000);
  await signInAs(first, 'Daniel Reyes');
  await untilAtHome(first);
  await openClient(first);
  await first.keyboard.press('3');
  await expect(bills(first).first()).toBeVisible();

  await context.setOffline(true);
  await decideOffline(first);
  await first.close();

  const page = await context.newPage();
  await page.goto('/clients');
  await expect(clientRows(page).first()).toBeVisible();
  await expect(waits(page).first()).toContainText(/2 decisions and \d+ other changes? saved on this device/);
  await expect(waits(page).first()).toContainText('sent when online');
  await expectAccessible(page);

  const other = await context.newPage();
  await other.goto('/clients');
  await expect(waits(other).first()).toContainText(/2 decisions and \d+ other changes? saved on this device/);

  // Signing out now would lose it: that is asked first, and staying keeps everything.
  await page.getByRole('button', { name: /Daniel Reyes/ }).click();
  await page.getByText('Sign out').click();
  const warning = page.getByRole('dialog', { name: 'Sign out' });
  await expect(warning).toContainText('on this device not sent yet');
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toBeHidden();
  expect(await queuedOn(page)).toBeGreaterThanOrEqual(3);

  await context.setOffline(false);
  await expect.poll(() => queuedOn(page), { timeout: 45_000 }).toBe(0);
  await expect(waits(page)).toHaveCount(0);
  await expect(waits(other)).toHaveCount(0);
  await openClient(page);
  await page.keyboard.press('3');
  const landed = page.getByRole('article', { name: /^Payment recorded/ });
  await expect(landed.nth(1)).toBeVisible({ timeout: 45_000 });
  await expect(landed.first()).toContainText('Sent once as');
});

test('another person on the device sees nothing of what waited, and nothing of it is sent', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Priya Natarajan');
  await untilAtHome(page);
  await clientRows(page).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('3');
  await expect(bills(page).first()).toBeVisible();
  await context.setOffline(true);
  await page.keyboard.press('j');
  await page.keyboard.type('x');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^1 decision (queued|saved on this device)\.$/).first()).toBeVisible();
  expect(await queuedOn(page)).toBeGreaterThanOrEqual(1);
  await page.getByRole('button', { name: /Priya Natarajan/ }).click();
  await page.getByText('Sign out').click();
  await page.getByRole('button', { name: /^Sign out and remove \d+$/ }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await context.setOffline(false);
  const sent: string[] = [];
  page.on('request', (request) => {
    if ((request.postData() ?? '').includes('submitDecisions')) sent.push(request.url());
  });
  await signInAs(page, 'Daniel Reyes');
  await expect(waits(page)).toHaveCount(0);
  expect(await queuedOn(page)).toBe(0);
  expect(sent).toEqual([]);
});
