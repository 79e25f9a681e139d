import { forgetNamed } from './forgetNamed.js';

/** Outside IndexedDB: how the account that payments of a client were recorded from last is named, by the client's id. */
export const PAYING_ACCOUNT = 'runway-paying-account:';

/** At sign-out, and where the device becomes another person's: what is left says nothing of whose clients were here. */
export function forgetClientChoices(): void {
  forgetNamed(PAYING_ACCOUNT);
}
