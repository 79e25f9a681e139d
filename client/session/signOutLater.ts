/** Set when someone signed out without a connection: the server's sign-out is then the first thing that is sent. */
const KEY = 'runway-sign-out-due';

/** Remembers, where the device allows, that the server has yet to hear of a sign-out. */
export function setSignOutDue(due: boolean): void {
  try {
    if (due) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: the cookie then ends by its own age.
  }
}

/** Whether the server has yet to hear of a sign-out. */
export function isSignOutDue(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
