/** Set when someone signed out without a connection: the server's sign-out is then the first thing that is sent. */
const KEY = 'runway-sign-out-due';

/** `KEPT`: of somebody who did not sign in after all; what another person keeps on the device stays theirs. */
export type DueSignOut = 'WIPED' | 'KEPT';

/** Remembers, where the device allows, that the server has yet to hear of a sign-out; null: it has. */
export function setSignOutDue(due: DueSignOut | null): void {
  try {
    if (due !== null) localStorage.setItem(KEY, due);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: the cookie then ends by its own age.
  }
}

/** What kind of sign-out the server has yet to hear of; null: of none. */
export function dueSignOut(): DueSignOut | null {
  try {
    const due = localStorage.getItem(KEY);
    return due === null || due === 'KEPT' ? due : 'WIPED';
  } catch {
    return null;
  }
}
