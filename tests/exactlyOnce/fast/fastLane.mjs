/** The lane whose devices run the app's own queue over an IndexedDB in memory, and the faults that only devices have. */
import 'fake-indexeddb/auto';
import { droppingRows } from './droppingRows.mjs';
import { FastDevice } from './fastDevice.mjs';
import { lend } from './lending.mjs';
import { loadApp } from './loadApp.mjs';

const DAY_MS = 86_400_000;
const LONGEST_TELL_MS = 2_500;
const LOOK_MS = 25;
/** As many as other queues give up after. */
const MANY_TRIES = 10;
const LONGEST_MANY_MS = 4_000;
const SHOWN_EACH_MS = 60;
/** By the database's name, how often a write was refused since it is full. */
const full = new Map();

/** Noted where `work` does not answer false: it met nothing. */
function onDevice(name, work) {
  return async (run, random) => {
    const device = run.devices.get(random.pick(['one', 'two']));
    if ((await work(device, random, run)) !== false) run.ground.noteStrike(name);
  };
}

const FAULTS = {
  'a tab is killed': (device) => device.killTab(),
  'a tab is frozen': (device) => device.freezeTab(),
  'the database is closed': (device) => device.closeDatabase(),
  'no room on the device': async (device, random) => {
    full.set(device.name, 0);
    await new Promise((resolve) => setTimeout(resolve, random.whole(200, 1_500)));
    const refused = full.get(device.name);
    full.delete(device.name);
    return refused > 0;
  },
  'the browser clears its storage': async (device, random, run) => {
    const waited = device.waitingIds().size;
    await device.evict({ keepsCount: true });
    if (waited > 0) run.ground.noteStrike('items that waited in cleared storage', waited);
    if (device.evictions.newestCounted > 0) run.ground.noteStrike('items told as gone', device.evictions.newestCounted);
  },
  'the browser clears all that scripts wrote': clearAll,
  'the clock of a device is set': async (device, random) => device.setClock(random.whole(-2 * DAY_MS, 2 * DAY_MS)),
  'a session ends': async (device, random, run) => {
    const sql = 'delete from session where advisor_id = (select id from advisor where email = $1) returning 1';
    return (await run.ground.rows(sql, [device.email])).length > 0;
  },
  'ten tries fail in a row': tryOften,
  'another person signs in': lend,
};

/** Nobody is reached while decisions wait, and the person looks again and again. */
async function tryOften(device, random, run) {
  const refusing = run.ground.lines.get(device.lineName).refuse(LONGEST_MANY_MS);
  const end = Date.now() + LONGEST_MANY_MS;
  let most = 0;
  while (Date.now() < end) {
    device.show();
    await new Promise((resolve) => setTimeout(resolve, SHOWN_EACH_MS));
    most = Math.max(most, device.tries.mostOf(device.waitingIds()));
  }
  await refusing;
  return most > MANY_TRIES;
}

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
  const loaded = await loadApp();
  const app = bug === 'drop-after-ten' ? { ...loaded, OutboxRows: droppingRows(loaded.OutboxRows) } : loaded;
  refuseWhenFull();
  return {
    faults: Object.fromEntries(Object.entries(FAULTS).map(([name, work]) => [name, onDevice(name, work)])),
    /** What must have been met as well where the fault has struck so often. */
    meets: {
      'the browser clears all that scripts wrote': [
        'items that the server knew of in cleared storage',
        'items that the server told as gone',
      ],
      'another person signs in': ['items that another person found waiting'],
    },
    open: async ({ ground, email, ...parts }) => {
      const [{ id: viewerId }] = await ground.rows('select id from advisor where email = $1', [email]);
      return FastDevice.open({ ...parts, app, email, viewerId });
    },
  };
}

/** The in-memory database has no quota of its own. */
function refuseWhenFull() {
  const { IDBObjectStore: Store } = globalThis;
  const { put } = Store.prototype;
  Store.prototype.put = function (...given) {
    const { name } = this.transaction.db;
    if (!full.has(name)) return put.apply(this, given);
    full.set(name, full.get(name) + 1);
    throw new globalThis.DOMException('no room', 'QuotaExceededError');
  };
}
