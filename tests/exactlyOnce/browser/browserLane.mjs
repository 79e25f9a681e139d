/** The lane whose devices are real browsers with the built app, and the faults that only browsers have. */
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBrowser, ensureBuilt } from '../../../scripts/ground.mjs';
import { BrowserDevice } from './browserDevice.mjs';
import { changePeople, clearStorage } from './clearing.mjs';

const DAY_MS = 86_400_000;

function onDevice(name, work) {
  return async (run, random) => {
    const device = run.devices.get(random.pick(['one', 'two']));
    if ((await work(device, random, run)) !== false) run.ground.noteStrike(name);
  };
}

const FAULTS = {
  'the browser is killed': (device) => device.killBrowser(),
  'the network of a browser is off': async (device, random) => {
    const { context } = device;
    await context.setOffline(true);
    await wait(random.whole(300, 2_500));
    await context.setOffline(false);
  },
  'a page is held still': (device, random) => device.browser.freeze(random, random.whole(700, 2_500)),
  'a tab is closed': (device) => device.closeTab(),
  'the browser clears its storage': clearStorage,
  'no room on the device': async (device, random) => {
    const [page] = device.pages;
    if (!page) return false;
    const session = await device.context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: device.address, quotaSize: 1 });
    await wait(random.whole(500, 2_000));
    await session.send('Storage.overrideQuotaForOrigin', { origin: device.address });
    return true;
  },
  'the database is closed': (device) => closeDatabase(device.pages[0]),
  'another person signs in': changePeople,
  'the clock of a device is set': (device, random) => device.setClock(random.whole(-2 * DAY_MS, 2 * DAY_MS)),
  'a session ends': (device, random, run) =>
    run.ground.rows('delete from session where advisor_id = (select id from advisor where email = $1)', [device.email]),
};

/** A newer version of the app wants the database: all let go of it. Then it changes nothing after all. */
async function closeDatabase(page) {
  if (!page) return false;
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const newer = indexedDB.open('runway-device', 999);
        newer.onupgradeneeded = () => newer.transaction.abort();
        newer.onerror = newer.onsuccess = () => resolve(true);
      }),
  );
}

/** Of its own kinds of faults a run meets four in turn. */
export async function browserLane() {
  const executablePath = await ensureBrowser();
  await ensureBuilt();
  return {
    faults: Object.fromEntries(Object.entries(FAULTS).map(([name, work]) => [name, onDevice(name, work)])),
    inTurn: Object.keys(FAULTS),
    /** Browsers are slower than tabs in memory: faults and decisions take so many times as long. */
    spanTimes: 2.5,
    open: (parts) => BrowserDevice.open({ ...parts, executablePath }),
  };
}
