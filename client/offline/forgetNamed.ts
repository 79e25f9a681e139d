/** Removes what is kept outside IndexedDB under names that begin so. */
export function forgetNamed(prefix: string): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
