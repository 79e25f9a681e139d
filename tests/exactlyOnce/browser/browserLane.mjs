/** The lane whose devices are real browsers with the built app, and the faults that only browsers have. */
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBrowser, ensureBuilt } from '../../../scripts/ground.mjs';
import { BrowserDevice } from './browserDevice.mjs';

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
  'a session ends': (device, random, run) =>
    run.ground.rows('delete from session where advisor_id = (select id from advisor where email = $1)', [device.email]),
};

/** Its kinds, of which a run meets three in turn. */
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
