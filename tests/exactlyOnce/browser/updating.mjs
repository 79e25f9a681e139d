/**
 * The next version of the app comes while decisions wait: the person presses "Reload" in the midst of a replay, and the next
 * version reads the queue that this one wrote, two steps of the store before.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { isDecision } from '../faults.mjs';
import { STEPS_AHEAD } from './builds.mjs';
import { lookAtQueue } from './pageQueue.mjs';

const HELD_REQUEST_MS = 2_000;
const LONGEST_INSTALL_MS = 45_000;
const LONGEST_LOOK_MS = 4_000;
const LONGEST_SEND_MS = 4_000;
const LONGEST_RELOAD_MS = 15_000;
const LOOK_MS = 40;

export function updateApp(builds) {
  return (device, random, run) => device.byHand(() => update(builds, device, run));
}

async function update(builds, device, run) {
  builds.serve(builds.next);
  const entry = builds.entryOf(builds.next);
  // Whose storage was cleared meanwhile has no older version.
  const seen = await Promise.all(device.pages.map((page) => lookAtQueue(page).catch(() => null)));
  if (seen.some((one) => one?.build === entry)) return false;
  const page = await untilOffered(device);
  if (!page) return false;
  const button = offer(page);
  await device.browser.setOffline(true);
  try {
    await run.advisors.hands.decideSpare(device.name);
    run.ground.lines.get(device.name).plan({ kind: 'delay', fits: isDecision, ms: HELD_REQUEST_MS });
  } finally {
    await device.browser.setOffline(false);
  }
  const isMidReplay = await untilSends(device);
  return device.inTurn(async () => {
    const before = await storeVersion(page);
    const waited = (await device.waitingIds()).length;
    await button.click({ timeout: 5_000 });
    if (!(await untilRuns(page, entry))) return false;
    if (waited > 0) run.ground.noteStrike('items that waited through an update', waited);
    await device.enter(page);
    const after = await storeVersion(page);
    if (after !== before + STEPS_AHEAD) throw new Error(`the store is of version ${after} after ${before}`);
    // The others say that they are of an older version, and are loaded again.
    await device.reloadAll((one) => one !== page);
    return waited > 0 && isMidReplay;
  });
}

/** Of the device's database, as it lies there. */
function storeVersion(page) {
  return page.evaluate(async () => {
    const all = await indexedDB.databases();
    return all.find(({ name }) => name === 'runway-device')?.version ?? 0;
  });
}

function offer(page) {
  return page
    .locator('#root')
    .getByRole('button', { name: /New version|Reload/i })
    .first();
}

/** A tab that offers the next version; it is looked for again and again, as lines break while it is fetched. */
async function untilOffered(device) {
  const end = Date.now() + LONGEST_INSTALL_MS;
  while (Date.now() < end) {
    for (const page of device.pages) {
      const looked = page.evaluate(
        async () => void (await (await navigator.serviceWorker.getRegistration())?.update()),
      );
      await Promise.race([looked.catch(() => undefined), wait(LONGEST_LOOK_MS)]);
      const isOffered = await offer(page)
        .waitFor({ timeout: LONGEST_LOOK_MS })
        .then(
          () => true,
          () => false,
        );
      if (isOffered) return page;
    }
    await wait(LOOK_MS);
  }
  return null;
}

async function untilRuns(page, entry) {
  const end = Date.now() + LONGEST_RELOAD_MS;
  while (Date.now() < end) {
    if ((await lookAtQueue(page).catch(() => null))?.build === entry) return true;
    await wait(LOOK_MS);
  }
  return false;
}

async function untilSends(device) {
  const end = Date.now() + LONGEST_SEND_MS;
  while (Date.now() < end) {
    for (const page of device.pages) if ((await lookAtQueue(page).catch(() => null))?.queue?.isSending) return true;
    await wait(LOOK_MS);
  }
  return false;
}
