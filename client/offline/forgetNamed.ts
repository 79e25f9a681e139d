interface KeptByName {
  removeItem(name: string): void;
}

/** Removes what is kept outside IndexedDB under names that begin so. A worker has no such store, and kept nothing there. */
export function forgetNamed(prefix: string): void {
  try {
    const { localStorage: kept } = globalThis as { localStorage?: KeptByName };
    for (const name of Object.keys(kept ?? {})) if (name.startsWith(prefix)) kept?.removeItem(name);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
