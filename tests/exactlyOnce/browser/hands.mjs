/**
 * An advisor's hands on the Console tab of the built app: every decision here is made by keys alone, on rows that the page
 * shows. What the app saved by them is told by `watching.mjs`; here is only what a person sees.
 */
import { setTimeout as wait } from 'node:timers/promises';

const SHOWN_MS = 15_000;
const STEP_MS = 10_000;
const SAID_MS = 15_000;
const POLL_MS = 20;
const MOST_KEYS = 60;
const MOST_PRESSES = 5;
const AGAIN_MS = 600;

/** Opens the client's Console as its link does, with nothing selected and the focus in the bills. */
export async function openConsole(page, clientId) {
  await page.evaluate((path) => {
    if (globalThis.location.pathname !== path) globalThis.history.pushState(null, '', path);
  }, `/clients/${clientId}/console`);
  const rows = page.getByRole('grid', { name: 'Bills' }).locator('[data-document]');
  await rows
    .first()
    .waitFor({ timeout: SHOWN_MS })
    .catch(async () => {
      throw new Error(`no bill is shown: ${await wordsOf(page)}`);
    });
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  if ((await clear.count()) > 0) await clear.first().click({ timeout: STEP_MS });
  if ((await look(page)).at === null) await press(page, 'j');
  await until(page, ({ at }) => at !== null);
}

/** Makes each draft as its kind is made by keys; `acts` are `{ document, share, amount }`. How many were selected by Shift. */
export async function draft(page, acts) {
  const of = (...shares) => acts.filter(({ share }) => shares.includes(share)).map(({ document }) => document.key);
  const full = of('full', 'withdrawn');
  const byShift = full.length > 0 ? await selectAll(page, full) : 0;
  for (const { document, amount } of acts.filter(({ share }) => share === 'part'))
    await typePart(page, document.key, amount);
  for (const key of of('plan')) await plan(page, key);
  for (const key of of('skip')) await decide(page, key, 's');
  for (const key of of('remind')) await decide(page, key, 'm');
  await untilReady(page, acts.length);
  return byShift;
}

/** Selects these bills: by Shift from the first to the last where nothing else lies between, else one by one; how many by Shift. */
async function selectAll(page, keys) {
  const [first, ...rest] = keys;
  await select(page, first);
  if (rest.length === 0) return 0;
  await goTo(page, rest.at(-1));
  const isStretch = isOneStretch(await look(page), keys);
  if (isStretch) await press(page, 'Shift+X');
  else for (const key of rest) await select(page, key);
  await untilReady(page, keys.length);
  return isStretch ? keys.length : 0;
}

/** Records a part of a bill: Enter opens its row, Tab leads to the amount. */
async function typePart(page, key, amount) {
  await goTo(page, key);
  await press(page, 'Enter');
  for (let tabs = 0; tabs < 8; tabs += 1) {
    if (await page.evaluate(() => document.activeElement?.matches('input.amount') ?? false)) {
      await page.keyboard.type((amount / 100).toFixed(2));
      await press(page, 'Enter');
      return;
    }
    await press(page, 'Tab');
  }
  throw new Error(`no Tab leads to the amount of ${key}`);
}

/** Plans a bill for the day that the app proposes. */
async function plan(page, key) {
  await goTo(page, key);
  await press(page, 'd');
  await page.locator('[data-document] input[type="date"]').waitFor({ timeout: STEP_MS });
  await press(page, 'Escape');
}

/** One key on a row: `s` skips, `m` reminds. */
async function decide(page, document, key) {
  await goTo(page, document);
  await press(page, key);
  await until(page, (seen) => seen.rows.some((row) => row.key === document && row.isSelected));
}

/**
 * Queues what is selected, until the page says that it is kept: what is not kept stays selected, and the person presses
 * again. @param inTurn does one thing to the device at a time.
 */
export async function queueAll(page, count, inTurn) {
  for (let tries = 1; tries <= MOST_PRESSES; tries += 1) {
    const said = await inTurn(async () => {
      if ((await ready(page)) !== count) throw new Error(`${await ready(page)} of ${count} are selected`);
      return queue(page);
    });
    if (said === null) throw new Error('the page does not say whether it is kept');
    if (!said.startsWith('Not kept')) return;
    await wait(AGAIN_MS);
  }
}

/** Answers what the page says once the key is pressed, or null where it says nothing in time. */
async function queue(page) {
  await press(page, 'Control+Enter');
  const end = Date.now() + SAID_MS;
  while (Date.now() < end) {
    const said = await lastSaid(page);
    if (said?.startsWith('Not kept')) return said;
    if (said !== null && (await ready(page)) === 0) return said;
    await wait(POLL_MS);
  }
  return null;
}

