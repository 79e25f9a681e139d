let asked = false;

/**
 * Asks the browser, once a page, not to clear what is kept here when the disk runs low. Called when there is something
 * to lose. A browser that says no changes nothing: all of it can be fetched again.
 */
export async function askToKeep(storage = browserStorage()): Promise<void> {
  if (asked || storage === null) return;
  asked = true;
  try {
    if (!(await storage.persisted())) await storage.persist();
  } catch {
    // The same as a no.
  }
}

type Persistence = Pick<StorageManager, 'persisted' | 'persist'>;

/** Null in browsers, and at addresses, that do not know it. */
function browserStorage(): Persistence | null {
  const storage = typeof navigator === 'undefined' ? undefined : (navigator as Partial<Navigator>).storage;
  return storage !== undefined && 'persist' in storage ? storage : null;
}
