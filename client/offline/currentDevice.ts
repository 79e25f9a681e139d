import { forgetClientChoices } from './clientChoices.js';
import { Device } from './device.js';
import type { DeviceOptions } from './deviceOptions.js';
import { DeviceRows } from './deviceRows.js';
import { DeviceStore, DeviceUnavailable } from './deviceStore.js';
import { ShownStore } from './deviceState.js';
import type { KeptViewer } from './keptViewer.js';
import { QueueStore } from './outboxState.js';
import type { PageQueue } from './pageQueue.js';
import type { DigestView, RitualChange } from './view.js';
import { forgetWaitingCounts } from './forgetWaitingCounts.js';
import { noteWiped } from './wipedHere.js';

/** What all components read. One a page: a page has one signed-in person. */
export const shownStore = new ShownStore();

/** What all components read of the queue. One a page. */
export const queueStore = new QueueStore();

const APP_SHELL_CACHE = 'precache';
let running: Device | null = null;

/** How many components look at each client's digest: they may begin to before the device is opened. */
const watched = new Map<string, number>();

/** From one page to the next nobody looks for a moment: what both show is not read again in between. */
const DROPPED_AFTER_MS = 1_000;

/** Shows a client's digest and keeps it fresh until the returned function is called. */
export function watchDigest(clientId: string): () => void {
  const others = watched.get(clientId) ?? 0;
  watched.set(clientId, others + 1);
  if (others === 0) void running?.show(clientId);
  return () => {
    const left = (watched.get(clientId) ?? 1) - 1;
    if (left > 0) watched.set(clientId, left);
    else {
      watched.delete(clientId);
      setTimeout(() => {
        if (!watched.has(clientId)) shownStore.dropDigest(clientId);
      }, DROPPED_AFTER_MS);
    }
  };
}

/** Opens this advisor's data on the device and keeps it fresh until `stop()`. A device that ran before is stopped. */
export function startDevice(options: DeviceOptions): Device {
  running?.stop();
  shownStore.reset();
  queueStore.reset();
  running = new Device(options, shownStore, watched, queueStore);
  return running;
}

/** The queue of the person who is here; null while nobody is, and where it could not be opened. */
export async function runningQueue(): Promise<PageQueue | null> {
  return (await running?.queue) ?? null;
}

/** Asks the server now. Does nothing without a running device. */
export async function refreshDevice(): Promise<void> {
  await running?.refresh();
}

/** Fetches what is taken along by a choice that was just made. Does nothing without a running device. */
export async function fetchChosen(): Promise<void> {
  await running?.fetchChosen();
}

/** Shows and keeps what the server answered to an act on a client, until its whole review is fetched anew. */
export async function takeAnswer(clientId: string, change: RitualChange): Promise<void> {
  await running?.take({ clientId, change, operationIds: [] });
}

/**
 * A client's digest as of a past date; needs a connection.
 * @throws Error with a sentence when the server is out of reach or has none for that date.
 */
export function fetchPastDigest(clientId: string, asOf: string): Promise<DigestView> {
  if (running === null) return Promise.reject(new Error('Past weeks need a signed-in person.'));
  return running.fetchPast(clientId, asOf);
}

/**
 * Removes everything this app keeps on the device: rows, keys, cached answers; the app itself stays, so that it opens
 * offline. Works offline.
 */
export async function wipeDevice(): Promise<void> {
  const device = running;
  running = null;
  shownStore.reset();
  queueStore.reset();
  forgetWaitingCounts();
  forgetClientChoices();
  if (device !== null) await whereKept(device.wipe());
  const owner = device?.viewerId ?? (await ownerHere());
  if (owner !== null) noteWiped(owner);
  // A second pass that needs no key: also removes what a device left that never opened, or was stopped before.
  await whereKept(new DeviceStore().wipe());
  // Once more: what was being saved until then has counted itself, and a page that was open may have kept a choice.
  forgetWaitingCounts();
  forgetClientChoices();
  if (typeof caches === 'undefined') return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !name.includes(APP_SHELL_CACHE)).map((name) => caches.delete(name)));
}

/** Remembers who is signed in, so that the app opens without the server. Does nothing where nothing can be kept. */
export async function keepViewer(viewer: KeptViewer): Promise<void> {
  await withRows(
    () => Promise.resolve(viewer.id),
    (rows) => rows.write('viewer', viewer, Date.now()),
  );
}

/** Who was signed in on this device last; null when nobody is known, after a wipe, or where nothing can be kept. */
export async function keptViewer(): Promise<KeptViewer | null> {
  const row = await withRows(DeviceRows.ownerOf, (rows) => rows.read<KeptViewer>('rows', 'viewer'));
  return row?.value ?? null;
}

/** What waits on this device, and whose it is; null where nothing does. Needs no key: it may be another person's. */
export async function waitingHere(): Promise<{ readonly viewerId: string; readonly waiting: number } | null> {
  const store = new DeviceStore();
  try {
    return await store.read(async (db) => {
      const tx = db.transaction(['owner', 'outbox']);
      const [owner, waiting] = await Promise.all([
        tx.objectStore('owner').get('owner'),
        tx.objectStore('outbox').count(),
      ]);
      return owner === undefined || waiting === 0 ? null : { viewerId: owner.viewerId, waiting };
    });
  } catch (error) {
    if (error instanceof DeviceUnavailable) return null;
    throw error;
  } finally {
    await store.close();
  }
}

/** Whose rows the device holds; null where it holds none, or nothing can be kept. */
async function ownerHere(): Promise<string | null> {
  const store = new DeviceStore();
  try {
    return await DeviceRows.ownerOf(store);
  } catch (error) {
    if (error instanceof DeviceUnavailable) return null;
    throw error;
  } finally {
    await store.close();
  }
}

/** Where nothing can be kept there is nothing to remove. */
async function whereKept(wiping: Promise<void>): Promise<void> {
  try {
    await wiping;
  } catch (error) {
    if (!(error instanceof DeviceUnavailable)) throw error;
  }
}

async function withRows<T>(
  ownerOf: (store: DeviceStore) => Promise<string | null>,
  work: (rows: DeviceRows) => Promise<T>,
): Promise<T | null> {
  const store = new DeviceStore();
  try {
    const owner = await ownerOf(store);
    return owner === null ? null : await work(await DeviceRows.open(owner, store));
  } catch (error) {
    if (error instanceof DeviceUnavailable) return null;
    throw error;
  } finally {
    await store.close();
  }
}
