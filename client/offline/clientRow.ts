import type { ListClient } from './view.js';

/** One line of the client list. */
export type ClientRow = ListClient;

/** GraphQL's client as the list's row. */
export function clientRow(client: ListClient): ClientRow {
  return client;
}
