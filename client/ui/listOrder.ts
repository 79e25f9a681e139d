/**
 * The clients in the order the list shows them now (its filter, search and sort), so that a client's page can step to
 * the next one. Ids only, for as long as the page is open.
 */
let order: readonly string[] | null = null;

/** Called by the list whenever its rows or their order change. */
export function rememberListOrder(ids: readonly string[]): void {
  order = ids;
}

/** Null when no list was shown since the page was opened. */
export function listOrder(): readonly string[] | null {
  return order;
}
