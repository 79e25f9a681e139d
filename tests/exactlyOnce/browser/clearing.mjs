/** What takes waiting decisions from a device with the app's knowledge: the browser clears its storage, or a person signs out. */
import { setTimeout as wait } from 'node:timers/promises';

const OTHER = 'priya@foundrystreet.example';
/** What Chromium clears when the disk runs low; local storage is not among it. */
const CLEARED = 'indexeddb,cache_storage,service_workers';
const LONGEST_WAIT_MS = 12_000;

/** The browser clears the site's storage while decisions wait there. */
export function clearStorage(device, random, run) {
  return device.byHand(() => clear(device, run));
}

async function clear(device, run) {
  await device.browser.setOffline(true);
  try {
    await run.advisors.hands.decideSpare(device.name);
    await untilSomethingWaits(device);
    return await device.inTurn(() => clearWhatWaits(device, run));
  } finally {
    await device.browser.setOffline(false).catch(() => undefined);
  }
}

async function clearWhatWaits(device, run) {
  const waited = await device.waitingIds();
  const [page] = device.pages;
  if (!page || waited.length === 0) return false;
  const session = await device.context.newCDPSession(page);
  // Before it: a browser that is killed right then may have cleared it or not.
  device.evictions.began({ ids: waited, keepsCount: true });
  await session.send('Storage.clearDataForOrigin', { origin: device.address, storageTypes: CLEARED });
  run.ground.noteStrike('items that waited in cleared storage', waited.length);
  await device.browser.setOffline(false);
  await device.reloadAll();
  await device.look();
  const told = device.evictions.newestCounted;
  if (told > 0) run.ground.noteStrike('items told as gone', told);
  return true;
}

/** The advisor signs out though decisions wait, is told how many go, and somebody else uses the browser for a moment. */
export function changePeople(device, random, run) {
  return device.byHand(() => change(device, run));
}

async function change(device, run) {
  const [page] = device.pages;
  if (!page) return false;
  // Its part of the app may not be on the device yet.
  await openMenu(page);
  await device.browser.setOffline(true);
  try {
    await run.advisors.hands.decideSpare(device.name);
    await untilSomethingWaits(device);
    return await device.inTurn(() => changeWhoUses(device, page, run));
  } finally {
    await device.browser.setOffline(false).catch(() => undefined);
  }
}

async function changeWhoUses(device, page, run) {
  try {
    if (!(await device.look(page))) return false;
    const waited = await device.waitingIds();
    await signOut(page);
    const removing = page.getByRole('button', { name: /^Sign out and remove \d+$/ });
    if (waited.length > 0) {
      await removing.click({ timeout: 5_000 });
      for (const id of waited) device.removed.add(id);
      run.ground.noteStrike('items removed by signing out', waited.length);
    }
    await page.locator('#sign-in-password').waitFor({ timeout: 10_000 });
    await device.browser.setOffline(false);
    await useAs(OTHER, device, page, run);
    return true;
  } finally {
    await device.browser.setOffline(false).catch(() => undefined);
    // Whoever is signed in now, the advisor comes back.
    await device.context?.clearCookies().catch(() => undefined);
    await device.reloadAll();
  }
}

/** Without a network decisions gather; a quiet moment has none. */
async function untilSomethingWaits(device) {
  const until = Date.now() + LONGEST_WAIT_MS;
  while (Date.now() < until) {
    if ((await device.waitingIds()).length > 0) return;
    await wait(100);
  }
}

async function useAs(email, device, page, run) {
  if (!(await device.enter(page, email))) throw new Error('nobody else could sign in');
  const seen = await device.look(page);
  if (!seen) throw new Error('the other person has no queue');
  for (const id of await device.waitingIds([page])) run.tell('diverged', `${id} waits in the name of ${email}`);
  await openMenu(page);
  await signOut(page);
  await page.locator('#sign-in-password').waitFor({ timeout: 10_000 });
}

async function openMenu(page) {
  await page
    .getByRole('button', { name: /Reyes|Okafor|Natarajan/ })
    .first()
    .click({ timeout: 5_000 });
  await menuItem(page).waitFor({ timeout: 10_000 });
}

async function signOut(page) {
  await menuItem(page).click({ timeout: 5_000 });
}

function menuItem(page) {
  return page.getByRole('menuitem', { name: /^Sign out/ });
}