/** Takes back what was queued last. */
export function undo(page) {
  return press(page, 'u');
}

/** How many decisions the bar offers to queue. */
function ready(page) {
  return page.evaluate(() => {
    const words = [...document.querySelectorAll('button')].map(({ textContent }) => textContent ?? '');
    return Math.max(0, ...words.map((text) => Number(/^Queue (\d+) decision/.exec(text.trim())?.[1] ?? 0)));
  });
}

async function select(page, key) {
  await goTo(page, key);
  const { rows } = await look(page);
  if (rows.find((row) => row.key === key)?.isSelected) return;
  await press(page, 'x');
  await until(page, (seen) => seen.rows.some((row) => row.key === key && row.isSelected));
}

/** To the row of a document, ten rows at a time as far as that goes. */
async function goTo(page, key) {
  const isBill = key.startsWith('Bill:');
  let sought = 0;
  for (let keys = 0; keys < MOST_KEYS; keys += 1) {
    const { at, rows, grid, last } = await look(page);
    if (at === null) {
      // Its row is no longer open: back to where it was.
      await press(page, 'j');
      await until(page, (seen) => seen.at !== null);
      continue;
    }
    if (at.key === key) return;
    if (isBill !== (grid === 'Bills')) {
      // From the last bill down, or from the first invoice up.
      const isAtEdge = isBill ? at.index === 0 : at.index === last;
      await move(page, isAtEdge ? (isBill ? 'k' : 'j') : isBill ? 'Home' : 'End');
      continue;
    }
    const there = rows.find((row) => row.key === key);
    if (there === undefined && at.index === last && (sought += 1) > 1) break;
    if (there === undefined) await move(page, at.index === last ? 'Home' : 'PageDown');
    else await move(page, keyTowards(there.index - at.index));
  }
  throw new Error(`${key} is not listed`);
}

function keyTowards(rows) {
  if (Math.abs(rows) >= 10) return rows > 0 ? 'PageDown' : 'PageUp';
  return rows > 0 ? 'j' : 'k';
}

/** Presses a key that moves the focus, and waits until it has. */
async function move(page, key) {
  const { at } = await look(page);
  await press(page, key);
  await until(page, (seen) => seen.at !== null && seen.at.key !== at?.key);
}

function press(page, key) {
  return page.keyboard.press(key);
}

async function until(page, holds) {
  const end = Date.now() + STEP_MS;
  while (Date.now() < end) {
    if (holds(await look(page))) return;
    await wait(POLL_MS);
  }
  throw new Error('the page does not do what the key asks for');
}

async function untilReady(page, count) {
  const end = Date.now() + STEP_MS;
  while (Date.now() < end) {
    if ((await ready(page)) >= count) return;
    await wait(POLL_MS);
  }
  throw new Error(`${count} were selected, and the bar offers ${await ready(page)}`);
}

/** Whether what lies between the first and the last that is drawn is all of these, or cannot be selected. */
function isOneStretch({ rows }, keys) {
  const wanted = new Set(keys);
  const places = rows.filter(({ key }) => wanted.has(key)).map(({ index }) => index);
  if (places.length < keys.length) return false;
  const [from, to] = [Math.min(...places), Math.max(...places)];
  return rows.every(({ key, index, isFree }) => index < from || index > to || wanted.has(key) || !isFree);
}

/** The row with the focus, and the rows of its table that are drawn. */
function look(page) {
  return page.evaluate(() => {
    const row = document.activeElement?.closest('[data-document]') ?? null;
    const table = row?.closest('[role="grid"]') ?? null;
    const told = (one) => ({
      key: one.dataset.document,
      index: Number(one.dataset.index),
      isSelected: one.getAttribute('aria-selected') === 'true',
      isFree: one.hasAttribute('aria-selected'),
    });
    return {
      at: row === null ? null : told(row),
      grid: table?.getAttribute('aria-label') ?? null,
      last: Number(table?.getAttribute('aria-rowcount') ?? 1) - 2,
      rows: [...(table?.querySelectorAll('[data-document]') ?? [])].map(told),
    };
  });
}

/** The beginning of what the page shows. */
export async function wordsOf(page) {
  const words = await page
    .evaluate(() => `${globalThis.location.pathname}: ${document.body?.innerText ?? ''}`)
    .catch((error) => error.message);
  return words.replaceAll(/\s+/g, ' ').slice(0, 200);
}

/** The newest sentence about what was queued. */
function lastSaid(page) {
  return page.evaluate(() => {
    const loud = document.querySelector('.stateline.loud')?.textContent ?? null;
    if (loud?.startsWith('Not kept')) return loud;
    const toast = document.querySelector('.toast span')?.textContent ?? null;
    return /^\d+ decisions? (queued|saved)/.test(toast ?? '') ? toast : null;
  });
}
