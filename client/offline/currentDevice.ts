import { Device, type DeviceOptions } from './device.js';
import { ShownStore } from './deviceState.js';
import type { KeptViewer } from './keptViewer.js';
import type { DigestView } from './view.js';

/** What all components read. One a page: a page has one signed-in person. */
export const shownStore = new ShownStore();

let running: Device | null = null;
let viewerInMemory: KeptViewer | null = null;

/** The device that is running; null before sign-in. */
export function current(): Device | null {
  return running;
}

/** Opens this advisor's data on the device and keeps it fresh until `stop()`. A device that ran before is stopped. */
export function startDevice(options: DeviceOptions): Device {
  running?.stop();
  shownStore.reset();
  running = new Device(options, shownStore);
  running.start();
  return running;
}

/** Asks the server now. Does nothing without a running device. */
export async function refreshDevice(): Promise<void> {
  await running?.refresh();
}

/**
 * A client's digest as of a past date; needs a connection.
 * @throws Error with a sentence when the server is out of reach or has none for that date.
 */
export function fetchPastDigest(clientId: string, asOf: string): Promise<DigestView> {
  if (running === null) return Promise.reject(new Error('Past weeks need a signed-in person.'));
  return running.fetchPast(clientId, asOf);
}

/** Removes everything this app keeps on the device: rows, keys, cached answers. Also offline. */
export async function wipeDevice(): Promise<void> {
  running?.stop();
  running = null;
  viewerInMemory = null;
  shownStore.reset();
}

/** Remembers who is signed in, so that the app opens without the server. */
export async function keepViewer(viewer: KeptViewer): Promise<void> {
  viewerInMemory = viewer;
}

/** Who was signed in on this device last; null when nobody is known, or after a wipe. */
export async function keptViewer(): Promise<KeptViewer | null> {
  return viewerInMemory;
}
