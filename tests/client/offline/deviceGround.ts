import { startDevice, type Device } from '../../../client/offline/index.js';
import { shownStore } from '../../../client/offline/currentDevice.js';
import type { FakeServer } from './fakeServer.js';

export const FIVE = ['c1', 'c2', 'c3', 'c4', 'c5'];

let device: Device | null = null;

/** Opens the device of a person and waits until it has asked the server; one that ran before is stopped. */
export async function start(server: FakeServer, viewerId?: string): Promise<Device> {
  stop();
  device = startDevice(server.options(viewerId));
  await device.refresh();
  return device;
}

export function stop(): void {
  device?.stop();
}

export const shown = () => shownStore.get();
