/** Set when someone signs out, until the device is wiped and the server has heard: what is missing of it is done first. */
const KEY = 'runway-sign-out-due';

/** `WIPED`: of somebody whose rows are not to stay. `KEPT`: of somebody who did not sign in after all; what another person keeps on the device stays theirs. */
export type DueSignOut = 'WIPED' | 'KEPT';

/** Remembers, where the device allows, that a sign-out is not over; null: it is. */
export function setSignOutDue(due: DueSignOut | null): void {
  try {
    if (due !== null) localStorage.setItem(KEY, due);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: a sign-out without a connection is then not sent later, and the cookie ends by its own age.
  }
}

/** What kind of sign-out is not over; null: none. */
export function dueSignOut(): DueSignOut | null {
  try {
    const due = localStorage.getItem(KEY);
    return due === null || due === 'KEPT' ? due : 'WIPED';
  } catch {
    return null;
  }
}
