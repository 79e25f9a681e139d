/** Outside IndexedDB: whose rows were removed here because a person asked for it, so that nobody is told of a loss. */
const PREFIX = 'runway-wiped:';

export function noteWiped(viewerId: string): void {
  attempt(() => localStorage.setItem(PREFIX + viewerId, '1'));
}

export function wasWiped(viewerId: string): boolean {
  return attempt(() => localStorage.getItem(PREFIX + viewerId) !== null) ?? false;
}

/** The server has heard of it. */
export function forgetWiped(viewerId: string): void {
  attempt(() => localStorage.removeItem(PREFIX + viewerId));
}

/** Storage that is switched off throws: the server then tells of a loss that was chosen, and nothing else is worse for it. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
