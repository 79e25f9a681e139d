import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { clientRows, listByName, signInAs } from './people.js';

test('a new version waits for a person, and what is on the device stays', async ({ page, context }) => {
  await signInAs(page, 'Priya Natarajan');
  await listByName(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await expect(clientRows(page)).toHaveCount(10);
  const started = await page.evaluate(() => performance.timeOrigin);
  await expect(page.getByText(/New version/)).toHaveCount(0);

  appendFileSync(join(process.env.RUNWAY_STATIC_DIR ?? '', 'serviceWorker.js'), '\n// the next version\n');
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  const line = page.getByRole('button', { name: /New version|Reload/i }).first();
  await expect(line).toBeVisible();
  await page.waitForTimeout(1500);
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(started);

  await line.click();
  await expect.poll(() => page.evaluate(() => performance.timeOrigin).catch(() => started)).not.toBe(started);
  await context.setOffline(true);
  await expect(clientRows(page)).toHaveCount(10);
  await context.setOffline(false);
});
