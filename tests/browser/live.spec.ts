import { expect, test, type Locator, type Page } from '@playwright/test';
import { addExpense } from './books.js';
import { signInAs } from './people.js';

const CLIENT = 'Copperleaf Dental';
/** From a notice to the screen it is seconds; QuickBooks gathers its notices before. */
const PATIENT = { timeout: 60_000 };

const cashOf = (page: Page): Locator => page.getByRole('button', { name: /Cash on hand: where it comes from/i });

const cents = (text: string | null): number => Math.round(Number((text ?? '').replace(/[^\d.]/g, '')) * 100);
const shownCash = async (page: Page): Promise<number> => cents(await cashOf(page).textContent());

async function openClient(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill(CLIENT);
  await page.getByRole('grid').getByRole('link', { name: CLIENT }).click();
  await expect(cashOf(page)).toBeVisible();
}

/** A page that is loaded anew forgets this. */
const mark = (page: Page): Promise<void> =>
  page.evaluate(() => void (document.documentElement.dataset['same'] = 'yes'));
const isSame = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.dataset['same'] === 'yes');

test('a change in the books appears on the open client and in the list of another tab, without a reload', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Maya Okafor');
  const list = await context.newPage();
  await list.goto(`/clients?q=${encodeURIComponent(CLIENT)}`);
  const row = list.getByRole('row', { name: new RegExp(CLIENT) });
  await openClient(page);
  await Promise.all([mark(page), mark(list)]);
  const before = await shownCash(page);
  await cashOf(page).focus();
  const place = await cashOf(page).boundingBox();

  await addExpense(await context.newPage(), CLIENT, '1234.56');

  await expect.poll(() => shownCash(page), PATIENT).toBe(before - 123_456);
  await expect(row).toContainText(
    ((before - 123_456) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }),
    PATIENT,
  );
  expect(await Promise.all([isSame(page), isSame(list)])).toEqual([true, true]);
  await expect(cashOf(page)).toBeFocused();
  expect((await cashOf(page).boundingBox())?.y).toBe(place?.y);
  await expect(page.getByText(/Ties to QuickBooks, (\w+ )?\d/)).toBeVisible();
});

test('what changed while the line was down is there once it is up again', async ({ page, context, browser }) => {
  await signInAs(page, 'Maya Okafor');
  await openClient(page);
  await mark(page);
  const before = await shownCash(page);
  const place = await cashOf(page).boundingBox();

  await context.setOffline(true);
  const elsewhere = await browser.newContext();
  await addExpense(await elsewhere.newPage(), CLIENT, '50.00');
  await addExpense(await elsewhere.newPage(), CLIENT, '25.00');
  await elsewhere.close();
  expect(await shownCash(page)).toBe(before);

  await context.setOffline(false);
  await expect.poll(() => shownCash(page), PATIENT).toBe(before - 7_500);
  expect(await isSame(page)).toBe(true);
  expect((await cashOf(page).boundingBox())?.y).toBe(place?.y);

  // And the line is up: the next change needs no asking.
  await addExpense(await context.newPage(), CLIENT, '1.00');
  await expect.poll(() => shownCash(page), PATIENT).toBe(before - 7_600);
});
