import { wipeDevice } from '../../client/offline/index.js';
import { freshProfile } from './offline/storage.js';

/** Nothing of an earlier test is on the device or chosen; what is brought into view stays where it is, as jsdom has no view. */
export async function emptyDevice(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  await wipeDevice();
  freshProfile();
  Element.prototype.scrollIntoView = () => undefined;
}
