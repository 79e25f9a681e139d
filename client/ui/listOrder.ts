/**
 * The list as it is shown now (its filter, search and sort), so that a client's page can step to the next one and lead
 * back to the same list and row. Ids and an address only, for as long as the page is open.
 */
let order: readonly string[] | null = null;
let address = '/clients';
let lastLookedAt: string | null = null;

/** Called by the list whenever its rows, their order or its address change. */
export function rememberList(ids: readonly string[], query: string): void {
  order = ids;
  address = query === '' ? '/clients' : `/clients?${query}`;
}

/** Null when no list was shown since the page was opened. */
export function listOrder(): readonly string[] | null {
  return order;
}

/** The list as it was left. */
export function listAddress(): string {
  return address;
}

/** Called by a client's page: the way back leads to this row. */
export function rememberClient(id: string): void {
  lastLookedAt = id;
}

/** The client whose page was left for the list; null after it was asked for once, or when none was. */
export function takeLastLookedAt(): string | null {
  const id = lastLookedAt;
  lastLookedAt = null;
  return id;
}
