import { wipeDevice } from '../../client/offline/index.js';
import { freshProfile } from './offline/storage.js';

/** Nothing of an earlier test is on the device or chosen; what is brought into view stays where it is, as jsdom has no view. */
export async function emptyDevice(): Promise<void> {
  // What is wiped says so in local storage, and the next device would tell of it.
  await wipeDevice();
  freshProfile();
  localStorage.clear();
  sessionStorage.clear();
  Element.prototype.scrollIntoView = () => undefined;
}
