/** The lane whose devices are real browsers with the built app, and the faults that only browsers have. */
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBrowser, ensureBuilt } from '../../../scripts/ground.mjs';
import { BrowserDevice } from './browserDevice.mjs';
import { Builds } from './builds.mjs';
import { changePeople, clearStorage } from './clearing.mjs';
import { holdSender } from './stillness.mjs';
import { updateApp } from './updating.mjs';

const DAY_MS = 86_400_000;
/** Moments before the clocks of New York go back. */
const FALL_BACK = Date.parse('2026-11-01T05:59:55Z');

function onDevice(name, work) {
  return async (run, random) => {
    const device = run.devices.get(random.pick(['one', 'two']));
    if ((await work(device, random, run)) !== false) run.ground.noteStrike(name);
  };
}

const FAULTS = {
  'the browser is killed': (device) => device.killBrowser(),
  'the network of a browser is off': async (device, random) => {
    await device.browser.setOffline(true);
    await wait(random.whole(300, 2_500));
    await device.browser.setOffline(false);
  },
  'the tab that sends is held still': holdSender,
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
  'all tabs are closed': (device, random) => device.closeTabs(random.whole(500, 4_000)),
  'the database is closed': (device) => closeDatabase(device.pages[0]),
  'another person signs in': changePeople,
  'the clock of a device is set': (device, random) => device.setClock(random.whole(-2 * DAY_MS, 2 * DAY_MS)),
  'the clocks go back an hour': (device) => device.setClock(FALL_BACK - Date.now(), 'America/New_York'),
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

/** Of its own kinds of faults a run meets four in turn. @param bug a deliberate bug of the device, or another's. */
export async function browserLane({ bug }) {
  const executablePath = await ensureBrowser();
  await ensureBuilt();
  const builds = await Builds.make(bug);
  const faults = { ...FAULTS, 'the app is updated in mid-replay': updateApp(builds) };
  return {
    faults: Object.fromEntries(Object.entries(faults).map(([name, work]) => [name, onDevice(name, work)])),
    inTurn: Object.keys(faults),
    /** What must have been met as well where the fault has struck so often. */
    meets: {
      'the browser clears its storage': ['items that waited in cleared storage', 'items told as gone'],
      'another person signs in': ['items removed by signing out'],
      'the tab that sends is held still': ['another tab sends for one held still'],
      'the app is updated in mid-replay': ['items that waited through an update'],
    },
    /** Settings of the product's processes. */
    environment: { STATIC_DIR: builds.served },
    /** Before each run, whose devices have never seen the app. */
    prepare: async () => builds.serve(builds.now),
    /** Browsers are slower than tabs in memory: faults and decisions take so many times as long. */
    spanTimes: 3,
    /** Part of what is decided is decided by keyboard. */
    hasScreens: true,
    open: (parts) => BrowserDevice.open({ ...parts, executablePath, nextBuild: builds.entryOf(builds.next) }),
  };
}
