import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.js';
import { signInAs } from './people.js';

const SMART = 'Larkspur Joinery';

const section = (page: Page) => page.getByRole('region', { name: 'Next 13 weeks' });
const lowPoint = (page: Page) => section(page).locator('.fcfigure b').first();
const said = (page: Page) => page.locator('[role=status][aria-live=polite]').last();

/** Opens a client's digest from the list, and waits for its figures. */
async function openClient(page: Page, name: string): Promise<void> {
  await signInAs(page, 'Maya Okafor');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('grid').getByRole('link', { name }).first().click();
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
  await expect(section(page)).toBeVisible();
}

/** The table as its cells read, without what is for people who listen alone. */
async function tableOf(page: Page): Promise<string[][]> {
  return section(page)
    .locator('table.fct tr:not(.fcpanelrow)')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('th,td')].map((cell) => {
          const shown = cell.cloneNode(true) as HTMLElement;
          for (const hidden of shown.querySelectorAll('.vh,small,.weekmark')) hidden.remove();
          return (shown.textContent ?? '').trim();
        }),
      ),
    );
}

/** `(1,234.50)` as a spreadsheet has it: `-1234.50`. */
function plain(amount: string): string {
  const size = amount.replace(/[(),]/g, '');
  return amount.startsWith('(') ? `-${size}` : size;
}

test('a week opens to its items by keyboard, and an event added moves the low point until it is taken back', async ({
  page,
}) => {
  await openClient(page, SMART);
  const name = `A journey’s event ${Date.now()}`;
  const before = (await lowPoint(page).textContent()) ?? '';
  const cell = section(page).locator('tr.group [data-cell]').first();
  await cell.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = section(page).getByRole('group', { name: / to / });
  await expect(panel).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await page.getByRole('button', { name: 'Add an event' }).click();
  await page.keyboard.type(name);
  await page.getByRole('textbox', { name: /^Amount/ }).fill('1,000,000.25');
  await page.keyboard.press('Enter');
  await expect(lowPoint(page)).not.toHaveText(before);
  await expect(said(page)).toContainText(`${name} added to the forecast. Low point now minus`);
  await expect(section(page).getByRole('button', { name: `Remove: ${name}` })).toBeVisible();
  // Pointed at, the offer to undo stays for as long as this takes.
  await page.locator('.toast').hover();
  await expectAccessible(page);
  await page.getByRole('heading', { name: 'Next 13 weeks' }).click();
  await page.keyboard.press('u');
  await expect(lowPoint(page)).toHaveText(before);
  await expect(said(page)).toContainText(`${name} taken out of the forecast.`);
});

test('the CSV holds what the table holds', async ({ page }) => {
  await openClient(page, SMART);
  const table = await tableOf(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    section(page).getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^larkspur-joinery-13-weeks-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  const below = lines.filter((line) => /^"?(Changed by advisors|In view, not in the forecast): /.test(line));
  expect(lines[0]).toContain(`${SMART}: week from`);
  expect(lines).toHaveLength(table.length + 1 + below.length);
  for (const [index, row] of table.slice(1).entries()) {
    const [label, ...amounts] = row;
    // Labels alone are quoted, where they hold a comma.
    const line = (lines[index + 2] ?? '').match(/"[^"]*"|[^,]+/g) ?? [];
    expect(line[0]?.replaceAll('"', '')).toBe(label);
    expect(line.slice(1, 14)).toEqual(amounts.slice(0, 13).map(plain));
  }
});

test('without a network the thirteen weeks stay readable, and changes wait', async ({ page, context }) => {
  await openClient(page, SMART);
  const before = (await lowPoint(page).textContent()) ?? '';
  await context.setOffline(true);
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await expect(page.getByText(/^Offline/).first()).toBeVisible({ timeout: 90_000 });
  await section(page).getByText('Recurring', { exact: true }).click();
  await section(page).getByRole('switch').first().focus();
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText('The forecast is changed when online. Nothing was changed.');
  await expect(lowPoint(page)).toHaveText(before);
  await expectAccessible(page);
  await context.setOffline(false);
});

test('the Flowband moves along its events by arrow keys, and leads to the issue that one rests on', async ({
  page,
}) => {
  await openClient(page, SMART);
  await page.keyboard.press('2');
  const band = page.getByRole('img', { name: /^Balance after the next \d+ cash events/ });
  await band.focus();
  await page.keyboard.press('ArrowRight');
  await expect(said(page)).toContainText(/^1 of \d+: /);
  await expect(page.locator('tr.cur')).toHaveAttribute('id', 'flow-event-1');
  const rests = page.getByRole('button', { name: /^Rests on: / }).first();
  await rests.click();
  await expect(page.getByRole('treegrid').locator('[data-row][aria-level="2"]:focus')).toHaveCount(1);
  await expectAccessible(page);
});

test('a client whose tier has no forecast sees what it would show, in its place', async ({ page }) => {
  await openClient(page, SMART);
  const tier = page.getByRole('button', { name: /^Tier/ });
  await tier.click();
  await page.getByRole('menuitemradio').first().click();
  await expect(section(page).getByText('Not in this client’s tier')).toBeVisible();
  await expectAccessible(page);
  await tier.click();
  await page.getByRole('menuitemradio').nth(1).click();
  await expect(lowPoint(page)).toBeVisible();
});
