/** The lane whose devices run the app's own queue over an IndexedDB in memory, and the faults that only devices have. */
import 'fake-indexeddb/auto';
import { FastDevice } from './fastDevice.mjs';
import { loadApp } from './loadApp.mjs';

const DAY_MS = 86_400_000;
const TRIES = 10;
const LONGEST_TELL_MS = 2_500;
const LOOK_MS = 25;
const full = new Set();

function onDevice(name, work) {
  return async (run, random) => {
    const device = run.devices.get(random.pick(['one', 'two']));
    await work(device, random, run);
    run.ground.noteStrike(name);
  };
}

const FAULTS = {
  'a tab is killed': (device) => device.killTab(),
  'a tab is frozen': (device) => device.freezeTab(),
  'the database is closed': (device) => device.closeDatabase(),
  'no room on the device': async (device, random) => {
    full.add(device.name);
    await new Promise((resolve) => setTimeout(resolve, random.whole(200, 1_500)));
    full.delete(device.name);
  },
  'the browser clears its storage': async (device, random, run) => {
    const waited = device.waitingIds().size;
    await device.evict({ keepsCount: true });
    if (waited > 0) run.ground.noteStrike('items that waited in cleared storage', waited);
    if (device.evictions.newestCounted > 0) run.ground.noteStrike('items told as gone', device.evictions.newestCounted);
  },
  'the browser clears all that scripts wrote': clearAll,
  'the clock of a device is set': async (device, random) => device.setClock(random.whole(-2 * DAY_MS, 2 * DAY_MS)),
  'a session ends': (device, random, run) =>
    run.ground.rows('delete from session where advisor_id = (select id from advisor where email = $1)', [device.email]),
};

/** Local storage as well, while decisions wait that the server was told of: it alone can say that they never arrived. */
async function clearAll(device, random, run) {
  const before = device.evictions.newestAnswered;
  device.isHeldBack = true;
  try {
    await until(() => device.toldIds().length > 0);
    const told = device.toldIds().length;
    await device.evict({ keepsCount: false });
    if (told > 0) run.ground.noteStrike('items that the server knew of in cleared storage', told);
  } finally {
    device.isHeldBack = false;
  }
  await until(() => device.evictions.isHeard);
  const more = device.evictions.newestAnswered - before;
  if (more > 0) run.ground.noteStrike('items that the server told as gone', more);
}

async function until(holds) {
  const end = Date.now() + LONGEST_TELL_MS;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** @param bug a deliberate bug of the device. */
export async function fastLane({ bug }) {
  const app = await loadApp();
  refuseWhenFull();
  return {
    faults: Object.fromEntries(Object.entries(FAULTS).map(([name, work]) => [name, onDevice(name, work)])),
    /** What must have been met as well where the fault has struck so often. */
    meets: {
      'the browser clears all that scripts wrote': [
        'items that the server knew of in cleared storage',
        'items that the server told as gone',
      ],
    },
    open: async ({ ground, email, ...parts }) => {
      const [{ id: viewerId }] = await ground.rows('select id from advisor where email = $1', [email]);
      return FastDevice.open({ ...parts, app, email, viewerId, bug: bug === 'drop-after-ten' ? dropAfterTen : null });
    },
  };
}

/** The in-memory database has no quota of its own. */
function refuseWhenFull() {
  const { IDBObjectStore: Store } = globalThis;
  const { put } = Store.prototype;
  Store.prototype.put = function (...given) {
    if (full.has(this.transaction.db.name)) throw new globalThis.DOMException('no room', 'QuotaExceededError');
    return put.apply(this, given);
  };
}

/** The deliberate bug of a device: what failed ten times counts as done. */
function dropAfterTen(sender, device) {
  const tries = new Map();
  const dropping = (send, refusalOf) => async (given) => {
    try {
      return await send(given);
    } catch (error) {
      const ids = given.map((one) => one.id ?? one);
      for (const id of ids) tries.set(id, (tries.get(id) ?? 0) + 1);
      if (!ids.some((id) => tries.get(id) >= TRIES)) throw error;
      device.dropped = (device.dropped ?? 0) + ids.length;
      return {
        results: ids.map((id) => ({ id, decision: refusalOf(id), refusal: null, version: null })),
        refusal: null,
      };
    }
  };
  return { ...sender, submitDecisions: dropping(sender.submitDecisions, (id) => ({ id, clientId: 'dropped' })) };
}
