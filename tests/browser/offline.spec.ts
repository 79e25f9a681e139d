import { expect, test, type Page } from '@playwright/test';
import { clientRows, signInAs } from './people.js';

/** Waits until the app runs from the service worker and every client's digest is on the device. */
async function takeAlong(page: Page, clients: number): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null || performance.now() > 20_000);
  await page.reload();
  await expect(clientRows(page).first()).toBeVisible();
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const databases = await indexedDB.databases();
          const counts = await Promise.all(
            databases.map(
              ({ name }) =>
                new Promise<number>((resolve, reject) => {
                  const request = indexedDB.open(name ?? '');
                  request.onerror = () => reject(request.error);
                  request.onsuccess = () => {
                    const stores = [...request.result.objectStoreNames].filter((store) => /digest/.test(store));
                    if (stores.length === 0) return resolve(0);
                    const counted = request.result
                      .transaction(stores)
                      .objectStore(stores[0] ?? '')
                      .count();
                    counted.onsuccess = () => {
                      request.result.close();
                      resolve(counted.result);
                    };
                  };
                }),
            ),
          );
          return Math.max(0, ...counts);
        }),
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(clients);
}

test('with no network: opens, shows the list and a client never opened before, and says how old it is', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Maya Okafor');
  await takeAlong(page, 50);
  await context.setOffline(true);
  const began = performance.now();
  await page.goto('/clients');
  await expect(clientRows(page).first()).toBeVisible();
  const tookMs = Math.round(performance.now() - began);
  test.info().annotations.push({ type: 'offline list painted, ms', description: String(tookMs) });
  expect(tookMs).toBeLessThan(5000);
  await expect(page.getByText(/Offline since/).first()).toBeVisible();
  await page.getByRole('searchbox').fill('Juniper');
  await page
    .getByRole('grid')
    .getByRole('link', { name: /Juniper/ })
    .click();
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
  await page.keyboard.press('e');
  const card = page.getByRole('dialog', { name: /comes from/ });
  await card.getByRole('button', { expanded: false }).filter({ hasText: /^\d/ }).first().click();
  await expect(card.getByRole('button', { expanded: true }).first()).toBeVisible();
  await context.setOffline(false);
});

test('signing out with no network wipes the device', async ({ page, context }) => {
  await signInAs(page, 'Daniel Reyes');
  await takeAlong(page, 40);
  await context.setOffline(true);
  await page.getByRole('button', { name: /Daniel Reyes/ }).click();
  await page.getByText('Sign out').click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(
    await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const rows = await Promise.all(
        databases.map(
          ({ name }) =>
            new Promise<number>((resolve) => {
              const request = indexedDB.open(name ?? '');
              request.onsuccess = () => {
                const stores = [...request.result.objectStoreNames];
                if (stores.length === 0) return resolve(0);
                const transaction = request.result.transaction(stores);
                let all = 0;
                for (const store of stores) {
                  const counted = transaction.objectStore(store).count();
                  counted.onsuccess = () => void (all += counted.result);
                }
                transaction.oncomplete = () => resolve(all);
              };
            }),
        ),
      );
      return rows.reduce((all, count) => all + count, 0);
    }),
  ).toBe(0);
  await context.setOffline(false);
});
